import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { nasInZone } from '../sessions/session-zone.ts';

/** How many in a zone (`null`: in all together) under a package (`null`: under none that is known). */
export type CountIn = {
  readonly zoneId: number | null;
  readonly packageId: number | null;
  readonly count: number;
};

export type HotspotNow = {
  /** Open sessions, by the zone where they are. */
  readonly online: readonly CountIn[];
  /** Customers who hold a running package: all together, and by each zone where a device of theirs logged in. */
  readonly inUse: readonly CountIn[];
};

/** What is going on in all hotspots at this moment. */
export async function readHotspotNow(db: Db): Promise<HotspotNow> {
  return { online: await countOnline(db), inUse: await countInUse(db) };
}

/** Subscriptions to hotspot packages that run now. */
const RUNNING = sql`
  select s.id, s.customer_id, s.service_package_id, s.starts_at
    from service_packages p join subscriptions s on s.service_package_id = p.id
   where p.kind = 'hotspot' and s.starts_at <= trusted_now() and (s.ends_at is null or s.ends_at > trusted_now())`;

/**
 * Sessions that are open, in the zone that `session-zone` finds. Of routers that serve nothing but lines none is even
 * looked at. The list of open sessions may name one twice.
 */
async function countOnline(db: Db): Promise<CountIn[]> {
  const { rows } = await sql<CountIn>`
    with listed as materialized (
           select distinct unnest(o.session_ids) as id from open_sessions o
            where exists (select from nas where id in ${nasInZone(null)} and o.source_address <<= address)),
         open as materialized (
           select s.* from listed
            cross join lateral (select id, nas_id, called_station_id, customer_id, subscription_id
                                  from sessions where id = listed.id and ended_at is null offset 0) as s),
         placed as (
           select coalesce(h.zone_id, n.zone_id) as zone_id, r.service_package_id
             from open s
             join nas n on n.id = s.nas_id
             left join nas_hotspot_servers h on h.nas_id = s.nas_id and h.server_name = s.called_station_id
             left join (${RUNNING}) as r on r.id = s.subscription_id
            where coalesce(h.zone_id, n.zone_id) is not null
              -- Who uses a hotspot package is a hotspot customer; whoever does not is looked at.
              and (r.id is not null
                   or exists (select from customers c where c.id = s.customer_id and c.kind = 'hotspot')))
    select zone_id as "zoneId", service_package_id as "packageId", count(*) as count
      from placed group by 1, 2`.execute(db);
  return rows;
}

/** Of a customer's running subscriptions the one begun last counts, as everywhere. */
async function countInUse(db: Db): Promise<CountIn[]> {
  const { rows } = await sql<CountIn>`
    with running as materialized (
           select distinct on (customer_id) customer_id, service_package_id
             from (${RUNNING}) as r order by customer_id, starts_at desc, id desc),
         placed as (
           select distinct r.customer_id, r.service_package_id, unnest(d.zone_ids) as zone_id
             from running r join devices d on d.customer_id = r.customer_id and d.zone_ids <> '{}')
    select null::bigint as "zoneId", service_package_id as "packageId", count(*) as count from running group by 2
    union all
    select zone_id, service_package_id, count(*) from placed group by 1, 2`.execute(db);
  return rows;
}

/** In this zone, or in all of them (`null`). */
export function onlineIn({ online }: HotspotNow, zoneId: number | null): number {
  return sum(online.filter((each) => zoneId === null || each.zoneId === zoneId));
}

export function inUseIn({ inUse }: HotspotNow, zoneId: number | null): number {
  return sum(inUse.filter((each) => each.zoneId === zoneId));
}

export function sum(counts: readonly CountIn[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
