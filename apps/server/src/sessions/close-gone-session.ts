import type pg from 'pg';
import { lockAccounting, noteSessionChanges } from './session-statements.ts';

/**
 * Ends a session that its router does not know any more, at the time it was last heard. Nothing is done where the
 * router has spoken of it since it was asked; and one that speaks again is open again (see join-session-events).
 */
export async function closeGoneSession(pool: pg.Pool, id: number, askedAt: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await lockAccounting(client);
    const { rowCount } = await client.query(
      `update sessions
          set ended_at = greatest(last_heard_at, started_at), terminate_cause = 'Session-Context-Not-Found'
        where id = $1 and ended_at is null and last_heard_at <= to_timestamp($2 / 1000.0)`,
      [id, askedAt],
    );
    if (rowCount === 1) await noteSessionChanges(client, null, [id]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
