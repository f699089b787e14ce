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
  let closed = 0;
  for (;;) {
    const count = await closeSome(pool, now - SESSION_SILENCE_SECONDS_MAX * 1000);
    closed += count;
    if (count < CLOSED_AT_ONCE) return closed;
  }
}

async function closeSome(pool: pg.Pool, heardBefore: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await lockAccounting(client);
    const { rows } = await client.query<{ id: number }>(
      `update sessions set ended_at = greatest(last_heard_at, started_at), terminate_cause = 'Stale'
        where id in (select id from sessions
                      where id in (${LISTED_IDS}) and ended_at is null
                        and last_heard_at < to_timestamp($1 / 1000.0) limit $2)
       returning id`,
      [heardBefore, CLOSED_AT_ONCE],
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
