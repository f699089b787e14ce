import { sql } from 'kysely';
import { writeAuditRows } from '../audit-log/write-audit-rows.ts';
import { plainArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { readDevicePlaces } from './device-places.ts';
import { auditedDevice, selectDevices } from './device-row.ts';

/** Why a device does not come back: for programs and for people. */
export type RestoreFault = { readonly code: string; readonly reason: string };

type Removed = {
  readonly id: number;
  readonly customer_id: number;
  readonly mac: string;
  readonly over_limit: boolean;
  /** Who has the MAC by now. */
  readonly taken_by: string | null;
};

/**
 * Undoes many removals at once, as `restoreDevice` does one. Their customers must be locked. By id, those that do not come
 * back; one that is there already is none of them.
 */
export async function restoreDevices(
  change: Change,
  ids: readonly number[],
): Promise<Map<number, RestoreFault>> {
  const { tx } = change;
  const present = await presentIds(tx, ids);
  const missing = ids.filter((id) => !present.has(id));
  const removed = new Map((await readRemoved(tx, missing)).map((row) => [row.id, row]));
  const places = await readDevicePlaces(
    tx,
    [...removed.values()].map(({ customer_id }) => customer_id),
  );
  const counts = new Map([...places].map(([customerId, { deviceCount }]) => [customerId, deviceCount]));
  const faults = new Map<number, RestoreFault>();
  const back: { readonly id: number; readonly overLimit: boolean }[] = [];
  for (const id of missing) {
    const row = removed.get(id);
    const place = row && places.get(row.customer_id);
    if (row === undefined || place === undefined) {
      faults.set(id, GONE);
      continue;
    }
    const count = counts.get(row.customer_id) ?? 0;
    const overLimit = count >= place.deviceLimit;
    if (row.taken_by !== null)
      faults.set(id, {
        code: 'device-already-registered',
        reason: `It is registered to ${row.taken_by} since.`,
      });
    else if (overLimit && !row.over_limit) faults.set(id, PLACE_TAKEN);
    else {
      back.push({ id, overLimit });
      counts.set(row.customer_id, count + 1);
    }
  }
  const stored = await putBack(change, back);
  for (const { id } of back) if (!stored.has(id)) faults.set(id, OUTRUN);
  return faults;
}

const GONE = { code: 'gone', reason: 'It was registered anew since, or its removal is not kept any more.' };
const PLACE_TAKEN = {
  code: 'device-limit-reached',
  reason: 'Its place was taken since: the device limit is reached.',
};
const OUTRUN = { code: 'device-already-registered', reason: 'It is registered anew since.' };

async function presentIds(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{
    id: number;
  }>`select id from devices where id = any(${[...ids]}::bigint[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function readRemoved(tx: Tx, ids: readonly number[]): Promise<Removed[]> {
  const { rows } = await sql<Removed>`
    select r.id, r.customer_id, r.mac, r.over_limit, c.name as taken_by
      from removed_devices r left join devices d on d.mac = r.mac left join customers c on c.id = d.customer_id
     where r.id = any(${[...ids]}::bigint[])`.execute(tx);
  return rows;
}

/** The ids of those that came back. */
async function putBack(
  change: Change,
  back: readonly { readonly id: number; readonly overLimit: boolean }[],
): Promise<Set<number>> {
  if (back.length === 0) return new Set();
  const { tx, announce } = change;
  const { rows } = await sql<{ id: number }>`
    insert into devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                         last_seen_at, mac_login_paused_at, zone_ids)
    overriding system value
    select r.id, r.customer_id, r.mac, r.type, r.label, r.source, r.added_by, r.added_at, v.over_limit,
           r.last_seen_at, r.mac_login_paused_at, r.zone_ids
      from unnest(${plainArray(back.map(({ id }) => id))}::bigint[],
                  ${plainArray(back.map(({ overLimit }) => overLimit))}::boolean[]) as v (id, over_limit)
      join removed_devices r on r.id = v.id
    on conflict do nothing
    returning id`.execute(tx);
  const ids = rows.map(({ id }) => id);
  await sql`
    delete from removed_devices r using devices d
     where d.id = any(${ids}::bigint[]) and r.customer_id = d.customer_id and r.mac = d.mac`.execute(tx);
  const devices = await selectDevices(tx).where(sql<boolean>`d.id = any(${ids}::bigint[])`).execute();
  announce(
    'customers',
    devices.map(({ customer_id }) => customer_id),
  );
  await writeAuditRows(
    change,
    devices.map((device) => ({
      action: 'devices.restore',
      subjectKind: 'device',
      subjectId: device.id,
      customerId: device.customer_id,
      after: auditedDevice(device),
    })),
  );
  return new Set(ids);
}
