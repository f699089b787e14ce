import { type Validity, validityFrom } from '@gatehouse/domain/service-packages/validity';
import { planTakeover } from '@gatehouse/domain/subscriptions/plan-takeover';
import { sessionEnd } from '@gatehouse/domain/subscriptions/session-end';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { tellSessions } from '../dynamic-authorization/tell-sessions.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { type GivenPackage, reasonMissing, unknownPackage, wrongKind } from './given-package.ts';
import { type HeldRow, readHeldPackages } from './read-renewal.ts';
import type { AddSubscriptionInput } from './subscriptions.schemas.ts';
import { selectSubscriptions } from './subscriptions.queries.ts';

type Options = {
  /** Nothing ends, and what runs counts again when the new one is over. */
  readonly beside?: boolean;
  /** Where something that was paid for ends by it, a reason has to be given. */
  readonly asksWhy?: boolean;
};

/**
 * Gives a customer a package. What runs at `startsAt` ends there, for a customer has one package at a time, and what is
 * queued moves up or back, so that no hole is left and nothing is lost. Refused: `not-found`, `reference-unknown`,
 * `package-of-other-kind`, `ends-before-start`, `reason-missing`.
 */
export async function addSubscription(
  change: Change,
  customerId: number,
  { servicePackageId, startsAt, endsAt, reason }: Omit<AddSubscriptionInput, 'after'>,
  { beside = false, asksWhy = false }: Options = {},
): Promise<Outcome<GivenPackage>> {
  const { tx, announce, audit } = change;
  const customer = await tx
    .selectFrom('customers')
    .select(['id', 'kind', sql<Date>`trusted_now()`.as('now')])
    .where('id', '=', customerId)
    .forUpdate()
    .executeTakeFirst();
  if (customer === undefined) return refuse('not-found', { message: 'There is no such customer.' });
  const sold = await tx
    .selectFrom('service_packages')
    .select(['name', 'kind', 'validity_seconds', 'valid_from', 'online_seconds'])
    .where('id', '=', servicePackageId)
    .forShare()
    .executeTakeFirst();
  if (sold === undefined) return unknownPackage();
  if (sold.kind !== customer.kind) return wrongKind(sold.name, sold.kind);

  const start = startsAt ?? customer.now;
  const validity: Validity =
    endsAt === undefined
      ? validityFrom(start, sold.validity_seconds, sold.valid_from)
      : { endsAt, waitingSeconds: null };
  const { endsAt: end, waitingSeconds } = validity;
  if (end !== null && end <= start) {
    return refuse('ends-before-start', {
      fields: { endsAt: { code: 'too-early', message: 'must be after the start' } },
    });
  }
  const { held } = await readHeldPackages(tx, customerId);
  const ended = beside ? [] : held.filter((each) => endsAtStart(each, start.getTime()));
  const paid = ended.filter((each) => each.paid);
  if (asksWhy && paid.length > 0 && !reason) return reasonMissing(paid.map(({ packageName }) => packageName));
  if (!beside) await endWhatRuns(tx, customerId, start);
  const until = waitingSeconds === null ? end : new Date(start.getTime() + waitingSeconds * 1000);
  const moved = beside ? [] : await moveQueue(tx, held, start, until);
  const { id } = await tx
    .insertInto('subscriptions')
    .values({
      customer_id: customerId,
      service_package_id: servicePackageId,
      starts_at: start,
      ends_at: end,
      waiting_seconds: waitingSeconds,
      reason: reason ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = await selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirstOrThrow();
  announce('customers', [customerId]);
  await audit({
    action: 'subscriptions.add',
    subjectKind: 'subscription',
    subjectId: id,
    customerId,
    after: {
      servicePackage: sold.name,
      startsAt: start,
      endsAt: end,
      ...(waitingSeconds !== null && { waitingSeconds }),
      ...(ended.length > 0 && { ended: ended.map((each) => each.id) }),
      ...(moved.length > 0 && { moved: moved.map((each) => each.id) }),
      ...(reason !== null && reason !== undefined && { reason }),
    },
  });
  // What is counted by use begins with a login: a session that runs ends when it was promised, or is ended for it.
  const keepsEnd = beside || waitingSeconds !== null || sold.online_seconds !== null;
  const followsOn = start <= customer.now || held.some((each) => lastsUntil(each, customer.now, start));
  const lasts = keepsEnd || !followsOn ? undefined : await readSessionEnd(tx, customerId);
  await tellSessions(change, customerId, lasts);
  return { ...row, ended, moved };
}

async function endWhatRuns(tx: Tx, customerId: number, start: Date): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ ends_at: start, waiting_seconds: null })
    .where('customer_id', '=', customerId)
    .where('starts_at', '<', start)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', start)]))
    .execute();
}

async function moveQueue(
  tx: Tx,
  held: readonly HeldRow[],
  start: Date,
  until: Date | null,
): Promise<GivenPackage['moved']> {
  const moves = planTakeover(start.getTime(), until?.getTime() ?? null, held);
  for (const { id, laterMs } of moves) {
    const later = sql`make_interval(secs => ${laterMs / 1000}::double precision)`;
    await tx
      .updateTable('subscriptions')
      .set({ starts_at: sql<Date>`starts_at + ${later}`, ends_at: sql<Date | null>`ends_at + ${later}` })
      .where('id', '=', id)
      .execute();
  }
  return moves.flatMap(({ id, laterMs }) =>
    held
      .filter((each) => each.id === id)
      .map(({ packageName, startsAt }) => ({ id, packageName, startsAt: startsAt + laterMs })),
  );
}

/** Until when whoever is online may stay by what is held now; `undefined`: as it was promised. */
export async function readSessionEnd(tx: Tx, customerId: number): Promise<Date | null | undefined> {
  const { now, held } = await readHeldPackages(tx, customerId);
  const until = sessionEnd(now.getTime(), held);
  return typeof until === 'number' ? new Date(until) : until;
}

function endsAtStart({ startsAt, endsAt }: HeldRow, start: number): boolean {
  return startsAt < start && (endsAt === null || endsAt > start);
}

/** Whether it runs now and until the new package takes over: then nothing ends in between. */
function lastsUntil({ startsAt, endsAt }: HeldRow, now: Date, start: Date): boolean {
  return startsAt <= now.getTime() && (endsAt === null || endsAt >= start.getTime());
}
