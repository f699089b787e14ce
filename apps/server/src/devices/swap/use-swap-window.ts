import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import { type Actor, radiusActor } from '../../actor.ts';
import { writeAudit } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditedDevice } from '../device-row.ts';
import { readDevice } from './replace-device.ts';
import { swapMac } from './swap-mac.ts';

type SwapLogin = {
  readonly customerId: number;
  readonly mac: MacAddress | null;
  /** `null`: a line. */
  readonly zoneId: number | null;
  readonly deviceLimit: number;
};

type OpenWindow = { readonly id: number; readonly device_id: number | null; readonly opened_by: string };

/**
 * The login's device takes the place that a swap window holds for it; the customer's row is locked, so that of many at
 * once one does. `null`: no window is open any more, or the MAC is somebody's or blocked by now.
 */
export async function useSwapWindow(tx: Tx, login: SwapLogin): Promise<number | null> {
  const { customerId, mac } = login;
  if (mac === null) return null;
  const { rows } = await sql<OpenWindow>`
    select id, device_id, opened_by from swap_windows
     where customer_id = ${customerId} and used_at is null and closed_at is null and ends_at > trusted_now()
       and not exists (select from blocked_macs where mac = ${formatMacAddress(mac)}::macaddr)
       and not exists (select from devices where mac = ${formatMacAddress(mac)}::macaddr)`.execute(tx);
  const [window] = rows;
  if (window === undefined) return null;
  const replacedId = await findPlace(tx, login, window);
  const deviceId =
    replacedId === null
      ? await fillPlace(tx, login, mac)
      : await takePlace(tx, login, mac, window, replacedId);
  await sql`
    update swap_windows
       set used_at = trusted_now(), used_mac = ${formatMacAddress(mac)}::macaddr, used_device_id = ${deviceId}
     where id = ${window.id}`.execute(tx);
  return customerId;
}

/** Whose place is taken: the one that was named, else the only one's; of several, if none is free, that unseen longest. */
async function findPlace(tx: Tx, login: SwapLogin, window: OpenWindow): Promise<number | null> {
  const devices = await tx
    .selectFrom('devices')
    .select('id')
    .where('customer_id', '=', login.customerId)
    .orderBy(sql`last_seen_at asc nulls first`)
    .orderBy('id')
    .execute();
  const named = devices.find(({ id }) => id === window.device_id);
  if (named !== undefined) return named.id;
  const [unseenLongest] = devices;
  if (unseenLongest === undefined) return null;
  return devices.length === 1 || devices.length >= login.deviceLimit ? unseenLongest.id : null;
}

async function takePlace(
  tx: Tx,
  { customerId, zoneId }: SwapLogin,
  mac: MacAddress,
  window: OpenWindow,
  id: number,
): Promise<number> {
  const before = auditedDevice(await readDevice(tx, id));
  const changedBy = window.opened_by;
  await swapMac(tx, { deviceId: id, mac, cause: 'swap-window', changedBy, windowId: window.id });
  await sql`
    update devices set last_seen_at = trusted_now(),
           zone_ids = case when zone_ids = '{}' or ${zoneId}::bigint is null or ${zoneId}::bigint = any(zone_ids)
                           then zone_ids else zone_ids || ${zoneId}::bigint end
     where id = ${id}`.execute(tx);
  await writeAudit(tx, byWindow, {
    action: 'devices.replace',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    before,
    after: { ...auditedDevice(await readDevice(tx, id)), swapWindowOpenedBy: window.opened_by },
  });
  return id;
}

/** A place was free: the device is registered as a new one. */
async function fillPlace(tx: Tx, { customerId, zoneId }: SwapLogin, typed: MacAddress): Promise<number> {
  const mac = formatMacAddress(typed);
  await tx
    .deleteFrom('removed_devices')
    .where('customer_id', '=', customerId)
    .where('mac', '=', mac)
    .execute();
  const { id } = await tx
    .insertInto('devices')
    .values({
      customer_id: customerId,
      mac,
      source: zoneId === null ? 'learned' : 'hotspot',
      added_by: byWindow.name,
      zone_ids: zoneId === null ? [] : [zoneId],
      last_seen_at: sql<Date>`trusted_now()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeAudit(tx, byWindow, {
    action: 'devices.register',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    after: { mac, addedBy: byWindow.name },
  });
  return id;
}

const byWindow: Actor = { ...radiusActor, name: 'Automatic (swap window)' };
