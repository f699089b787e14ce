import type pg from 'pg';

const KEPT = '7 days';
/** Whoever forges source addresses makes many rows; these are the ones worth reading. */
const ROWS_MAX = 10_000;

/** Removes what is a week old, and the oldest beyond 10,000; returns how many. */
export async function trimDiscards(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from discards
      where last_at < trusted_now() - interval '${KEPT}'
         or (source_address, reason) in (
            select source_address, reason from discards order by last_at desc, count desc offset ${ROWS_MAX})`,
  );
  return rowCount ?? 0;
}
