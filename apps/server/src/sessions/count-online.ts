import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** How many sessions are open, all of them counted. The list of open sessions may name one twice, and some that have ended. */
export async function countOnline(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
      from (select distinct unnest(session_ids) as id from open_sessions) as listed
      join sessions s on s.id = listed.id and s.ended_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}
