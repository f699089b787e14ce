import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { DatabaseState } from './system.schemas.ts';

/** How the database is; throws when it cannot be reached. `clock` gives milliseconds that only ever grow. */
export async function describeDatabase(db: Db, clock = () => performance.now()): Promise<DatabaseState> {
  const startedAt = clock();
  const { rows } = await sql<Omit<DatabaseState, 'ok' | 'answerMs'>>`
    select current_setting('server_version') as version,
           pg_database_size(current_database()) as "sizeBytes",
           (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
           current_setting('max_connections')::int as "connectionsMax"`.execute(db);
  const answerMs = Math.round((clock() - startedAt) * 10) / 10;
  const [found] = rows;
  if (found === undefined) throw new Error('The database says nothing about itself.');
  return { ok: true, answerMs, ...found };
}
