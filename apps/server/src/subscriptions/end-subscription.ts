import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';

/** Ends what runs now. One that began this very moment leaves no time to have run: it goes. */
export async function endRunningSubscriptions(
  { tx, announce, audit }: Change,
  customerId: number,
): Promise<void> {
  const ended = await tx
    .updateTable('subscriptions')
    .set({ ends_at: sql<Date>`trusted_now()`, waiting_seconds: null })
    .where('customer_id', '=', customerId)
    .where('starts_at', '<', sql<Date>`trusted_now()`)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', sql<Date>`trusted_now()`)]))
    .returning(['id', 'service_package_id'])
    .execute();
  for (const { id } of ended) {
    await audit({ action: 'subscriptions.end', subjectKind: 'subscription', subjectId: id, customerId });
  }
  if (ended.length > 0) announce('customers', [customerId]);
}
