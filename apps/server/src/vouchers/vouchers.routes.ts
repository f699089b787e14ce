import { readVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { findNameFault } from '../db/unless-taken.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { readVoucherSheet } from '../portal/voucher-sheet.ts';
import { openTries } from '../tries/count-tries.ts';
import { voucherHasher } from './hash-voucher-code.ts';
import { makeVoucherBatch } from './make-voucher-batch.ts';
import { revokeBatch, revokeVoucher } from './revoke-vouchers.ts';
import { findVoucherBatch, findVoucherByHash, listVoucherBatches, listVouchers } from './vouchers.queries.ts';
import {
  addVoucherBatchInput,
  findVoucherInput,
  madeVouchersShape,
  revokeInput,
  voucherBatchesShape,
  voucherBatchFilters,
  voucherBatchShape,
  voucherBatchSorts,
  voucherFilters,
  voucherShape,
  voucherSheetQuery,
  voucherSheetShape,
  voucherSorts,
  vouchersShape,
} from './vouchers.schemas.ts';

const tag = 'Vouchers';
/** Codes that are none, per operator: support misreads a few, whoever tries thousands is looking for one to redeem. */
const MISSES = { name: 'misread vouchers', max: 30, seconds: 15 * 60 };
const NO_BATCH = { refused: 'not-found', message: 'There is no such batch of vouchers.' } as const;

export function vouchersRoutes({ db, secretBox, randomBytes }: ApiParts) {
  const misses = openTries({ db, secretBox });
  return new Hono<ApiEnv>()
    .get(
      '/voucher-batches',
      route({
        tag,
        permission: 'vouchers.read',
        summary: 'List batches of vouchers, with how many of each are redeemed and left',
        answers: { 200: voucherBatchesShape },
      }),
      query(listQuery(voucherBatchSorts, '-createdAt', voucherBatchFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listVoucherBatches(db, list, filters), 200);
      },
    )
    .post(
      '/voucher-batches',
      route({
        tag,
        permission: 'vouchers.add',
        summary: 'Make vouchers; their codes are answered this once',
        answers: changeAnswers(201, madeVouchersShape),
        refusals: [409, 422],
      }),
      body(addVoucherBatchInput, ({ name }) => findNameFault(db, 'voucher_batches', name, null)),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          makeVoucherBatch(change, secretBox, randomBytes, input),
        );
        return answerChange(c, 201, changed, (made) => made);
      },
    )
    .get(
      '/voucher-batches/:id',
      route({
        tag,
        permission: 'vouchers.read',
        summary: 'One batch of vouchers',
        answers: { 200: voucherBatchShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findVoucherBatch(db, id);
        return found === null ? errorResponse(c, NO_BATCH) : c.json(found, 200);
      },
    )
    .get(
      '/voucher-batches/:id/vouchers',
      route({
        tag,
        permission: 'vouchers.read',
        summary: 'The vouchers of a batch: which are redeemed, by whom and where',
        description: '`search` finds a serial number.',
        answers: { 200: vouchersShape },
        refusals: [404],
      }),
      query(listQuery(voucherSorts, 'serial', voucherFilters)),
      async (c) => {
        const id = idParam(c);
        if (id === null || (await findVoucherBatch(db, id)) === null) return errorResponse(c, NO_BATCH);
        const { list, filters } = c.req.valid('query');
        return c.json(await listVouchers(db, id, list, filters), 200);
      },
    )
    .get(
      '/voucher-batches/:id/sheet',
      route({
        tag,
        permission: 'vouchers.read',
        summary: "What is printed beside the codes, in the languages of a zone's portal",
        answers: { 200: voucherSheetShape },
        refusals: [404],
      }),
      query(voucherSheetQuery),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await readVoucherSheet(db, id, c.req.valid('query'));
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .post(
      '/voucher-batches/:id/revoke',
      route({
        tag,
        permission: 'vouchers.revoke',
        stepUp: 'always',
        summary: 'Revoke all vouchers of a batch that are not redeemed',
        answers: changeAnswers(200, voucherBatchShape),
        refusals: [404, 409],
      }),
      body(revokeInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, NO_BATCH);
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => revokeBatch(change, id, input));
        return answerChange(c, 200, changed, (batch) => batch);
      },
    )
    .post(
      '/voucher-batches/:id/vouchers/:serial/revoke',
      route({
        tag,
        permission: 'vouchers.revoke',
        summary: 'Revoke one voucher by its serial number',
        answers: changeAnswers(200, voucherShape),
        refusals: [404, 409],
      }),
      body(revokeInput),
      async (c) => {
        const [id, serial] = [idParam(c), idParam(c, 'serial')];
        if (id === null || serial === null || serial > SERIAL_MAX) return errorResponse(c, NO_BATCH);
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          revokeVoucher(change, id, serial, input),
        );
        return answerChange(c, 200, changed, (voucher) => voucher);
      },
    )
    .post(
      '/vouchers/find',
      route({
        tag,
        permission: 'vouchers.read',
        summary: 'Find a voucher by the code that somebody reads aloud',
        description: 'The code travels in the body: addresses end up in logs.',
        answers: { 200: voucherShape },
        refusals: [404, 429],
        changesNothing: true,
      }),
      body(findVoucherInput),
      async (c) => {
        const code = readVoucherCode(c.req.valid('json').code);
        if (code === null) return errorResponse(c, { refused: 'not-found', message: NO_SUCH_CODE });
        const { kind, id } = actorOf(c);
        const who = `${kind} ${id}`;
        if ((await misses.look([[MISSES, who]])) !== null)
          return errorResponse(c, { refused: 'too-many-attempts', message: TOO_MANY_MISSES });
        const found = await findVoucherByHash(db, voucherHasher(secretBox)(code));
        if (found !== null) return c.json(found, 200);
        await misses.take([[MISSES, who]]);
        return errorResponse(c, { refused: 'not-found', message: NO_VOUCHER });
      },
    );
}

const SERIAL_MAX = 2_147_483_647;
const TOO_MANY_MISSES = 'Thirty codes in a quarter of an hour were none. Wait a few minutes and try again.';
const NO_VOUCHER = 'No voucher has this code. Read it once more, letter by letter.';
const NO_SUCH_CODE =
  'No voucher can have this code: codes have 8 to 16 letters and digits, and none of 0 O Q 1 I L 2 Z 5 S 8 B U V.';
