import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import { LISTED_IDS } from './listed-sessions.ts';
import { ACCOUNTING_LOCK, IDS_PER_NOTE_MAX } from './session-statements.ts';

/**
 * The time was corrected by so much, and open sessions move along: one heard a minute ago was heard a minute ago,
 * and none ends before it began. What is over stays as it was written. Returns how many.
 */
export async function shiftOpenSessions(tx: Tx, ms: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(${ACCOUNTING_LOCK})`.execute(tx);
  const step = sql`${ms} * interval '1 millisecond'`;
  const { rows } = await sql<{ id: number }>`
    update sessions set started_at = started_at + ${step}, last_heard_at = last_heard_at + ${step}
     where id in (${sql.raw(LISTED_IDS)}) and ended_at is null returning id`.execute(tx);
  for (let from = 0; from < rows.length; from += IDS_PER_NOTE_MAX) {
    const ids = rows.slice(from, from + IDS_PER_NOTE_MAX).map(({ id }) => id);
    await sql`insert into session_changes (session_ids) values (${ids}::bigint[])`.execute(tx);
  }
  return rows.length;
}
