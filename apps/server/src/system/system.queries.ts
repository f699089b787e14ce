import { sql } from 'kysely';
import { HEARTBEAT_SECONDS_MAX } from '../db/change-feed.ts';
import type { Db } from '../db/open-database.ts';
import { judgeSystem } from './judge-system.ts';
import type { RadiusNode, System } from './system.schemas.ts';

/** A router not heard from for this long is worth a look: interim accounting comes every five minutes. */
const NAS_SILENCE_MINUTES_MAX = 60;

export async function describeSystem(db: Db, version: string): Promise<System> {
  const nodes = await listNodes(db);
  const nas = await countNas(db);
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

async function countNas(db: Db): Promise<System['nas']> {
  const { rows } = await sql<System['nas']>`
    select count(*)::int as total,
           count(*) filter (where n.created_at < now() - interval '10 minutes' and not exists (
             select from nas_health h
              where h.nas_id = n.id
                and greatest(h.last_request_at, h.last_accounting_at)
                    > now() - ${NAS_SILENCE_MINUTES_MAX} * interval '1 minute'))::int as silent
      from nas n`.execute(db);
  return rows[0] ?? { total: 0, silent: 0 };
}
