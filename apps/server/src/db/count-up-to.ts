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

/**
 * The ids that a select of `id` gives, each once though it may give them twice; `null`: more than {@link COUNTED_MAX}.
 * It ends as soon as that is known.
 */
export async function readIds(db: Db, ids: RawBuilder<unknown>): Promise<number[] | null> {
  const { rows } = await sql<{ id: number }>`
    select id from (${ids}) as found limit ${COUNTED_MAX + 1}`.execute(db);
  const different = new Set(rows.map(({ id }) => id));
  if (rows.length <= COUNTED_MAX || different.size > COUNTED_MAX)
    return different.size > COUNTED_MAX ? null : [...different];
  const all = await sql<{ id: number }>`
    select distinct id from (${ids}) as found limit ${COUNTED_MAX + 1}`.execute(db);
  return all.rows.length > COUNTED_MAX ? null : all.rows.map(({ id }) => id);
}
