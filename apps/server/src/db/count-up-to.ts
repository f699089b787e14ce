import { type RawBuilder, sql } from 'kysely';
import type { ListRequest } from './keyset.ts';
import type { Db } from './open-database.ts';

/** More of a long list are not counted. */
export const COUNTED_MAX = 10_000;

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

/** What a page says of how many there are in all: nothing where it was not asked, or there are more than is worth counting. */
export async function totalOf(
  db: Db,
  list: Pick<ListRequest, 'count' | 'exactly'>,
  rows: RawBuilder<unknown>,
): Promise<{ total?: number }> {
  if (!list.count) return {};
  if (list.exactly) {
    const found = await sql<{ count: number }>`select count(*) from ${rows}`.execute(db);
    return { total: found.rows[0]?.count ?? 0 };
  }
  const total = await countUpTo(db, rows);
  return total === null ? {} : { total };
}
