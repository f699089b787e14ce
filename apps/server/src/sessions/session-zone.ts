import { type RawBuilder, sql } from 'kysely';

/**
 * The hotspot zone of a session of alias `s`: the one that its hotspot server is mapped to, else its router's. The same
 * choice as `find-zone`. A router without a zone has none; what a line of such a router tells is the caller's to ask.
 */
export const zoneOfSession: RawBuilder<number | null> = sql`coalesce(
  (select h.zone_id from nas_hotspot_servers h where h.nas_id = s.nas_id and h.server_name = s.called_station_id),
  (select n.zone_id from nas n where n.id = s.nas_id))`;

/** Routers that serve this zone, or any; to look at their sessions only. */
export function nasInZone(zoneId: number | null): RawBuilder<unknown> {
  const here = zoneId === null ? sql`is not null` : sql`= ${zoneId}`;
  return sql`(select id from nas where zone_id ${here} union select nas_id from nas_hotspot_servers where zone_id ${here})`;
}

/** Sessions of hotspot customers in this zone, or in any. A router may serve lines beside its hotspots. */
export function isInZone(zoneId: number | null): RawBuilder<boolean> {
  const here = zoneId === null ? sql`${zoneOfSession} is not null` : sql`${zoneOfSession} = ${zoneId}`;
  return sql`(s.nas_id in ${nasInZone(zoneId)} and ${here}
    and exists (select from customers h where h.id = s.customer_id and h.kind = 'hotspot'))`;
}
