import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { isRefused, type Outcome, refuse } from '../../outcome.ts';
import { readDeviceMac } from '../read-mac.ts';
import { presentBlockedMac, selectBlockedMacs } from './blocked-macs.queries.ts';
import type { BlockedMac, BlockedNow } from './blocked-macs.schemas.ts';

/**
 * Refuses a MAC everywhere, whoever's it is; a device that has it stays registered. Blocking it again changes the reason
 * alone, and the answer has the one before. Refused: an unusable MAC.
 */
export async function blockMac(
  change: Change,
  { mac: typed, reason = null }: { readonly mac: string; readonly reason?: string | null | undefined },
): Promise<Outcome<BlockedNow>> {
  const { tx, actor, announce, audit } = change;
  const read = readDeviceMac(typed);
  if (isRefused(read)) return read;
  const before = await findBlocked(tx, read.text);
  await tx
    .insertInto('blocked_macs')
    .values({ mac: read.text, reason, blocked_by: actor.name })
    .onConflict((conflict) => conflict.column('mac').doUpdateSet({ reason }))
    .execute();
  const after = await findBlocked(tx, read.text);
  if (after === null) throw new Error('A MAC that was just blocked is not there.');
  announce('blocked-macs', []);
  await audit({
    action: 'blocked-macs.add',
    subjectKind: 'mac',
    subjectId: read.text,
    customerId: after.holder === null ? null : Number(after.holder.customerId),
    before: before && { reason: before.reason },
    after: { mac: read.text, reason },
  });
  return { ...after, before: before && { reason: before.reason } };
}

/** Refused: `not-found` where it is not blocked. */
export async function unblockMac(change: Change, typed: string): Promise<Outcome<BlockedMac>> {
  const { tx, announce, audit } = change;
  const mac = parseMacAddress(typed);
  const before = mac === null ? null : await findBlocked(tx, formatMacAddress(mac));
  if (before === null) return refuse('not-found', { message: 'This MAC address is not blocked.' });
  await tx.deleteFrom('blocked_macs').where('mac', '=', before.mac).execute();
  announce('blocked-macs', []);
  await audit({
    action: 'blocked-macs.remove',
    subjectKind: 'mac',
    subjectId: before.mac,
    customerId: before.holder === null ? null : Number(before.holder.customerId),
    before: {
      mac: before.mac,
      reason: before.reason,
      blockedBy: before.blockedBy,
      blockedAt: before.blockedAt,
    },
  });
  return before;
}

const UNDO_HOURS = 24;

/**
 * Undoes that a MAC was unblocked: it is blocked again by whoever had blocked it, since then and for their reason, as the
 * audit log has it. Refused: `not-found` where nobody has unblocked it within a day, `changed-since` where somebody has
 * blocked it since.
 */
export async function undoUnblock(change: Change, typed: string): Promise<Outcome<BlockedMac>> {
  const { tx, announce, audit } = change;
  const read = readDeviceMac(typed);
  const entry = isRefused(read) ? null : await lastUnblocked(tx, read.text);
  if (isRefused(read) || entry === null)
    return refuse('not-found', { message: 'There is no unblocking to undo (any more).' });
  // Whoever else blocks it at this moment, or undoes it with a second click, goes first or finds it blocked.
  const { numInsertedOrUpdatedRows: blocked = 0n } = await tx
    .insertInto('blocked_macs')
    .values({
      mac: read.text,
      reason: entry.reason,
      blocked_by: entry.blockedBy,
      blocked_at: entry.blockedAt,
    })
    .onConflict((conflict) => conflict.column('mac').doNothing())
    .executeTakeFirstOrThrow();
  if (blocked === 0n)
    return refuse('changed-since', { message: 'Somebody has blocked it since; that was left.' });
  const after = await findBlocked(tx, read.text);
  if (after === null) throw new Error('A MAC that was just blocked is not there.');
  announce('blocked-macs', []);
  await audit({
    action: 'blocked-macs.add',
    subjectKind: 'mac',
    subjectId: read.text,
    customerId: after.holder === null ? null : Number(after.holder.customerId),
    after: { mac: read.text, reason: after.reason, blockedBy: after.blockedBy, blockedAt: after.blockedAt },
  });
  return after;
}

type Unblocked = {
  readonly reason: string | null;
  readonly blockedBy: string;
  readonly blockedAt: Date;
};

async function lastUnblocked(tx: Tx, mac: string): Promise<Unblocked | null> {
  const { rows } = await sql<Unblocked>`
    select before->>'reason' as reason, before->>'blockedBy' as "blockedBy",
           coalesce((before->>'blockedAt')::timestamptz, at) as "blockedAt"
      from audit_log
     where action = 'blocked-macs.remove' and subject_kind = 'mac' and subject_id = ${mac}
       and at > trusted_now() - ${UNDO_HOURS} * interval '1 hour'
     order by id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

async function findBlocked(tx: Tx, mac: string): Promise<BlockedMac | null> {
  const row = await selectBlockedMacs(tx).where('b.mac', '=', mac).executeTakeFirst();
  return row === undefined ? null : presentBlockedMac(row);
}
