import type pg from 'pg';
import { bigintArray } from '../db/binary-arrays.ts';

/**
 * `open_sessions` lists the ids of all sessions that are open, and of some that have ended since: what asks for open
 * sessions of everybody looks there first, and then at `ended_at`. What asks for a customer's need not.
 */
export const LISTED_IDS = 'select unnest(session_ids) from open_sessions';

/** The sessions that `added` has inserted, a row for each router. */
export const LIST_ADDED =
  'insert into open_sessions select source_address, array_agg(id) from added group by source_address';

const LIST_AGAIN = `
  insert into open_sessions
  select source_address, array_agg(id) from sessions where id = any($1::bigint[]) group by source_address`;

/** Of sessions that had ended and are open again. In the transaction that opens them. */
export async function listAgain(client: Pick<pg.Client, 'query'>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query({ name: 'list-again', text: LIST_AGAIN, values: [bigintArray(ids)] });
}

/**
 * Drops from the list what has ended. In one statement, which waits for nobody: what is listed meanwhile it does not
 * see and leaves alone, and who opens a session again lists it again.
 *
 * @returns how many were dropped, those listed twice too
 */
export async function trimListedSessions(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ dropped: number }>(`
    with listed as (delete from open_sessions returning source_address, session_ids),
         listed_ids as (select source_address, unnest(session_ids) as id from listed),
         kept as (
           select distinct l.source_address, s.id from listed_ids l join sessions s on s.id = l.id
            where s.ended_at is null),
         written as (
           insert into open_sessions
           select source_address, array_agg(id order by id) from kept group by source_address order by source_address)
    select ((select count(*) from listed_ids) - (select count(*) from kept))::int as dropped`);
  return rows[0]?.dropped ?? 0;
}
