import { formatMacAddress, isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { WAITING_MS } from './heard-devices.ts';
import type { WaitingDevice, WaitingInZone } from './hotspot-zones.schemas.ts';
import { WAITING_MAX } from './waiting-devices.ts';

/** What the radius processes told of a zone, one row for each that told of a device, and of nobody's devices only. */
const heardIn = (zoneId: RawBuilder<unknown>) => sql`
  waiting_devices w
  cross join lateral jsonb_to_recordset(w.devices)
          as heard (mac macaddr, "nasId" bigint, "firstAt" float8, "lastAt" float8, count bigint)
  where w.zone_id = ${zoneId}
    and heard."lastAt" > extract(epoch from trusted_now()) * 1000 - ${WAITING_MS}
    and not exists (select from devices where devices.mac = heard.mac)`;

export function countWaiting(zoneId: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(select count(distinct heard.mac) from ${heardIn(zoneId)})`;
}

type WaitingRow = {
  zone_id: number;
  zone_name: string;
  mac: string;
  nas_id: number;
  nas_name: string | null;
  first_at: number;
  last_at: number;
  count: number;
};

/** Those that wait in this zone now, the one heard last first. */
export async function listWaiting(db: Db, zoneId: number): Promise<WaitingDevice[]> {
  return (await readWaiting(db, sql`${zoneId}`, WAITING_MAX)).map(present);
}

export type WaitingAsked = { readonly zoneId: number | null; readonly search: string };

/** So many are listed of all zones together, of those heard last. */
const LISTED_MAX = 500;
/** So many are looked through. */
const READ_MAX = 5000;

/**
 * Those that wait in one zone or in any, the newcomer first: who looks on sees none of them change its place. `search` finds in
 * MAC, vendor, router and zone. `total` also counts those that are not listed.
 */
export async function findWaiting(
  db: Db,
  { zoneId, search }: WaitingAsked,
): Promise<{ items: WaitingInZone[]; total: number }> {
  const rows = await readWaiting(
    db,
    zoneId === null ? sql`any (select id from hotspot_zones)` : sql`${zoneId}`,
    READ_MAX,
  );
  const found = rows
    .map((row) => ({ ...present(row), zone: { id: String(row.zone_id), name: row.zone_name } }))
    .filter((device) => isFound(device, search));
  const items = found
    .slice(0, LISTED_MAX)
    .sort((a, b) => b.firstAt.localeCompare(a.firstAt) || a.mac.localeCompare(b.mac));
  return { items, total: found.length };
}

function isFound({ mac, vendor, nas, zone, private: isPrivate }: WaitingInZone, search: string): boolean {
  const sought = search.trim().toLowerCase();
  const texts = [mac, isPrivate ? 'private' : vendor, nas?.name, zone.name];
  if (texts.some((text) => text?.toLowerCase().includes(sought))) return true;
  const digits = sought.replace(/[:.\s-]/g, '');
  return /^[0-9a-f]+$/.test(digits) && mac.toLowerCase().replaceAll(':', '').includes(digits);
}

async function readWaiting(db: Db, zoneId: RawBuilder<unknown>, max: number): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select waiting.*, nas.name as nas_name, hotspot_zones.name as zone_name
      from (select w.zone_id, heard.mac::text as mac,
                   (array_agg(heard."nasId" order by heard."lastAt" desc))[1] as nas_id,
                   min(heard."firstAt") as first_at, max(heard."lastAt") as last_at, sum(heard.count)::bigint as count
              from ${heardIn(zoneId)}
             group by w.zone_id, heard.mac
             order by sum(heard.count) > 1 desc, last_at desc, mac
             limit ${max}) as waiting
      join hotspot_zones on hotspot_zones.id = waiting.zone_id
      left join nas on nas.id = waiting.nas_id
     order by waiting.last_at desc, waiting.mac`.execute(db);
  return rows;
}

function present(row: WaitingRow): WaitingDevice {
  const mac = parseMacAddress(row.mac);
  if (mac === null) throw new Error('The database holds a MAC that is none.');
  return {
    mac: formatMacAddress(mac),
    vendor: vendorOf(mac),
    private: isPrivateMac(mac),
    nas: row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name },
    firstAt: new Date(row.first_at).toISOString(),
    lastAt: new Date(row.last_at).toISOString(),
    count: row.count,
  };
}
