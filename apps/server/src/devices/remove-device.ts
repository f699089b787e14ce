import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { endProofs } from '../portal/end-proofs.ts';
import { auditedDevice, selectDevices } from './device-row.ts';
import { closeWindowsFor } from './swap/swap-windows.ts';

/**
 * Deregisters a device. Sessions stay; the next attempt is refused. The row is kept aside: a removal
 * sticks (rule 7) and can be undone. By an operator it ends the customer's proofs in the portal: on a hotspot the device
 * has to log in again. Refused: `not-found`.
 */
export async function removeDevice(change: Change, id: number): Promise<Outcome<{ id: number }>> {
  const { tx, actor, announce, audit } = change;
  const row = await selectDevices(tx).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'There is no such device.' });
  await sql`
    with gone as (delete from devices where id = ${id} returning *)
    insert into removed_devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                                 last_seen_at, mac_login_paused_at, zone_ids, removed_by)
    select id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
           last_seen_at, mac_login_paused_at, zone_ids, ${actor.name}
      from gone`.execute(tx);
  await closeWindowsFor(tx, id, actor.name);
  announce('customers', [row.customer_id]);
  if (actor.kind !== 'customer') await endProofs(change, row.customer_id);
  await audit({
    action: 'devices.remove',
    subjectKind: 'device',
    subjectId: id,
    customerId: row.customer_id,
    before: auditedDevice(row),
  });
  return { id };
}
