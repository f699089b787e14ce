import type { Database } from '@gatehouse/server/db/open-database';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Holds a device as somebody who is about to change it does: who wants to change it too waits until it is let go.
 * @param nth which of those with this label, in the order in which they were added
 */
export async function holdDevice(
  { pool }: Database,
  label: string,
  nth: number,
): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query(
    `select from devices
      where id = (select id from devices where label = $1 order by id offset $2 limit 1)
        for no key update`,
    [label, nth],
  );
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

/**
 * Who works at it keeps it, however long it waits, until the function that is given back is called: otherwise another
 * process takes for dead who does nothing for long.
 */
export function leaveToWhoWorks({ pool }: Database): () => Promise<void> {
  let ended = false;
  const leaving = (async () => {
    for (; !ended; await pause(500))
      await pool.query(
        `update bulk_actions set worked_until = now() + interval '1 hour'
          where state = 'working' and worked_until is not null`,
      );
  })();
  return () => {
    ended = true;
    return leaving;
  };
}

/** Until one more waits for what another does as a whole, such as a part of what is done to many devices. */
export async function untilOneMoreWaits(database: Database, act: () => Promise<unknown>): Promise<void> {
  const before = await countWaiting(database);
  await act();
  while ((await countWaiting(database)) <= before) await pause(20);
}

async function countWaiting({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::integer as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.count ?? 0;
}
