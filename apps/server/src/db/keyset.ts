import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { databaseErrorCode } from './in-transaction.ts';

/** One list, as it was asked for. */
export type ListRequest<Sort extends string = string> = {
  /** 1–500 */
  readonly limit: number;
  readonly cursor: Cursor | null;
  readonly search: string | null;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Whether the answer carries how many there are in all. */
  readonly count: boolean;
};

/** Where the last page ended: the value of the sort column there, as text, and the row's id. */
export type Cursor = { readonly sort: string; readonly key: string; readonly id: string };

/** A column that a list can be sorted by. It must never be null (coalesce it). */
export type SortColumn = {
  readonly expression: RawBuilder<unknown>;
  readonly type: 'text' | 'timestamptz' | 'bigint' | 'macaddr' | 'cidr';
};

/**
 * Reads one page behind the cursor. The query must select nothing named `sortKey` or `rowId`; `id` breaks ties.
 * The key travels as the database's own text, so that no microsecond is lost on the way.
 */
export async function readPage<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  list: ListRequest,
  column: SortColumn,
  id: RawBuilder<unknown>,
  idType: 'bigint' | 'uuid' = 'bigint',
): Promise<{ rows: O[]; nextCursor: string | null }> {
  const key = column.expression;
  const direction = list.descending ? 'desc' : 'asc';
  let page = query
    .select([sql<string>`(${key})::text`.as('sortKey'), sql<string>`(${id})::text`.as('rowId')])
    .orderBy(key, direction)
    .orderBy(id, direction)
    .limit(list.limit + 1);
  if (list.cursor !== null) {
    const than = list.descending ? sql`<` : sql`>`;
    const { key: lastKey, id: lastId } = list.cursor;
    page = page.where(
      sql<boolean>`(${key}, ${id}) ${than} (${lastKey}::${sql.raw(column.type)}, ${lastId}::${sql.raw(idType)})`,
    );
  }
  const found = await page.execute().catch((error: unknown) => {
    throw list.cursor !== null && isBadValue(error) ? new BadCursor() : error;
  });
  const rows = found.slice(0, list.limit);
  const last = rows.at(-1);
  if (last === undefined || found.length <= list.limit) return { rows, nextCursor: null };
  const { sortKey, rowId } = last as { sortKey: string; rowId: string };
  return { rows, nextCursor: writeCursor({ sort: sortName(list), key: sortKey, id: rowId }) };
}

/** A cursor that nobody here wrote: it has the form of one, but not a value of its column. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

/** SQLSTATE class 22: a value that is none of its type. */
function isBadValue(error: unknown): boolean {
  return databaseErrorCode(error)?.startsWith('22') ?? false;
}

function sortName(list: ListRequest): string {
  return `${list.descending ? '-' : ''}${list.sort}`;
}

export function writeCursor({ sort, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

/** `null` for anything that {@link writeCursor} did not write for this sort (`addedAt`, `-addedAt`). */
export function readCursor(text: string, sort: string): Cursor | null {
  if (!/^[A-Za-z0-9_-]{1,2000}$/.test(text)) return null;
  const parts = parseJson(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [writtenSort, key, id] = parts.map(String) as [string, string, string];
  return writtenSort === sort && /^(\d{1,18}|[0-9a-f-]{36})$/.test(id) && !key.includes('\0')
    ? { sort, key, id }
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A pattern for `like` that finds `text` anywhere; its own wildcards are taken literally. */
export function containsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
