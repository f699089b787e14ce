import type { Database } from '@gatehouse/server/db/open-database';

/**
 * What the demo's RADIUS process would have counted within the last day, from the sessions and logins that the demo has:
 * *Home* and *System* have something to plot from the first minute on.
 */
export async function writeLoginPast({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(`
    insert into radius_samples (node_id, step_seconds, at, seconds, sample)
    select '00000000-0000-4000-8000-00000000de00', 300, span.at, 300, jsonb_build_object(
             'accepted', (select coalesce(sum(a.count), 0) from attempts a
                           where a.outcome = 'accept' and a.at > span.at - interval '5 minutes' and a.at <= span.at),
             'rejected', coalesce((select jsonb_object_agg(reason, times) from (
                           select a.reason, sum(a.count) as times from attempts a
                            where a.outcome = 'reject' and a.reason is not null
                              and a.at > span.at - interval '5 minutes' and a.at <= span.at
                            group by 1) as refused), '{}'),
             'openSessions', (select count(*) from sessions s
                               where s.started_at <= span.at and (s.ended_at is null or s.ended_at > span.at)))
      from generate_series(now() - interval '24 hours', now() - interval '5 minutes', interval '5 minutes') as span (at)
    on conflict do nothing`);
}
