import type pg from 'pg';

const KEPT_DAYS = 90;

/** As long as the access log. Returns how many went. */
export async function trimRequests(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from dynamic_authorization_requests
      where requested_at < least(now(), trusted_now()) - make_interval(days => ${KEPT_DAYS})`,
  );
  return rowCount ?? 0;
}
