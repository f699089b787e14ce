import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import type { Reach } from '../../db/reach/reach.ts';

/** What an operator is limited to, now; `null`: nothing is out of reach. */
export async function findReach(db: Db, operatorId: number): Promise<Reach | null> {
  const { rows } = await sql<{ limited: boolean; zoneIds: number[]; nasIds: number[] }>`
    with zones as (select zone_id as id from operator_places where operator_id = ${operatorId} and zone_id is not null),
    of_routers as (
      select id as nas_id, zone_id from nas where zone_id is not null
      union select nas_id, zone_id from nas_hotspot_servers),
    -- A router that serves other zones as well is no router of these.
    routers as (
      select nas_id as id from operator_places where operator_id = ${operatorId} and nas_id is not null
      union select nas_id from of_routers group by nas_id having bool_and(zone_id in (select id from zones)))
    select limited,
           array(select id from zones order by id) as "zoneIds",
           array(select id from routers order by id) as "nasIds"
      from operators where id = ${operatorId}`.execute(db);
  const found = rows[0];
  // One that is gone in this moment reaches nothing.
  if (found === undefined) return { operatorId, zoneIds: [], nasIds: [] };
  return found.limited ? { operatorId, zoneIds: found.zoneIds, nasIds: found.nasIds } : null;
}
