import { sql } from 'kysely';
import { HEARTBEAT_SECONDS_MAX } from '../db/change-feed.ts';
import type { Db } from '../db/open-database.ts';
import { countNasTroubles } from '../nas/count-nas-troubles.ts';
import { judgeSystem } from './judge-system.ts';
import type { RadiusNode, System } from './system.schemas.ts';

export async function describeSystem(db: Db, version: string, now: number): Promise<System> {
  const nodes = await listNodes(db);
  const nas = await countNasTroubles(db, now);
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  const database = { ok: true, version: rows[0]?.version ?? '' };
  return { ...judgeSystem({ nodes, nas }), database, nodes, nas, version };
}

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
    ])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    startedAt: row.started_at.toISOString(),
    heartbeatAt: row.heartbeat_at.toISOString(),
    heartbeatAgeSeconds: Math.max(0, row.age),
    state: stateOf(row.age, row.stats),
    stats: row.stats,
  }));
}

function stateOf(ageSeconds: number, stats: Record<string, unknown>): RadiusNode['state'] {
  if (ageSeconds > HEARTBEAT_SECONDS_MAX) return 'silent';
  return stats['stale'] === true ? 'stale' : 'ok';
}
