import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

const UNAPPLIED_DAYS = 7;
const ROWS_DAYS = 90;

/**
 * Forgets files that nobody has applied for a week, and the rows of those applied long ago, which cannot be undone then:
 * the import itself stays on record. How many it was.
 */
export async function trimImports(db: Db): Promise<number> {
  const dropped = await db
    .deleteFrom('import_batches')
    .where('state', 'in', ['new', 'checked', 'failed'])
    .where('created_at', '<', sql<Date>`trusted_now() - ${UNAPPLIED_DAYS} * interval '1 day'`)
    .executeTakeFirst();
  const { rows } = await sql<{ id: number }>`
    with old as (
      update import_batches set row_count = 0
       where state in ('applied', 'undone') and row_count > 0
         and applied_at < trusted_now() - ${ROWS_DAYS} * interval '1 day'
      returning id)
    delete from import_rows using old where batch_id = old.id returning batch_id as id`.execute(db);
  return Number(dropped.numDeletedRows) + rows.length;
}
