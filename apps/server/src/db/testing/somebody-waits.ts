import type { Pool } from 'pg';

/** Returns once some connection to this database waits for what another one has locked. */
export async function somebodyWaits(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rowCount ?? 0) > 0) return;
    await new Promise((wake) => setTimeout(wake, 10));
  }
}
