import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { tellSessions } from '../dynamic-authorization/tell-sessions.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { ChangeSubscriptionInput } from './subscriptions.schemas.ts';
import { type SubscriptionRow, selectSubscriptions } from './subscriptions.queries.ts';

/**
 * Gives a package another end. What is queued behind it moves along, so that nothing of that is lost; whoever is online
 * may stay as long. Refused: `not-found`, `package-over`, `package-not-begun`, `ends-before-start`.
 */
export async function changeSubscription(
  change: Change,
  id: number,
  { endsAt, reason }: ChangeSubscriptionInput,
): Promise<Outcome<SubscriptionRow>> {
  const { tx, announce, audit } = change;
  const found = await tx
    .selectFrom('subscriptions')
    .select('customer_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return refuse('not-found', { message: 'There is no such package of a customer.' });
  const customerId = found.customer_id;
  const { now } = await tx
    .selectFrom('customers')
    .select(sql<Date>`trusted_now()`.as('now'))
    .where('id', '=', customerId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const held = await selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirstOrThrow();
  if (held.waiting_seconds !== null) return refuse('package-not-begun');
  if (held.ends_at !== null && held.ends_at <= now) return refuse('package-over');
  if (endsAt <= now || endsAt <= held.starts_at) return refuseEnd();

  await tx.updateTable('subscriptions').set({ ends_at: endsAt, reason }).where('id', '=', id).execute();
  if (held.ends_at !== null) await moveAlong(change, customerId, held.ends_at, endsAt);
  announce('customers', [customerId]);
  await audit({
    action: 'subscriptions.change',
    subjectKind: 'subscription',
    subjectId: id,
    customerId,
    before: { endsAt: held.ends_at },
    after: { servicePackage: held.package_name, endsAt, reason },
  });
  // What is counted by use ends by that: a session that runs goes on as it was promised.
  const runs = held.starts_at <= now && held.online_seconds === null;
  if (runs) await tellSessions(change, customerId, endsAt);
  return selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirstOrThrow();
}

async function moveAlong({ tx }: Change, customerId: number, before: Date, after: Date): Promise<void> {
  const more = sql`make_interval(secs => ${(after.getTime() - before.getTime()) / 1000}::double precision)`;
  await tx
    .updateTable('subscriptions')
    .set({ starts_at: sql<Date>`starts_at + ${more}`, ends_at: sql<Date | null>`ends_at + ${more}` })
    .where('customer_id', '=', customerId)
    .where('starts_at', '>=', before)
    .execute();
}

function refuseEnd() {
  const message = 'The end must be later than now, and later than the start.';
  return refuse('ends-before-start', { message, fields: { endsAt: { code: 'too-early', message } } });
}
