import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** Silent for so many days: given away, broken, or replaced. A session that goes on for months is no silence. */
export const notSeen: ReviewRule = {
  name: 'not-seen',
  find: (scope, { notSeenDays }) => sql`
    select d.id as device_id, d.customer_id, d.last_seen_at as since,
           d.mac::text || ' ' || extract(epoch from d.last_seen_at) as fingerprint,
           jsonb_build_object('days', ${notSeenDays}::int) as facts
      from devices d
     where ${scope(sql`d.customer_id`)} and d.last_seen_at is not null
       and coalesce(d.last_seen_at, '-infinity') < trusted_now() - make_interval(days => ${notSeenDays})
       and not exists (select from sessions s
                        where s.customer_id = d.customer_id and s.mac = d.mac
                          and s.last_heard_at > trusted_now() - make_interval(days => ${notSeenDays}))`,
  say: (finding) => ({
    why: said('whyNotSeen', { device: finding.deviceName, days: String(finding.facts['days']) }),
    ifKept: said('keepsAPlaceAndLogsIn', {
      limit: finding.deviceLimit,
      customer: finding.customerName,
    }),
    ifRemoved: [said('itsPlaceIsFree'), removalEffect(finding)],
  }),
};
