import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { ALL_ZONES } from './hotspot-history.queries.ts';
import { inUseIn, onlineIn, readHotspotNow } from './hotspot-now.queries.ts';

/** Writes down how many are online and hold a package in each zone; once in five minutes. Returns how many lines. */
export async function sampleHotspots(db: Db): Promise<number> {
  const zones = await db.selectFrom('hotspot_zones').select('id').execute();
  if (zones.length === 0) return 0;
  const now = await readHotspotNow(db);
  const places = [{ zoneId: ALL_ZONES, zone: null }, ...zones.map(({ id }) => ({ zoneId: id, zone: id }))];
  const at = sql<Date>`date_bin('5 minutes', trusted_now(), 'epoch')`;
  const written = await db
    .insertInto('hotspot_samples')
    .values(
      places.map(({ zoneId, zone }) => ({
        zone_id: zoneId,
        at,
        online: onlineIn(now, zone),
        packages_in_use: inUseIn(now, zone),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('zone_id')
    .execute();
  return written.length;
}

/** Keeps a little more than is shown. Returns how many went. */
export async function trimHotspotSamples(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('hotspot_samples')
    .where('at', '<', sql<Date>`trusted_now() - interval '32 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
