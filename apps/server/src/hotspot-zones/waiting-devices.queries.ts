import { formatMacAddress, isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { WAITING_MS } from './heard-devices.ts';
import type { WaitingDevice } from './hotspot-zones.schemas.ts';
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
  mac: string;
  nas_id: number;
  nas_name: string | null;
  first_at: number;
  last_at: number;
  count: number;
};

/** Those that wait in this zone now, the one heard last first. */
export async function listWaiting(db: Db, zoneId: number): Promise<WaitingDevice[]> {
  const { rows } = await sql<WaitingRow>`
    select waiting.*, nas.name as nas_name
      from (select heard.mac::text as mac, (array_agg(heard."nasId" order by heard."lastAt" desc))[1] as nas_id,
                   min(heard."firstAt") as first_at, max(heard."lastAt") as last_at, sum(heard.count)::bigint as count
              from ${heardIn(sql`${zoneId}`)}
             group by heard.mac
             order by last_at desc, mac
             limit ${WAITING_MAX}) as waiting
      left join nas on nas.id = waiting.nas_id
     order by waiting.last_at desc, waiting.mac`.execute(db);
  return rows.map(present);
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
