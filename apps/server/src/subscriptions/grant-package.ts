import { planRenewal, type Renewal } from '@gatehouse/domain/subscriptions/plan-renewal';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { tellSessions } from '../dynamic-authorization/tell-sessions.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { type GivenPackage, unknownPackage, wrongKind } from './given-package.ts';
import { type HeldRow, readHeldPackages } from './read-renewal.ts';
import { selectSubscriptions } from './subscriptions.queries.ts';

type Plan = Extract<Renewal, { refused: null }>;

type OnRecord = {
  readonly action: 'subscriptions.add' | 'subscriptions.renew';
  readonly noted: Readonly<Record<string, unknown>>;
};

/**
 * Gives a customer a package that was paid for: beside or behind what was paid for before, so that nothing of that is
 * lost (`planRenewal`). Nothing is written where it refuses: `not-found`, `customer-ended`, `reference-unknown`,
 * `package-of-other-kind`, `already-without-end`.
 *
 * @param reason why an operator gives it by hand
 * @param onRecord as what it stands in the audit log, and what stands with it
 */
export async function grantPackage(
  change: Change,
  customerId: number,
  {
    servicePackageId,
    reason,
  }: { readonly servicePackageId: number; readonly reason?: string | null | undefined },
  { action, noted }: OnRecord = { action: 'subscriptions.add', noted: {} },
): Promise<Outcome<GivenPackage>> {
  const { tx, announce, audit } = change;
  const customer = await tx
    .selectFrom('customers')
    .select(['kind', 'status'])
    .where('id', '=', customerId)
    .forUpdate()
    .executeTakeFirst();
  if (customer === undefined) return refuse('not-found', { message: 'There is no such customer.' });
  if (customer.status === 'ended') return refuse('customer-ended');
  const sold = await tx
    .selectFrom('service_packages')
    .select(['name', 'kind', 'validity_seconds', 'valid_from', 'online_seconds'])
    .where('id', '=', servicePackageId)
    .forShare()
    .executeTakeFirst();
  if (sold === undefined) return unknownPackage();
  if (sold.kind !== customer.kind) return wrongKind(sold.name, sold.kind);
  const { now, held, countedByUse } = await readHeldPackages(tx, customerId);
  const plan = planRenewal(now.getTime(), held, {
    validitySeconds: sold.validity_seconds,
    validFrom: sold.valid_from,
  });
  if (plan.refused !== null) return refuse(plan.refused);

  await makeRoom(tx, plan);
  const id = await insert(tx, customerId, servicePackageId, plan, reason ?? null);
  const row = await selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirstOrThrow();
  announce('customers', [customerId]);
  await audit({
    action,
    subjectKind: 'subscription',
    subjectId: id,
    customerId,
    after: {
      servicePackage: sold.name,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      ...(row.waiting_seconds !== null && { waitingSeconds: row.waiting_seconds }),
      ...(plan.endIds.length > 0 && { ended: plan.endIds }),
      ...(plan.shiftIds.length > 0 && { moved: plan.shiftIds, movedSeconds: plan.shiftMs / 1000 }),
      ...noted,
      ...(reason !== null && reason !== undefined && { reason }),
    },
  });
  // What is counted by use begins with a login: a session that runs ends when it was promised, or is ended for it.
  const keepsEnd =
    plan.sessionLastsUntil === undefined ||
    sold.online_seconds !== null ||
    (plan.begins === 'after-present' && countedByUse);
  await tellSessions(change, customerId, keepsEnd ? undefined : row.ends_at);
  return { ...row, ended: endedBy(plan, held), moved: movedBy(plan, held) };
}

function endedBy({ endIds }: Plan, held: readonly HeldRow[]): GivenPackage['ended'] {
  return held.filter(({ id }) => endIds.includes(id));
}

function movedBy({ shiftIds, shiftMs }: Plan, held: readonly HeldRow[]): GivenPackage['moved'] {
  return held
    .filter(({ id }) => shiftIds.includes(id))
    .map(({ id, packageName, startsAt }) => ({ id, packageName, startsAt: startsAt + shiftMs }));
}

/** What is over ends now; what has not begun makes room. */
async function makeRoom(tx: Tx, { endIds, shiftIds, shiftMs }: Plan): Promise<void> {
  if (endIds.length > 0) {
    await tx
      .updateTable('subscriptions')
      // One that began this very moment has run for the shortest of times.
      .set({ ends_at: sql<Date>`greatest(trusted_now(), starts_at + interval '1 microsecond')` })
      .where('id', 'in', endIds)
      .execute();
  }
  if (shiftIds.length > 0) {
    const more = sql`make_interval(secs => ${shiftMs / 1000}::double precision)`;
    await tx
      .updateTable('subscriptions')
      .set({ starts_at: sql<Date>`starts_at + ${more}`, ends_at: sql<Date | null>`ends_at + ${more}` })
      .where('id', 'in', shiftIds)
      .execute();
  }
}

async function insert(
  tx: Tx,
  customerId: number,
  servicePackageId: number,
  { begins, startsAt, endsAt, waitingSeconds, carriedFrom, carriedMs }: Plan,
  reason: string | null,
): Promise<number> {
  const { id } = await tx
    .insertInto('subscriptions')
    .values({
      customer_id: customerId,
      service_package_id: servicePackageId,
      // To the microsecond, so that it is begun last.
      starts_at: begins === 'now' ? sql<Date>`trusted_now()` : new Date(startsAt),
      ends_at: endsAt === null ? null : new Date(endsAt),
      waiting_seconds: waitingSeconds,
      reason,
      carried_from: carriedFrom,
      carried_seconds: Math.floor(carriedMs / 1000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
