import type { Database } from '@gatehouse/server/db/open-database';

/** Of all customers so many are online: fewest before dawn, most in the evening. */
const ONLINE_SHARE = 0.56;
const ONLINE_SWING = 0.1;

/**
 * What the demo's RADIUS process would have counted: logins of the last day and, by the minute, of the last hour, as far
 * as the demo has them, and how many were online. So *Home* and *System* have something to plot from the first minute on.
 */
export async function writeLoginPast({ pool }: Pick<Database, 'pool'>): Promise<void> {
  for (const [stepSeconds, spanSeconds, from] of [
    [300, 300, '24 hours'],
    [10, 60, '1 hour'],
  ] as const) {
    await pool.query(
      `insert into radius_samples (node_id, step_seconds, at, seconds, sample)
       select '00000000-0000-4000-8000-00000000de00', $1::int, span.at, $2::int, jsonb_build_object(
                'accepted', (select coalesce(sum(a.count), 0) from attempts a
                              where a.outcome = 'accept' and a.at > span.began and a.at <= span.at),
                'rejected', coalesce((select jsonb_object_agg(reason, times) from (
                              select a.reason, sum(a.count) as times from attempts a
                               where a.outcome = 'reject' and a.reason is not null
                                 and a.at > span.began and a.at <= span.at
                               group by 1) as refused), '{}'),
                'openSessions', round((select count(*) from customers) * ($4 + $5 * cos(
                              (extract(hour from span.at) + extract(minute from span.at) / 60 - 20) * pi() / 12)
                              + 0.004 * (extract(minute from span.at)::int % 7))))
         from (select at, at - $2::int * interval '1 second' as began
                 from generate_series(now() - $3::interval, now() - interval '1 minute', $2::int * interval '1 second') as at) as span
       on conflict do nothing`,
      [stepSeconds, spanSeconds, from, ONLINE_SHARE, ONLINE_SWING],
    );
  }
}
