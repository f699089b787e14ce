import type pg from 'pg';

/** A radius process that was away for longer reads all sessions anew when it comes back. */
const KEPT = '10 minutes';

/** Removes notes that every radius process has followed by now; returns how many. */
export async function trimSessionChanges(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from session_changes
      where at < least(now(), trusted_now()) - interval '${KEPT}' and id < (select max(id) from session_changes)`,
  );
  return rowCount ?? 0;
}
