import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { findVoucherBatch, findVoucherBySerial } from './vouchers.queries.ts';
import type { RevokeInput, Voucher, VoucherBatch } from './vouchers.schemas.ts';

/** Nothing of the batch can be redeemed from here on; what was redeemed stays. Refused: `not-found`, `voucher-revoked`. */
export async function revokeBatch(
  { tx, actor, audit }: Change,
  batchId: number,
  { reason }: RevokeInput,
): Promise<Outcome<VoucherBatch>> {
  const revoked = await tx
    .updateTable('voucher_batches')
    .set({ revoked_at: sql<Date>`trusted_now()`, revoked_by: actor.name, revoke_reason: reason })
    .where('id', '=', batchId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  const batch = await findVoucherBatch(tx, batchId);
  if (batch === null) return refuse('not-found', { message: 'There is no such batch of vouchers.' });
  if (revoked === undefined) return refuse('voucher-revoked');
  await audit({
    action: 'vouchers.revoke',
    subjectKind: 'voucher-batch',
    subjectId: batchId,
    after: { batch: batch.name, revoked: batch.revoked, redeemed: batch.redeemed, reason },
  });
  return batch;
}

/** Refused: `not-found`, `voucher-revoked`, `voucher-redeemed`. */
export async function revokeVoucher(
  { tx, audit }: Change,
  batchId: number,
  serial: number,
  { reason }: RevokeInput,
): Promise<Outcome<Voucher>> {
  await tx
    .selectFrom('vouchers')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('serial', '=', serial)
    .forUpdate()
    .execute();
  const before = await findVoucherBySerial(tx, batchId, serial);
  if (before === null) return refuse('not-found', { message: 'There is no voucher with this number.' });
  if (before.state === 'redeemed') return refuse('voucher-redeemed');
  if (before.state === 'revoked') return refuse('voucher-revoked');
  await tx
    .updateTable('vouchers')
    .set({ revoked_at: sql<Date>`trusted_now()` })
    .where('id', '=', Number(before.id))
    .execute();
  await audit({
    action: 'vouchers.revoke',
    subjectKind: 'voucher',
    subjectId: before.id,
    after: { batch: before.batchName, serial, reason },
  });
  const after = await findVoucherBySerial(tx, batchId, serial);
  return after ?? refuse('not-found');
}
