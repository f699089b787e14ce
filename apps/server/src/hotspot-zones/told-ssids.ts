import { toldSsid } from '@gatehouse/domain/hotspot-zones/told-ssid';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** A Wi-Fi name that a router of a zone told in its logins or sessions. */
export type ToldSsid = {
  readonly ssid: string;
  readonly nas: { readonly id: number; readonly name: string };
  readonly lastAt: Date;
};

/** Looked at: of each router so many of the sessions that began last, and so many of the last attempts of all. */
const SESSIONS_MAX = 300;
/** Of each row of open sessions, which may be thousands: these many at its end. */
const LAST_OF_ROW = 20;
const ATTEMPTS_MAX = 2000;

/**
 * The Wi-Fi names that routers told lately, the last heard first; empty where they tell none, as RouterOS does not.
 * @param of all routers whose own zone this is, or one router
 */
export async function readToldSsids(
  db: Db,
  of: { readonly zoneId: number } | { readonly nasId: number },
): Promise<readonly ToldSsid[]> {
  const which = 'zoneId' in of ? sql`n.zone_id = ${of.zoneId}` : sql`n.id = ${of.nasId}`;
  const { rows } = await sql<{ nas_id: number; name: string; called: string; last_at: Date }>`
    with routers as (
      select n.id, n.name, n.address from nas n where ${which}
    ), told as (
      select r.id, s.called_station_id as called, s.last_heard_at as at
        from routers r
        join lateral (
          select listed.id
            from open_sessions o,
                 unnest(o.session_ids[cardinality(o.session_ids) - ${LAST_OF_ROW - 1} :]) as listed (id)
           where o.source_address <<= r.address order by listed.id desc limit ${SESSIONS_MAX}
        ) recent on true
        join sessions s on s.id = recent.id
       where s.nas_id = r.id
      union all
      select r.id, a.facts->>'calledStationId', a.at
        from (select nas_id, facts, at from attempts order by at desc limit ${ATTEMPTS_MAX}) a
        join routers r on r.id = a.nas_id
    )
    select r.id as nas_id, r.name, t.called, max(t.at) as last_at
      from told t join routers r on r.id = t.id
     where t.called like '%:%'
     group by r.id, r.name, t.called
     order by last_at desc`.execute(db);
  const found = new Map<string, ToldSsid>();
  for (const { nas_id, name, called, last_at } of rows) {
    const ssid = toldSsid(called);
    const key = `${nas_id} ${ssid}`;
    // The same name at many access points of one router; the first is the one heard last.
    if (ssid !== null && !found.has(key)) {
      found.set(key, { ssid, nas: { id: nas_id, name }, lastAt: last_at });
    }
  }
  return [...found.values()];
}
