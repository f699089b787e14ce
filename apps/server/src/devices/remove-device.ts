import { sql } from 'kysely';
import { writeAuditRows } from '../audit-log/write-audit-rows.ts';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { endProofsOf } from '../portal/end-proofs.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';
import { closeWindowsOf } from './swap/swap-windows.ts';

/**
 * Deregisters a device. Sessions stay; the next attempt is refused. The row is kept aside: a removal
 * sticks (rule 7) and can be undone. By an operator it ends the customer's proofs in the portal: on a hotspot the device
 * has to log in again. Refused: `not-found`.
 */
export async function removeDevice(change: Change, id: number): Promise<Outcome<{ id: number }>> {
  const row = await selectDevices(change.tx).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'There is no such device.' });
  await removeDevices(change, [row]);
  return { id };
}

/** The same of many, whose rows are locked. */
export async function removeDevices(change: Change, devices: readonly DeviceRow[]): Promise<void> {
  const { tx, actor, announce } = change;
  const ids = devices.map(({ id }) => id);
  const customerIds = [...new Set(devices.map(({ customer_id }) => customer_id))];
  await sql`
    with gone as (delete from devices where id = any(${ids}::bigint[]) returning *)
    insert into removed_devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                                 last_seen_at, mac_login_paused_at, zone_ids, removed_by)
    select id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
           last_seen_at, mac_login_paused_at, zone_ids, ${actor.name}
      from gone`.execute(tx);
  await closeWindowsOf(tx, ids, actor.name);
  announce('customers', customerIds);
  if (actor.kind !== 'customer') await endProofsOf(change, customerIds);
  await writeAuditRows(
    change,
    devices.map((device) => ({
      action: 'devices.remove',
      subjectKind: 'device',
      subjectId: device.id,
      customerId: device.customer_id,
      before: auditedDevice(device),
    })),
  );
}
