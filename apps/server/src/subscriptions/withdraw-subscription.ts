import {
  planWithdrawal,
  type WithdrawablePackage,
  type Withdrawal,
} from '@gatehouse/domain/subscriptions/plan-withdrawal';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { requestDisconnects } from '../dynamic-authorization/request-disconnects.ts';
import { tellSessions } from '../dynamic-authorization/tell-sessions.ts';
import { readSettings } from '../settings/read-settings.ts';
import { readSessionEnd } from './add-subscription.ts';

/**
 * Takes a package back, with what was not used of it: it ends now, or never begins; days of it that were added to
 * another one go too. What was queued behind comes forward, so that no hole is left. Who is online by it is told, or
 * disconnected where nothing else runs, as the settings have it.
 */
export async function withdrawSubscription(
  change: Change,
  subscriptionId: number,
  reason: string,
): Promise<void> {
  const { tx, announce, audit } = change;
  const { customer_id: customerId } = await tx
    .selectFrom('subscriptions')
    .select('customer_id')
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  await tx.selectFrom('customers').select('id').where('id', '=', customerId).forUpdate().execute();
  const { now, held } = await readWithdrawable(tx, customerId);
  const plan = planWithdrawal(now.getTime(), subscriptionId, held);
  if (plan.itself === 'over' && plan.shortened === null) return;
  if (plan.itself === 'ends') await endNow(tx, subscriptionId);
  if (plan.itself === 'goes') await removeUnbegun(tx, subscriptionId);
  await rearrange(tx, plan);
  announce('customers', [customerId]);
  await audit({
    action: 'subscriptions.withdraw',
    subjectKind: 'subscription',
    subjectId: subscriptionId,
    customerId,
    after: {
      reason,
      ...(plan.shortened !== null && { shortened: plan.shortened.id }),
      ...(plan.moves.length > 0 && { moved: plan.moves.map(({ id }) => id) }),
    },
  });
  await tellOrDisconnect(change, customerId);
}

/** All that live, and of those that have ended what leads to one that has their days. */
async function readWithdrawable(
  tx: Tx,
  customerId: number,
): Promise<{ now: Date; held: readonly WithdrawablePackage[] }> {
  const rows = await tx
    .selectFrom('subscriptions')
    .select(['id', 'starts_at', 'ends_at', 'waiting_seconds', 'carried_from', 'carried_seconds'])
    .select(sql<Date>`trusted_now()`.as('now'))
    .where('customer_id', '=', customerId)
    .orderBy('starts_at', 'desc')
    .limit(1000)
    .execute();
  const held = rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at?.getTime() ?? null,
    waitingSeconds: row.waiting_seconds,
    carriedFrom: row.carried_from,
    carriedMs: row.carried_seconds * 1000,
  }));
  return { now: rows[0]?.now ?? new Date(), held };
}

/** What runs ends; it stays as what it was. */
export async function endNow(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('subscriptions')
    // One that began this very moment has run for the shortest of times.
    .set({
      ends_at: sql<Date>`greatest(trusted_now(), starts_at + interval '1 microsecond')`,
      waiting_seconds: null,
    })
    .where('id', '=', id)
    .execute();
}

/** One that never ran has no time to show. */
export async function removeUnbegun(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('payments').set({ subscription_id: null }).where('subscription_id', '=', id).execute();
  await tx.updateTable('vouchers').set({ subscription_id: null }).where('subscription_id', '=', id).execute();
  await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
}

async function rearrange(tx: Tx, { shortened, moves }: Withdrawal): Promise<void> {
  if (shortened !== null) {
    const { id, endsAt, waitingSeconds } = shortened;
    await tx
      .updateTable('subscriptions')
      .set({
        ends_at: endsAt === null ? null : new Date(endsAt),
        waiting_seconds: waitingSeconds,
        carried_from: null,
        carried_seconds: 0,
      })
      .where('id', '=', id)
      .execute();
  }
  for (const { id, earlierMs } of moves) {
    const less = sql`make_interval(secs => ${earlierMs / 1000}::double precision)`;
    await tx
      .updateTable('subscriptions')
      .set({ starts_at: sql<Date>`starts_at - ${less}`, ends_at: sql<Date | null>`ends_at - ${less}` })
      .where('id', '=', id)
      .execute();
  }
}

/** Who is online is told what is left; disconnected where nothing is, as the settings have it. */
export async function tellOrDisconnect(change: Change, customerId: number): Promise<void> {
  const until = await readSessionEnd(change.tx, customerId);
  const runs = await change.tx
    .selectFrom('subscriptions')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('starts_at', '<=', sql<Date>`trusted_now()`)
    .where(sql<boolean>`(ends_at is null or ends_at > trusted_now())`)
    .executeTakeFirst();
  if (runs !== undefined) return tellSessions(change, customerId, until);
  if (!(await readSettings(change.tx)).disconnectOnPackageEnd) return;
  await requestDisconnects(change, { customerId }, { reason: 'package-ended', onceInForce: true });
}
