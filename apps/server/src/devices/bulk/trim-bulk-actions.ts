import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';

const ROWS_DAYS = 90;

/**
 * Forgets the rows of what was done long ago, which cannot be undone then: the bulk action itself stays on record. How many
 * rows it was.
 */
export async function trimBulkActions(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from bulk_action_rows r using bulk_actions a
       where a.id = r.bulk_action_id and a.state in ('done', 'stopped', 'undone')
         and coalesce(a.undone_at, a.ended_at) < trusted_now() - ${ROWS_DAYS} * interval '1 day'
      returning 1)
    select count(*) as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}
