import { sql } from 'kysely';
import type { Db } from './open-database.ts';

const TRIM_AGE = '1 hour';

/**
 * Removes announcements that every node has applied; returns how many. A node without a heartbeat for longer than
 * the age does not hold them back: it reads everything anew when it comes back (PAUSE_MS_MAX of follow-changes.ts).
 * By the earlier of two clocks: no jump of one, ahead or back, removes what was announced a moment ago.
 */
export async function trimChangeFeed(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from change_feed
    where at < least(now(), trusted_now()) - ${TRIM_AGE}::interval
      and pg_visible_in_snapshot(xid, pg_current_snapshot())
      and not exists (
        select from radius_nodes
        where heartbeat_at > least(now(), trusted_now()) - ${TRIM_AGE}::interval
          and not coalesce(pg_visible_in_snapshot(change_feed.xid, applied_snapshot), false))`.execute(db);
  return Number(numAffectedRows ?? 0);
}
