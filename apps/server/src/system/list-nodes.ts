import { sql } from 'kysely';
import { HEARTBEAT_SECONDS_MAX } from '../db/change-feed.ts';
import type { Db } from '../db/open-database.ts';
import { readRadiusStats } from './radius-stats.ts';
import type { RadiusNode } from './system.schemas.ts';

/** A change is in force within milliseconds; so long after it is no longer a matter of a busy moment. */
const FEED_LAG_SECONDS_MAX = 5;

/** The RADIUS processes, as their heartbeats tell. */
export async function listNodes(db: Db): Promise<RadiusNode[]> {
  const rows = await db
    .selectFrom('radius_nodes')
    .select([
      'id',
      'name',
      'started_at',
      'heartbeat_at',
      'stats',
      sql<number>`round(extract(epoch from now() - heartbeat_at)::numeric, 1)`.as('age'),
      sql<number>`round(extract(epoch from ${OLDEST_PENDING})::numeric, 1)`.as('lag'),
    ])
    .orderBy('name')
    .execute();
  return rows.map((row) => {
    const stats = readRadiusStats(row.stats);
    const heartbeatAgeSeconds = Math.max(0, row.age);
    const feedLagSeconds = Math.max(0, row.lag);
    return {
      id: row.id,
      name: row.name,
      startedAt: row.started_at.toISOString(),
      heartbeatAt: row.heartbeat_at.toISOString(),
      heartbeatAgeSeconds,
      feedLagSeconds,
      // Its own word is as old as its last heartbeat.
      directoryAgeSeconds: Math.round(10 * (stats.directoryAgeSeconds + heartbeatAgeSeconds)) / 10,
      state: stateOf(heartbeatAgeSeconds, feedLagSeconds),
      stats,
    };
  });
}

/** Before the first load everything is pending. */
const OLDEST_PENDING = sql`
  case when applied_snapshot is null then now() - started_at
       else coalesce((
         select now() - min(feed.at) from change_feed feed
          where feed.xid >= pg_snapshot_xmin(applied_snapshot) and not pg_visible_in_snapshot(feed.xid, applied_snapshot)
       ), interval '0') end`;

function stateOf(heartbeatAgeSeconds: number, feedLagSeconds: number): RadiusNode['state'] {
  if (heartbeatAgeSeconds > HEARTBEAT_SECONDS_MAX) return 'silent';
  return feedLagSeconds > FEED_LAG_SECONDS_MAX ? 'stale' : 'ok';
}
