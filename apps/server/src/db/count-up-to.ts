import { type RawBuilder, sql } from 'kysely';
import type { Db } from './open-database.ts';

const COUNTED_MAX = 10_000;

/**
 * How many rows there are; `null` when there are more than is worth counting.
 * @param rows `table t where …`
 */
export async function countUpTo(db: Db, rows: RawBuilder<unknown>): Promise<number | null> {
  const found = await sql<{ count: number }>`
    select count(*) from (select from ${rows} limit ${COUNTED_MAX + 1}) as counted`.execute(db);
  const count = found.rows[0]?.count ?? 0;
  return count > COUNTED_MAX ? null : count;
}
