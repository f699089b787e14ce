import { type MacAddress, formatMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Tx } from '../../db/open-database.ts';

export type MacSwap = {
  readonly deviceId: number;
  readonly mac: MacAddress;
  readonly cause: 'replaced' | 'swap-window';
  /** Who says so, or who opened the window. */
  readonly changedBy: string;
  readonly windowId?: number;
  /** The record that has this MAC now, and goes. */
  readonly takenId?: number;
};

/** A device that its holder said is the same under a new private address (rule 14); the row has the new one already. */
export async function noteContinued(tx: Tx, deviceId: number, oldMac: string): Promise<void> {
  await sql`
    insert into device_mac_history (device_id, customer_id, old_mac, new_mac, cause, before, changed_by)
    select id, customer_id, ${oldMac}::macaddr, mac, 'continued', to_jsonb(devices), 'Automatic (hotspot)'
      from devices where id = ${deviceId}`.execute(tx);
}

/**
 * The row goes on under another MAC, with its id, name and history. The old MAC is not learned again for this customer
 * (rule 7); both stand in `device_mac_history`, with what it takes to undo it. The customer's row must be locked.
 */
export async function swapMac(tx: Tx, swap: MacSwap): Promise<void> {
  const { deviceId, cause, changedBy, windowId = null, takenId = null } = swap;
  const mac = formatMacAddress(swap.mac);
  await sql`
    with retired as (
      insert into removed_devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                                   last_seen_at, mac_login_paused_at, zone_ids, removed_by)
      select nextval(pg_get_serial_sequence('devices', 'id')), customer_id, mac, type, label, source, added_by,
             added_at, over_limit, last_seen_at, mac_login_paused_at, zone_ids, ${changedBy}
        from devices where id = ${deviceId}
      returning id)
    insert into device_mac_history (device_id, customer_id, old_mac, new_mac, cause, before, taken, retired_id,
                                    window_id, changed_by)
    select d.id, d.customer_id, d.mac, ${mac}::macaddr, ${cause}, to_jsonb(d),
           (select to_jsonb(t) from devices t where t.id = ${takenId}), retired.id, ${windowId}, ${changedBy}
      from devices d, retired where d.id = ${deviceId}`.execute(tx);
  if (takenId !== null) await tx.deleteFrom('devices').where('id', '=', takenId).execute();
  await sql`
    update devices set mac = ${mac}::macaddr, mac_login_paused_at = null where id = ${deviceId}`.execute(tx);
  await sql`
    delete from removed_devices r using devices d
     where d.id = ${deviceId} and r.customer_id = d.customer_id and r.mac = d.mac`.execute(tx);
}
