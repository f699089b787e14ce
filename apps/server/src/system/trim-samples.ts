import type pg from 'pg';
import { SAMPLE_STEPS } from './sample-recorder.ts';

const [FINE] = SAMPLE_STEPS;

/** Keeps two hours in detail and eight days roughly: a little more than is shown. Returns how many went. */
export async function trimSamples(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from radius_samples
      where at < least(now(), trusted_now()) - case when step_seconds = $1 then interval '2 hours' else interval '8 days' end`,
    [FINE.seconds],
  );
  return rowCount ?? 0;
}
