import { createHmac } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { outsideReach } from '../db/reach/reach.ts';
import type { SecretBox } from '../secrets.ts';

/** How often something may be tried in a span of time. */
export type TryLimit = { readonly name: string; readonly max: number; readonly seconds: number };
/** A limit and what it is counted by: an address, a username. */
export type TryKey = readonly [limit: TryLimit, by: string];

/** Tries counted in the database: over all web processes, and over restarts. Windows begin with the first try and do not move. */
export type TryCounter = {
  /** Counts one more of each. Seconds to wait where there were too many; `null`: go on. */
  take(keys: readonly TryKey[]): Promise<number | null>;
  /**
   * As `take`, but each is counted only where those before it let pass: whoever is over an own limit fills nobody else's.
   * The last is looked at first: where it is full, what is counted before it fills no rows.
   */
  takeInTurn(keys: readonly TryKey[]): Promise<number | null>;
  /** Whether one more of any would be too many, and counts nothing. Seconds to wait; `null`: go on. */
  look(keys: readonly TryKey[]): Promise<number | null>;
  /** It was no guess after all. */
  giveBack(keys: readonly TryKey[]): Promise<void>;
};

const COUNT_MAX = 1_000_000;

/** The one counter of all web processes: whatever is counted has a name of its own. */
export function openTries({ db, secretBox }: { db: Db; secretBox: SecretBox }): TryCounter {
  return openTryCounter(db, secretBox.fileKey('portal-tries'));
}

/** @param key what is counted by is stored as an HMAC under it: people type passwords where a username belongs */
export function openTryCounter(db: Db, key: Uint8Array): TryCounter {
  const hash = ([{ name }, by]: TryKey) =>
    createHmac('sha256', key).update(`${name} ${by}`).digest('base64url').slice(0, 22);

  // For the house: whoever is limited to zones and routers counts as everybody does, and is told no more than to wait.
  const run = <T>(query: RawBuilder<T>) => outsideReach(() => query.execute(db));

  const counter: TryCounter = {
    async take(keys) {
      const maxOf = new Map(keys.map((each) => [hash(each), each[0].max]));
      const hashes = [...maxOf.keys()];
      const seconds = keys.map(([limit]) => limit.seconds);
      // In the order of the keys, so that tries side by side never wait for each other in a ring.
      const { rows } = await run(sql<{ key: string; count: number; seconds: number }>`
        insert into portal_tries as t (key, count, ends_at)
        select key, 1, trusted_now() + seconds * interval '1 second'
          from unnest(${hashes}::text[], ${seconds}::int[]) as tried (key, seconds) order by key
        on conflict (key) do update
           set count = case when t.ends_at > trusted_now() then least(t.count + 1, ${COUNT_MAX}) else 1 end,
               ends_at = case when t.ends_at > trusted_now() then t.ends_at else excluded.ends_at end
        returning key, count, ceil(extract(epoch from ends_at - trusted_now()))::int as seconds`);
      const waits = rows.filter((row) => row.count > (maxOf.get(row.key) ?? 0)).map((row) => row.seconds);
      return waits.length === 0 ? null : Math.max(1, ...waits);
    },
    async takeInTurn(keys) {
      const full = await counter.look(keys.slice(-1));
      if (full !== null) return full;
      for (const key of keys) {
        const waitSeconds = await counter.take([key]);
        if (waitSeconds !== null) return waitSeconds;
      }
      return null;
    },
    async look(keys) {
      const maxOf = new Map(keys.map((each) => [hash(each), each[0].max]));
      const { rows } = await run(sql<{ key: string; count: number; seconds: number }>`
        select key, count, ceil(extract(epoch from ends_at - trusted_now()))::int as seconds from portal_tries
         where key = any(${[...maxOf.keys()]}::text[]) and ends_at > trusted_now()`);
      const waits = rows.filter((row) => row.count >= (maxOf.get(row.key) ?? 0)).map((row) => row.seconds);
      return waits.length === 0 ? null : Math.max(1, ...waits);
    },
    async giveBack(keys) {
      await run(sql`
        with given as (select key from portal_tries where key = any(${keys.map(hash)}::text[]) order by key for update)
        update portal_tries t set count = greatest(t.count - 1, 0) from given where t.key = given.key`);
    },
  };
  return counter;
}

/** How many counters were forgotten whose time is over. */
export async function trimTries(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('portal_tries')
    .where('ends_at', '<', sql<Date>`trusted_now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
