import { type Validity, validityFrom } from '@gatehouse/domain/service-packages/validity';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { requestNewEnds } from '../dynamic-authorization/request-new-ends.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type Outcome, type Refused, refuse } from '../outcome.ts';
import type { AddSubscriptionInput } from './subscriptions.schemas.ts';
import { type SubscriptionRow, selectSubscriptions } from './subscriptions.queries.ts';

/**
 * Gives a customer a package. What runs at `startsAt` ends there: a customer has one package at a
 * time; with `beside`, nothing ends, and what runs counts again when the new one is over. Refused: `not-found`, `reference-unknown`, `package-of-other-kind`, `ends-before-start`.
 */
export async function addSubscription(
  change: Change,
  customerId: number,
  { servicePackageId, startsAt, endsAt, reason }: Omit<AddSubscriptionInput, 'after'>,
  { beside = false }: { readonly beside?: boolean } = {},
): Promise<Outcome<SubscriptionRow>> {
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
  if (!beside) await endWhatRuns(tx, customerId, start);
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
      ...(reason !== null && reason !== undefined && { reason }),
    },
  });
  // What is counted by use begins with a login: a session that runs goes on as it was promised, and ends by that.
  if (beside || waitingSeconds !== null || sold.online_seconds !== null) return row;
  if (start <= customer.now || (await runsUntil(tx, customerId, start))) {
    const { changeTimeOnRenewal } = await readSettings(tx);
    if (changeTimeOnRenewal) await requestNewEnds(change, customerId, end);
  }
  return row;
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

/** Whether what runs now lasts until the new package takes over: then nothing ends in between. */
async function runsUntil(tx: Tx, customerId: number, start: Date): Promise<boolean> {
  const running = await tx
    .selectFrom('subscriptions')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('starts_at', '<=', sql<Date>`trusted_now()`)
    .where('ends_at', '=', start)
    .executeTakeFirst();
  return running !== undefined;
}

export function unknownPackage(): Refused {
  const message = 'There is no such package.';
  return refuse('reference-unknown', { message, fields: { servicePackageId: { code: 'unknown', message } } });
}

export function wrongKind(name: string, kind: string): Refused {
  const message = `"${name}" is a package for ${kind === 'hotspot' ? 'hotspot customers' : 'lines'}.`;
  return refuse('package-of-other-kind', {
    message,
    fields: { servicePackageId: { code: 'wrong-kind', message } },
  });
}
