import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { UNDO_HOURS } from './note-undo.ts';

/** Forgets what is too long ago to be undone. How many. */
export async function trimUndos(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from device_undos where made_at < trusted_now() - ${UNDO_HOURS} * interval '1 hour' returning 1)
    select count(*) as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}
