import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { COUNTED_MAX } from './count-up-to.ts';
import { badCursorOf, behindCursor, cursorBehind, type ListRequest, type Order } from './keyset.ts';
import type { Db } from './open-database.ts';
import { currentReach, type Reach } from './reach/reach.ts';

/** Which rows of a long list match something, and how they are found. */
export type Matching = {
  /** The table of the rows, under its name in the query: `devices d`. */
  readonly table: RawBuilder<unknown>;
  /** Whence all rows come in the list's order, by an index, with the columns of the order. */
  readonly from: RawBuilder<unknown>;
  /** The part of that order in which all that match stand, where that index can tell. */
  readonly within?: RawBuilder<boolean>;
  /** Whether a row of the table matches, asked of one after the other. */
  readonly each: RawBuilder<boolean>;
  /** What is found in any of these ways matches, and nothing else does. `nearest`: with the columns of the order. */
  readonly ways: (nearest: Nearest | null) => readonly Way[];
};

/** One way in which rows that match are found all at once: by an index. */
export type Way = {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
  readonly id: RawBuilder<unknown>;
  /** It may give a row several times, but of the nearest each once. */
  readonly repeats?: boolean;
  /** The list's column, where its own tables have the same in another place. */
  readonly key?: RawBuilder<unknown>;
  /** What its rows are already sorted by, in the list's direction: the same as the list's column. */
  readonly sortedBy?: RawBuilder<unknown>;
};

/** The next rows of a list, for a way that can find those without finding all. */
export type Nearest = {
  readonly behind: RawBuilder<boolean>;
  readonly descending: boolean;
  readonly count: number;
};

/** When many match; what else is tried first, and for how long. */
export type LongListBounds = {
  /** So many are put in order as they are, and counted. */
  readonly few: number;
  /** So many rows of the list are looked at to see how many of them match. */
  readonly step: number;
  /** So many rows of the list are gone along at most. */
  readonly along: number;
};

export const LONG_LIST: LongListBounds = { few: COUNTED_MAX, step: 500, along: 3000 };

/** A row of the page, and where it stands. */
type Found = { readonly id: number; readonly key: string };

export type MatchingPage<O> = {
  readonly rows: O[];
  readonly nextCursor: string | null;
  /** Not there: it was not asked, or there are more than is worth counting. */
  readonly total?: number;
};

/**
 * Reads one page of what matches in a long list. Few are found first and put in order then. Of many the first stand among
 * the next rows of the list, unless they are rare there; those are found in each way by itself, the first of each in order.
 * @param query must select nothing named `rowId`
 */
export async function readMatchingPage<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
  list: ListRequest,
  order: Order,
  matching: Matching,
  bounds: LongListBounds = LONG_LIST,
): Promise<MatchingPage<O>> {
  const few = await readIds(db, matching.ways(null), bounds.few);
  if (few !== null) return pageOfThese(db, query, list, order, matching.from, few);
  const found = await firstOfMany(db, list, order, matching, bounds).catch(badCursorOf(list));
  const total = list.count && list.exactly ? await countAll(db, matching.ways(null)) : null;
  return pageOf(query, list, order, found, total);
}

/**
 * The same for whoever looks after a small part of the house: of the rows of that part, those that match. `null`: nobody
 * with a limit asks, or there are more rows than that in reach, so that they are best found as everybody's are.
 * @param own the way to all rows in reach, by their places
 */
export async function readPageInSmallReach<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
  list: ListRequest,
  order: Order,
  { table, from, each }: Pick<Matching, 'table' | 'from' | 'each'>,
  own: (places: Reach) => Way,
  { few }: LongListBounds = LONG_LIST,
): Promise<MatchingPage<O> | null> {
  const reach = currentReach();
  const ids = reach === null ? null : await readIds(db, [own(reach)], few);
  if (ids === null) return null;
  const { rows } = await sql<{ id: number }>`
    select ${order.rowId} as id from ${table} where ${order.rowId} = any(${ids}::bigint[]) and ${each}`.execute(
    db,
  );
  const match = rows.map(({ id }) => id);
  return pageOfThese(db, query, list, order, from, match);
}

/** Of so few that they are put in order as they are. */
async function pageOfThese<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
  list: ListRequest,
  order: Order,
  from: RawBuilder<unknown>,
  ids: readonly number[],
): Promise<MatchingPage<O>> {
  const found = await firstOfThese(db, list, order, from, ids).catch(badCursorOf(list));
  return pageOf(query, list, order, found, ids.length);
}

async function pageOf<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  list: ListRequest,
  order: Order,
  found: readonly Found[],
  total: number | null,
): Promise<MatchingPage<O>> {
  const last = found[list.limit - 1];
  return {
    rows: await readThose(query, order, found.slice(0, list.limit)),
    nextCursor: last && found.length > list.limit ? cursorBehind(list, last.key, last.id) : null,
    ...(list.count && total !== null && { total }),
  };
}

/** The ids of all that match; `null`: more than that. It ends as soon as that is known. */
async function readIds(db: Db, ways: readonly Way[], max: number): Promise<number[] | null> {
  const most = Math.ceil(max * REPEATED);
  const { rows } = await sql<{ id: number }>`
    select id from (${idsOf(ways, most + 1)}) as found limit ${most + 1}`.execute(db);
  const different = new Set(rows.map(({ id }) => id));
  if (different.size > max) return null;
  if (rows.length <= most) return [...different];
  // The same ones again and again; others may come behind them. A way that gives each once is read no further than it tells.
  const each = ways.map((way) => idsOf([way], way.repeats ? undefined : max + 1));
  const all = await sql<{ id: number }>`
    select distinct id from (${sql.join(each, sql` union all `)}) as found limit ${max + 1}`.execute(db);
  return all.rows.length > max ? null : all.rows.map(({ id }) => id);
}

/** Rows may come several times: of one way, or in several. So many times more are read to find so many different ones. */
const REPEATED = 1.2;

/** A select of `id`, some of them twice; of each way so many at most, where that is said. */
export function idsOf(ways: readonly Way[], max?: number): RawBuilder<unknown> {
  const limit = max === undefined ? sql`` : sql`limit ${max}`;
  const each = ways.map(
    ({ from, where, id }) => sql`(select ${id} as id from ${from} where ${where} ${limit})`,
  );
  return sql.join(each, sql` union all `);
}

async function countAll(db: Db, ways: readonly Way[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct id) as count from (${idsOf(ways)}) as found`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The first of a few. */
async function firstOfThese(
  db: Db,
  list: ListRequest,
  order: Order,
  from: RawBuilder<unknown>,
  ids: readonly number[],
): Promise<Found[]> {
  if (ids.length === 0) return [];
  const { id, key, direction } = partsOf(list, order);
  const { rows } = await sql<Found>`
    select id, key::text as key from (
      select ${id} as id, ${key} as key from ${from}
       where ${id} = any(${[...ids].toSorted((a, b) => a - b)}::bigint[]) and ${behindCursor(list, order)}
      ${FOUND_FIRST}) as these
     order by these.key ${direction}, these.id ${direction} limit ${list.limit + 1}`.execute(db);
  return rows;
}

/**
 * Some hundred rows of the list tell how many more it would take to go along it. The database cannot tell: it takes what is
 * searched and the order for independent of each other, and names in the order of names are not.
 */
async function firstOfMany(
  db: Db,
  list: ListRequest,
  order: Order,
  matching: Matching,
  { step, along }: LongListBounds,
): Promise<Found[]> {
  const found: Found[] = [];
  let { cursor } = list;
  for (let [gone, rows] = [0, Math.min(step, along)]; rows > 0; ) {
    const next = await goAlong(db, { ...list, cursor }, order, matching, {
      rows,
      wanted: list.limit + 1 - found.length,
    });
    found.push(...next.found);
    if (found.length > list.limit || next.gone < rows || next.last === null) return found;
    cursor = { sort: list.sort, key: next.last.key, id: String(next.last.id) };
    gone += rows;
    // Somewhat more than if they went on as they began; few may have been found in what was brought in all at once.
    const asBegun = (((list.limit + 1 - found.length) * gone) / found.length) * SOMEWHAT_MORE;
    rows = Math.min(Math.ceil(asBegun), gone * FURTHER, along - gone);
  }
  return firstOfEachWay(db, list, order, matching);
}

const SOMEWHAT_MORE = 1.3;
const FURTHER = 3;

type GoneAlong = { readonly found: readonly Found[]; readonly gone: number; readonly last: Found | null };

/** Which of the next rows of the list match; how many there were, and the last of them. */
async function goAlong(
  db: Db,
  list: ListRequest,
  order: Order,
  { table, from, within, each }: Matching,
  { rows, wanted }: { readonly rows: number; readonly wanted: number },
): Promise<GoneAlong> {
  const { id, key, direction, back } = partsOf(list, order);
  const answer = await sql<GoneAlong>`
    with next as materialized (
      select ${id} as id, ${key} as key from ${from}
       where ${behindCursor(list, order)} and ${within ?? sql<boolean>`true`}
       order by ${key} ${direction}, ${id} ${direction} limit ${rows}),
    found as (
      select next.id, next.key from next join ${table} on ${order.rowId} = next.id
       where ${each} order by next.key ${direction}, next.id ${direction} limit ${wanted})
    select (select count(*) from next) as gone,
           (select jsonb_build_object('id', id, 'key', key::text) from next
             order by next.key ${back}, next.id ${back} limit 1) as last,
           (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key::text)
                                      order by found.key ${direction}, found.id ${direction}), '[]') from found) as found`.execute(
    db,
  );
  return answer.rows[0] ?? { found: [], gone: 0, last: null };
}

/** The first that each way finds, together. */
async function firstOfEachWay(db: Db, list: ListRequest, order: Order, { ways }: Matching): Promise<Found[]> {
  const { direction } = partsOf(list, order);
  const count = list.limit + 1;
  const nearest = { behind: behindCursor(list, order), descending: list.descending, count };
  const each = ways(nearest).map(({ from, where, id, sortedBy, key = order.column.expression }) => {
    const column = { type: order.column.type, expression: key };
    const behind = behindCursor(list, { column, rowId: id, idType: order.idType });
    const found = sql`select ${id} as id, ${key} as key from ${from} where ${where} and ${behind}`;
    const first = sql`${direction}, id ${direction} limit ${count}`;
    return sortedBy
      ? sql`(${found} order by ${sortedBy} ${direction}, ${id} ${direction} limit ${count})`
      : sql`(select id, key from (${found} ${FOUND_FIRST}) as found order by key ${first})`;
  });
  const { rows } = await sql<Found>`
    select id, key::text as key from (${sql.join(each, sql` union `)}) as first
     order by first.key ${direction}, first.id ${direction} limit ${count}`.execute(db);
  return rows;
}

/**
 * What matches is found first and put in order then. Left to itself the database would go along the list in its order,
 * because it takes the few that are wanted for near: and they are not.
 */
const FOUND_FIRST = sql`offset 0`;

function partsOf({ descending }: ListRequest, { column, rowId }: Order) {
  return {
    id: column.id ?? rowId,
    key: column.expression,
    direction: sql.raw(descending ? 'desc' : 'asc'),
    back: sql.raw(descending ? 'asc' : 'desc'),
  };
}

/** In their order; without one that is gone since it was found. */
async function readThose<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { rowId }: Order,
  found: readonly Found[],
): Promise<O[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await query
    .select(sql<number>`${rowId}`.as('rowId'))
    .where(sql<boolean>`${rowId} = any(${ids}::bigint[])`)
    .execute();
  const byId = new Map(rows.map((row) => [(row as { rowId: number }).rowId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
