import { sql } from 'kysely';
import { writeAuditRows } from '../audit-log/write-audit-rows.ts';
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { readDevicePlaces } from './device-places.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';
import type { RestoreFault } from './restore-devices.ts';
import { closeWindowsOf } from './swap/swap-windows.ts';
import { putRemovalsBack } from './undo/note-undo.ts';

/** A device that was moved, as it was at its holder of before; times as the database writes them. */
export type MovedDevice = {
  readonly id: number;
  readonly mac: string;
  readonly customerId: number;
  readonly source: string;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly overLimit: boolean;
  readonly macLoginPausedAt: string | null;
  readonly zoneIds: readonly number[];
  /** Rows of `removed_devices` that the move had lifted. */
  readonly removals: readonly unknown[];
};

/** Devices as they are before they are moved to a customer: what a move overwrites, and the removals that it lifts. */
export async function readMoved(
  tx: Tx,
  toCustomerId: number,
  ids: readonly number[],
): Promise<MovedDevice[]> {
  const { rows } = await sql<MovedDevice>`
    select d.id, d.mac::text as mac, d.customer_id as "customerId", d.source, d.added_by as "addedBy",
           d.added_at::text as "addedAt", d.over_limit as "overLimit",
           d.mac_login_paused_at::text as "macLoginPausedAt", d.zone_ids as "zoneIds",
           coalesce((select jsonb_agg(to_jsonb(r)) from removed_devices r
                      where r.customer_id = ${toCustomerId} and r.mac = d.mac), '[]') as removals
      from devices d where d.id = any(${plainArray(ids)}::bigint[])`.execute(tx);
  return rows;
}

/**
 * Undoes moves to a customer: each device goes back to whom it was taken from, as it was. All customers must be locked. By
 * id, those that stay where they are.
 * @param options.aboveLimit they come back also where their place was given away since
 */
export async function moveDevicesBack(
  change: Change,
  fromCustomerId: number,
  moved: readonly MovedDevice[],
  { aboveLimit = false } = {},
): Promise<Map<number, RestoreFault>> {
  const { tx } = change;
  const ids = moved.map(({ id }) => id);
  await sql`select id from devices where id = any(${ids}::bigint[]) order by id for update`.execute(tx);
  const found = await selectDevices(tx).where(sql<boolean>`d.id = any(${ids}::bigint[])`).execute();
  const devices = new Map(found.map((device) => [device.id, device]));
  const places = await readDevicePlaces(
    tx,
    moved.map(({ customerId }) => customerId),
  );
  const counts = new Map([...places].map(([id, { deviceCount }]) => [id, deviceCount]));
  const faults = new Map<number, RestoreFault>();
  const back: { readonly was: MovedDevice; readonly device: DeviceRow; readonly overLimit: boolean }[] = [];
  for (const was of moved) {
    const device = devices.get(was.id);
    const count = counts.get(was.customerId) ?? 0;
    const limit = places.get(was.customerId)?.deviceLimit;
    const fault = faultOf(was, device, fromCustomerId, limit !== undefined);
    const overLimit = count >= (limit ?? 0);
    if (fault !== null) faults.set(was.id, fault);
    else if (overLimit && !was.overLimit && !aboveLimit) faults.set(was.id, PLACE_TAKEN);
    else if (device !== undefined) {
      back.push({ was, device, overLimit });
      counts.set(was.customerId, count + 1);
    }
  }
  await writeBack(change, back);
  return faults;
}

const PLACE_TAKEN = {
  code: 'device-limit-reached',
  reason: 'Its place was taken since: the device limit of its holder of before is reached.',
};

function faultOf(
  was: MovedDevice,
  device: DeviceRow | undefined,
  fromCustomerId: number,
  holderIsThere: boolean,
): RestoreFault | null {
  if (device === undefined) return { code: 'gone', reason: 'It was removed since.' };
  if (device.customer_id !== fromCustomerId)
    return { code: 'moved', reason: `It was moved to ${device.customer_name} since.` };
  if (device.mac !== was.mac)
    return { code: 'replaced', reason: `It was replaced by ${device.mac.toUpperCase()} since.` };
  return holderIsThere ? null : { code: 'gone', reason: 'Its holder of before is not there any more.' };
}

type Back = { readonly was: MovedDevice; readonly device: DeviceRow; readonly overLimit: boolean };

async function writeBack(change: Change, back: readonly Back[]): Promise<void> {
  if (back.length === 0) return;
  const { tx, actor, announce } = change;
  const was = back.map((each) => each.was);
  const ids = was.map(({ id }) => id);
  await sql`
    update devices d
       set customer_id = v.customer_id, source = v.source, added_by = v.added_by, added_at = v.added_at,
           over_limit = v.over_limit, mac_login_paused_at = v.paused_at, zone_ids = v.zone_ids::bigint[]
      from unnest(${plainArray(ids)}::bigint[],
                  ${plainArray(was.map(({ customerId }) => customerId))}::bigint[],
                  ${textArray(was.map(({ source }) => source))}::text[],
                  ${textArray(was.map(({ addedBy }) => addedBy))}::text[],
                  ${textArray(was.map(({ addedAt }) => addedAt))}::timestamptz[],
                  ${plainArray(back.map(({ overLimit }) => overLimit))}::boolean[],
                  ${textArray(was.map(({ macLoginPausedAt }) => macLoginPausedAt))}::timestamptz[],
                  ${textArray(was.map(({ zoneIds }) => plainArray(zoneIds)))}::text[])
           as v (id, customer_id, source, added_by, added_at, over_limit, paused_at, zone_ids)
     where d.id = v.id`.execute(tx);
  await putRemovalsBack(
    tx,
    was.flatMap((each) => each.removals),
  );
  await closeWindowsOf(tx, ids, actor.name);
  announce(
    'customers',
    back.flatMap(({ was: { customerId }, device }) => [customerId, device.customer_id]),
  );
  const after = await selectDevices(tx).where(sql<boolean>`d.id = any(${ids}::bigint[])`).execute();
  const now = new Map(after.map((device) => [device.id, device]));
  await writeAuditRows(
    change,
    back.flatMap(({ device }) => {
      const row = now.get(device.id);
      if (row === undefined) return [];
      return {
        action: 'devices.move',
        subjectKind: 'device',
        subjectId: device.id,
        customerId: row.customer_id,
        before: auditedDevice(device),
        after: auditedDevice(row),
      };
    }),
  );
}
