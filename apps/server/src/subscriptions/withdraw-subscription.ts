import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';

/**
 * Takes a package back, with what was not used of it: it ends now, or never begins. What was queued behind it comes
 * forward by as much, so that no hole is left.
 */
export async function withdrawSubscription(
  { tx, announce, audit }: Change,
  subscriptionId: number,
  reason: string,
): Promise<void> {
  const { customer_id: customerId } = await tx
    .selectFrom('subscriptions')
    .select('customer_id')
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  await tx.selectFrom('customers').select('id').where('id', '=', customerId).forUpdate().execute();
  const { rows } = await sql<{ from: Date; endsAt: Date | null; begun: boolean; living: boolean }>`
    select greatest(starts_at, trusted_now()) as from, ends_at as "endsAt", starts_at < trusted_now() as begun,
           (ends_at is null or ends_at > trusted_now()) as living
      from subscriptions where id = ${subscriptionId} for update`.execute(tx);
  const [held] = rows;
  if (held === undefined || !held.living) return;
  if (held.begun) {
    await tx
      .updateTable('subscriptions')
      .set({ ends_at: sql<Date>`trusted_now()`, waiting_seconds: null })
      .where('id', '=', subscriptionId)
      .execute();
  } else {
    // One that never ran has no time to show.
    await tx
      .updateTable('payments')
      .set({ subscription_id: null })
      .where('subscription_id', '=', subscriptionId)
      .execute();
    await tx
      .updateTable('vouchers')
      .set({ subscription_id: null })
      .where('subscription_id', '=', subscriptionId)
      .execute();
    await tx.deleteFrom('subscriptions').where('id', '=', subscriptionId).execute();
  }
  if (held.endsAt !== null) await comeForward(tx, customerId, held.from, held.endsAt);
  announce('customers', [customerId]);
  await audit({
    action: 'subscriptions.withdraw',
    subjectKind: 'subscription',
    subjectId: subscriptionId,
    customerId,
    after: { reason },
  });
}

async function comeForward(tx: Change['tx'], customerId: number, from: Date, until: Date): Promise<void> {
  const less = sql`make_interval(secs => ${(until.getTime() - from.getTime()) / 1000}::double precision)`;
  await tx
    .updateTable('subscriptions')
    .set({ starts_at: sql<Date>`starts_at - ${less}`, ends_at: sql<Date | null>`ends_at - ${less}` })
    .where('customer_id', '=', customerId)
    .where('starts_at', '>=', until)
    .execute();
}
