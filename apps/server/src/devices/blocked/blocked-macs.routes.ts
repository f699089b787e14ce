import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, query } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { blockMac, undoUnblock, unblockMac } from './block-mac.ts';
import { listBlockedMacs } from './blocked-macs.queries.ts';
import {
  blockedMacShape,
  blockedMacSorts,
  blockedMacsShape,
  blockedNowShape,
  blockMacInput,
} from './blocked-macs.schemas.ts';

const tag = 'Devices';

export function blockedMacsRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/blocked-macs',
      route({
        tag,
        permission: 'devices.read',
        summary: 'List the MACs that are refused everywhere',
        description: '`search` finds any part of a MAC in any format, of the reason, or of a name.',
        answers: { 200: blockedMacsShape },
      }),
      query(listQuery(blockedMacSorts, '-blockedAt', {})),
      async (c) => c.json(await listBlockedMacs(db, c.req.valid('query').list), 200),
    )
    .post(
      '/blocked-macs',
      route({
        tag,
        permission: 'devices.remove',
        summary: 'Block a MAC: refused everywhere, whoever’s it is, from the next attempt on',
        answers: changeAnswers(201, blockedNowShape),
        refusals: [422],
      }),
      body(blockMacInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => blockMac(change, input));
        return answerChange(c, 201, changed, (blocked) => blocked);
      },
    )
    .delete(
      '/blocked-macs/:mac',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Unblock a MAC, given in any format',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) =>
        answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => unblockMac(change, c.req.param('mac'))),
        ),
    )
    .post(
      '/blocked-macs/:mac/undo-unblock',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo that a MAC was unblocked: blocked again by whoever had blocked it, and since then',
        description: 'Within a day.',
        answers: changeAnswers(200, blockedMacShape),
        refusals: [404, 409],
      }),
      async (c) => {
        const mac = c.req.param('mac');
        const changed = await applyChange(db, actorOf(c), (change) => undoUnblock(change, mac));
        return answerChange(c, 200, changed, (blocked) => blocked);
      },
    );
}
