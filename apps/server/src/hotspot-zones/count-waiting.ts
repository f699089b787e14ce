import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { countWaiting } from './waiting-devices.queries.ts';

/** How many unknown devices wait now, by zone; zones where nobody waits are among them. */
export async function countWaitingByZone(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('hotspot_zones as z')
    .select(['z.id', countWaiting(sql.ref('z.id')).as('count')])
    .execute();
  return new Map(rows.map(({ id, count }) => [id, count]));
}
