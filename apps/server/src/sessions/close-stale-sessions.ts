import { SESSION_SILENCE_SECONDS_MAX } from '@gatehouse/domain/access/granted-service';
import type pg from 'pg';
import { LISTED_IDS } from './listed-sessions.ts';
import { IDS_PER_NOTE_MAX, lockAccounting, noteSessionChanges } from './session-statements.ts';

/** One transaction closes this many at most: accounting waits meanwhile. */
const CLOSED_AT_ONCE = IDS_PER_NOTE_MAX;

/**
 * Ends sessions that have not been heard from for three interim intervals, at the time they were last heard,
 * with the cause 'Stale'. One that speaks again is open again (see join-session-events). Returns how many.
 */
export async function closeStaleSessions(pool: pg.Pool, now: number): Promise<number> {
  const heardBefore = now - SESSION_SILENCE_SECONDS_MAX * 1000;
  const silent = await findSilent(pool, heardBefore);
  let closed = 0;
  for (let from = 0; from < silent.length; from += CLOSED_AT_ONCE) {
    closed += await closeSome(pool, silent.slice(from, from + CLOSED_AT_ONCE), heardBefore);
  }
  return closed;
}

/** All open sessions are looked at, and accounting need not wait for that: who speaks meanwhile is left alone below. */
async function findSilent(pool: pg.Pool, heardBefore: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from sessions
      where id in (${LISTED_IDS}) and ended_at is null and last_heard_at < to_timestamp($1 / 1000.0)`,
    [heardBefore],
  );
  return rows.map(({ id }) => id);
}

async function closeSome(pool: pg.Pool, silent: readonly number[], heardBefore: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await lockAccounting(client);
    const { rows } = await client.query<{ id: number }>(
      `update sessions set ended_at = greatest(last_heard_at, started_at), terminate_cause = 'Stale'
        where id = any($1::bigint[]) and ended_at is null and last_heard_at < to_timestamp($2 / 1000.0)
       returning id`,
      [silent, heardBefore],
    );
    await noteSessionChanges(
      client,
      null,
      rows.map(({ id }) => id),
    );
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
