import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';

/**
 * Nobody is this customer in the portal any more, and no ticket of theirs that waits is good: whoever goes on proves it
 * again. In the transaction of what makes it so, for a proof lasts half a day.
 */
export function endProofs(change: Change, customerId: number): Promise<void> {
  return endProofsOf(change, [customerId]);
}

/** The same of many customers. */
export async function endProofsOf(change: Change, customerIds: readonly number[]): Promise<void> {
  await endThose(change, customerIds, null, null);
}

/** The same of the visits that came from this device, but for the one in which that is asked. */
export async function endProofsOfDevice(
  change: Change,
  customerId: number,
  mac: string,
  exceptVisitId: number,
): Promise<void> {
  await endThose(change, [customerId], mac, exceptVisitId);
}

async function endThose(
  { tx, announce }: Change,
  customerIds: readonly number[],
  mac: string | null,
  exceptVisitId: number | null,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with ended as (
      update portal_visits v set customer_id = null
       where v.customer_id = any(${[...customerIds]}::bigint[]) and v.id is distinct from ${exceptVisitId}::bigint
         and (${mac}::macaddr is null or v.mac_hint = ${mac}::macaddr
              or exists (select from portal_tickets t where t.visit_id = v.id and t.used_mac = ${mac}::macaddr))
      returning v.id)
    update portal_tickets set expires_at = trusted_now()
     where (visit_id in (select id from ended) or (${mac}::macaddr is null and customer_id = any(${[...customerIds]}::bigint[])))
       and used_at is null and expires_at > trusted_now()
    returning id`.execute(tx);
  if (rows.length > 0)
    announce(
      'portal-tickets',
      rows.map(({ id }) => id),
    );
}
