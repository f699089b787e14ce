import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { alreadyRegistered, findHolder } from '../add-device.ts';
import { auditedDevice, type DeviceRow, selectDevices } from '../device-row.ts';
import { readDevice } from './replace-device.ts';

/**
 * Undoes the last replacement of this record, by hand or in a swap window: it has its old MAC again, and whoever lost a
 * record to it has that one again.
 * @param replacedBy in any format: only where that is still its MAC
 * Refused: `not-found` where there is nothing to undo, `device-already-registered` where
 * somebody has the old MAC by now.
 */
export async function undoReplace(
  change: Change,
  id: number,
  replacedBy?: string,
): Promise<Outcome<DeviceRow>> {
  const { tx, announce, audit } = change;
  const seen = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (seen === undefined) return refuse('not-found', { message: 'There is no such device.' });
  const customerId = seen.customer_id;
  await lockCustomer(tx, customerId);
  const before = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (before !== undefined && replacedBy !== undefined && before.mac !== readText(replacedBy))
    return refuse('not-found', {
      message: 'It has been replaced again since; that was left. Look at the device to see by whom.',
    });
  const last = before === undefined ? null : await findLastSwap(tx, before);
  if (before === undefined || last === null)
    return refuse('not-found', { message: 'There is nothing to undo at this device.' });
  const holder = await findHolder(tx, last.oldMac);
  if (holder !== undefined) return alreadyRegistered(holder, customerId);

  await sql`
    update devices d
       set mac = h.old_mac, last_seen_at = b.last_seen_at, mac_login_paused_at = b.mac_login_paused_at
      from device_mac_history h, jsonb_populate_record(null::devices, h.before) as b
     where d.id = ${id} and h.id = ${last.id}`.execute(tx);
  const restored = await restoreTaken(tx, last.id);
  if (last.retiredId !== null)
    await tx.deleteFrom('removed_devices').where('id', '=', last.retiredId).execute();
  await sql`update device_mac_history set undone_at = trusted_now() where id = ${last.id}`.execute(tx);
  const after = await readDevice(tx, id);
  announce('customers', [customerId]);
  await audit({
    action: 'devices.undo-replace',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    before: auditedDevice(before),
    after: auditedDevice(after),
  });
  if (restored !== null) {
    announce('customers', [restored.customer_id]);
    await audit({
      action: 'devices.restore',
      subjectKind: 'device',
      subjectId: restored.id,
      customerId: restored.customer_id,
      after: auditedDevice(restored),
    });
  }
  return after;
}

/** As rows have it; `null`: no MAC at all. */
function readText(typed: string): string | null {
  const mac = parseMacAddress(typed);
  return mac === null ? null : formatMacAddress(mac).toLowerCase();
}

type LastSwap = { readonly id: number; readonly oldMac: string; readonly retiredId: number | null };

/** The last one that was not undone, if the record is still what it was made. */
async function findLastSwap(tx: Tx, device: DeviceRow): Promise<LastSwap | null> {
  const { rows } = await sql<LastSwap>`
    select id, old_mac::text as "oldMac", retired_id as "retiredId"
      from device_mac_history
     where device_id = ${device.id} and undone_at is null and cause <> 'continued'
       and new_mac = ${device.mac}::macaddr and customer_id = ${device.customer_id}
       and not exists (select from device_mac_history later
                        where later.device_id = device_mac_history.device_id and later.id > device_mac_history.id
                          and later.undone_at is null)
     order by id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Its place may have been given away since: it comes back all the same, above the limit if it must. */
async function restoreTaken(tx: Tx, historyId: number): Promise<DeviceRow | null> {
  const { rows } = await sql<{ id: number }>`
    insert into devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                         last_seen_at, mac_login_paused_at, zone_ids)
    overriding system value
    select t.id, t.customer_id, t.mac, t.type, t.label, t.source, t.added_by, t.added_at, t.over_limit,
           t.last_seen_at, t.mac_login_paused_at, t.zone_ids
      from device_mac_history h, jsonb_populate_record(null::devices, h.taken) as t
     where h.id = ${historyId} and h.taken is not null
    on conflict do nothing
    returning id`.execute(tx);
  const [restored] = rows;
  return restored === undefined ? null : readDevice(tx, restored.id);
}
