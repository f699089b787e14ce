import { AsyncLocalStorage } from 'node:async_hooks';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../open-database.ts';
import { REACH_SCHEMA } from './reach-of-tables.ts';

/** What an operator is limited to. Zones and routers that are not named here, and whose is theirs, are as if they were not. */
export type Reach = {
  readonly operatorId: number;
  readonly zoneIds: readonly number[];
  /** The routers named, and those whose zones are all among the zones. */
  readonly nasIds: readonly number[];
};

const current = new AsyncLocalStorage<Reach | null>();

/** Of whom is being served here; `null`: nothing is out of reach, or nobody is served. */
export function currentReach(): Reach | null {
  return current.getStore() ?? null;
}

/**
 * Customers `c` at home in these places. The views say the same of whoever is limited; said with the places themselves, the
 * database knows how few they are.
 */
export function atHomeIn({ zoneIds, nasIds }: Reach): RawBuilder<boolean> {
  return sql<boolean>`(c.home_zone_id = any(${zoneIds}::bigint[]) or c.home_nas_id = any(${nasIds}::bigint[]))`;
}

/**
 * Whatever asks the database in here, by whichever connection of the pool, and whatever it calls, finds and changes only what
 * is in reach; `null`: everything is.
 */
export function withinReach<T>(reach: Reach | null, work: () => T): T {
  return current.run(reach, work);
}

/** For those who serve somebody: a query of which nobody knows any more for whom it is made is a fault, and not made. */
export function onlyForSomebody(db: Db): Db {
  return db.withPlugin({
    transformQuery({ node }) {
      demandSomebody();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}

export function demandSomebody(): void {
  if (current.getStore() === undefined)
    throw new Error('A query of the API is made for nobody: see keepReach.');
}

/** For what is read after the answer has begun, by whoever sends it: it is read for whoever asked now. */
export function keepReach<T>(things: AsyncIterable<T>): AsyncIterable<T> {
  const asNow = AsyncLocalStorage.snapshot();
  return {
    [Symbol.asyncIterator]() {
      const each = things[Symbol.asyncIterator]();
      return {
        next: () => asNow(() => each.next()),
        return: (value) => asNow(() => each.return?.(value) ?? Promise.resolve({ done: true, value })),
      };
    },
  };
}

/**
 * For what the house does for itself, on the occasion of somebody's request: none of what it finds may be told them. Each use
 * says why; a test knows them all.
 */
export function outsideReach<T>(work: () => T): T {
  return withinReach(null, work);
}

/** The same within a transaction that was begun within reach, and goes on so. */
export async function outsideReachIn<T>(tx: Tx | Db, work: () => Promise<T>): Promise<T> {
  const reach = currentReach();
  if (reach === null) return work();
  // Until the end of the transaction, however it ends; what is next on this connection is within reach again.
  await sql`select set_config('search_path', replace(current_setting('search_path'), ${`${REACH_SCHEMA}, `}, ''), true)`.execute(
    tx,
  );
  const done = await outsideReach(work);
  await sql`select set_config('search_path', ${`${REACH_SCHEMA}, `} || current_setting('search_path'), true)`.execute(
    tx,
  );
  return done;
}
