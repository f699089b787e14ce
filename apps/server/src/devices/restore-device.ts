import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { alreadyRegistered, findHolder } from './add-device.ts';
import { takeDevicePlace } from './device-place.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';

/**
 * Undoes a removal: the device comes back as it was, with its id, its "added by" and "added at".
 * Restoring what is there already changes nothing. Refused: `not-found`, `device-already-registered`
 * when someone has taken the MAC since, `device-limit-reached` when its place was given away since.
 */
export async function restoreDevice(
  change: Change,
  id: number,
  { overLimit = false }: { overLimit?: boolean | undefined },
): Promise<Outcome<DeviceRow>> {
  const { tx, announce, audit } = change;
  const present = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (present) return present;
  const removed = await tx.selectFrom('removed_devices').selectAll().where('id', '=', id).executeTakeFirst();
  if (removed === undefined) return refuse('not-found', { message: 'There is no such removed device.' });
  const customerId = removed.customer_id;
  const place = await takeDevicePlace(tx, customerId, overLimit || removed.over_limit);
  if (isRefused(place)) return place;

  const { rows } = await sql<{ id: number }>`
    insert into devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                         last_seen_at, mac_login_paused_at, zone_ids)
    overriding system value
    select id, customer_id, mac, type, label, source, added_by, added_at, ${place.overLimit},
           last_seen_at, mac_login_paused_at, zone_ids
      from removed_devices where id = ${id}
    on conflict do nothing
    returning id`.execute(tx);
  if (rows.length === 0) {
    const restored = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
    return restored ?? alreadyRegistered(await findHolder(tx, removed.mac), customerId);
  }
  await tx
    .deleteFrom('removed_devices')
    .where('customer_id', '=', customerId)
    .where('mac', '=', removed.mac)
    .execute();
  const row = await selectDevices(tx).where('d.id', '=', id).executeTakeFirstOrThrow();
  announce('customers', [customerId]);
  await audit({
    action: 'devices.restore',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    after: auditedDevice(row),
  });
  return row;
}
