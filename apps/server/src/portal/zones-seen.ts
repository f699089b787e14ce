import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';

/**
 * Of a zone and those that it roams with, the ones where RADIUS has seen a phone of this customer: it came with a
 * ticket, or with a credential or address that a router asked about. A visit counts for nothing here, for what stands in
 * its address anybody can write; nor does a device that a customer has added by hand.
 */
export async function zonesSeen(db: Db | Tx, customerId: number, zoneId: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    with seen as (
      select t.zone_id as id from portal_tickets t where t.customer_id = ${customerId} and t.used_at is not null
      union
      select unnest(d.zone_ids) from devices d
       where d.customer_id = ${customerId} and d.source <> 'customer' and d.last_seen_at is not null
      union
      -- One that an operator made good everywhere: then its sessions tell where it was.
      select coalesce(m.zone_id, n.zone_id)
        from devices d
        join sessions s on s.customer_id = d.customer_id and s.mac = d.mac
        join nas n on n.id = s.nas_id
        left join nas_hotspot_servers m on m.nas_id = n.id and m.server_name = s.called_station_id
       where d.customer_id = ${customerId} and d.source <> 'customer' and d.zone_ids = '{}')
    select z.id from hotspot_zones z join hotspot_zones here on here.id = ${zoneId}
     where (z.id = here.id or z.roaming_group = here.roaming_group) and z.id in (select id from seen)
     order by z.id`.execute(db);
  return rows.map(({ id }) => id);
}
