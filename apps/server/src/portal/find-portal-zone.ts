import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { GatewaySettings } from './gateways/gateway.ts';
import type { SecretBox } from '../secrets.ts';

/** By what a redirect may be known. All of it comes through the browser, so it chooses what is shown and no more. */
export type ZoneHints = {
  readonly zoneId: number | null;
  readonly nasId: number | null;
  readonly nasName: string | null;
  readonly serverName: string | null;
  readonly sourceAddress: string | null;
};

/**
 * The zone that a visitor stands in: the one that the redirect names, else that of the router which it names, else of
 * the router that it comes from, else the only one there is. `null`: none of these.
 */
export async function findPortalZone(db: Db, hints: ZoneHints): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    with router as (
      select n.id, n.zone_id,
             case when n.id = ${hints.nasId} then 0 when lower(n.name) = lower(${hints.nasName}) then 1 else 2 end as place
        from nas n
       where n.id = ${hints.nasId} or lower(n.name) = lower(${hints.nasName})
          or n.address >>= ${hints.sourceAddress}::inet
    ), zone as (
      select z.id, 0 as place from hotspot_zones z where z.id = ${hints.zoneId}
      union all
      select coalesce(
               (select s.zone_id from nas_hotspot_servers s where s.nas_id = r.id and s.server_name = ${hints.serverName}),
               r.zone_id), 1 + r.place from router r
      union all
      select min(id), 9 from hotspot_zones having count(*) = 1
    )
    select id from zone where id is not null order by place limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

export type ZoneGateways = GatewaySettings & { readonly gatewayHosts: readonly string[] };

export async function readZoneGateways(db: Db, secretBox: SecretBox, zoneId: number): Promise<ZoneGateways> {
  const { uam_secret_cipher, uam_pap, gateway_hosts } = await db
    .selectFrom('hotspot_zones')
    .select(['uam_secret_cipher', 'uam_pap', 'gateway_hosts'])
    .where('id', '=', zoneId)
    .executeTakeFirstOrThrow();
  return {
    uamSecret: uam_secret_cipher === null ? null : secretBox.open(uam_secret_cipher, 'uam-secret'),
    uamPap: uam_pap,
    gatewayHosts: gateway_hosts,
  };
}
