import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { nasInZone, zoneOfSession } from '../sessions/session-zone.ts';

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

/**
 * Sessions that are open, of routers with a hotspot only: those that serve nothing but lines are not even looked at. The
 * list of open sessions may name one twice.
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
           select ${zoneOfSession} as zone_id, p.service_package_id
             from open s
             join customers c on c.id = s.customer_id and c.kind = 'hotspot'
             left join subscriptions p on p.id = s.subscription_id)
    select zone_id as "zoneId", service_package_id as "packageId", count(*) as count
      from placed where zone_id is not null group by 1, 2`.execute(db);
  return rows;
}

/** Of a customer's running subscriptions the one begun last counts, as everywhere. */
async function countInUse(db: Db): Promise<CountIn[]> {
  const { rows } = await sql<CountIn>`
    with running as materialized (
           select distinct on (s.customer_id) s.customer_id, s.service_package_id
             from service_packages p join subscriptions s on s.service_package_id = p.id
            where p.kind = 'hotspot' and s.starts_at <= trusted_now()
              and (s.ends_at is null or s.ends_at > trusted_now())
            order by s.customer_id, s.starts_at desc, s.id desc),
         placed as (
           select distinct r.customer_id, r.service_package_id, d.zone_id
             from running r
             join (select customer_id, unnest(zone_ids) as zone_id from devices where zone_ids <> '{}') as d
               on d.customer_id = r.customer_id)
    select null::bigint as "zoneId", service_package_id as "packageId", count(*) as count from running group by 2
    union all
    select zone_id, service_package_id, count(*) from placed group by 1, 2`.execute(db);
  return rows;
}

/** Sums of what a zone has, or all of them: `total(online, null)` adds the zones up, of `inUse` it is its own line. */
export function onlineIn({ online }: HotspotNow, zoneId: number | null): number {
  return sum(online.filter((each) => zoneId === null || each.zoneId === zoneId));
}

export function inUseIn({ inUse }: HotspotNow, zoneId: number | null): number {
  return sum(inUse.filter((each) => each.zoneId === zoneId));
}

export function sum(counts: readonly CountIn[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
