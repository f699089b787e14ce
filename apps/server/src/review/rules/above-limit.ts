import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/**
 * More devices than the customer may have: as many of them as are too many, those unseen longest. The limit is the
 * customer's, else that of the package that counts now, else 1 (rule 3). Packages are only looked at where it matters.
 */
export const aboveLimit: ReviewRule = {
  name: 'above-limit',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, d.added_at as since,
           d.mac::text || ' ' || many.count || ' ' || many.most as fingerprint,
           jsonb_build_object('count', many.count, 'limit', many.most) as facts
      from (select counted.customer_id, counted.count, coalesce(c.device_limit, held.device_limit, 1) as most
              from (select customer_id, count(*) as count from devices d
                     where ${scope(sql`d.customer_id`)} group by customer_id) as counted
              join customers c on c.id = counted.customer_id
              left join lateral (
                   select p.device_limit from subscriptions s join service_packages p on p.id = s.service_package_id
                    where s.customer_id = c.id and s.starts_at <= trusted_now()
                    order by (s.ends_at is null or s.ends_at > trusted_now()) desc,
                             case when s.ends_at is null or s.ends_at > trusted_now() then s.starts_at else s.ends_at end desc,
                             s.id desc limit 1) as held on c.device_limit is null
             where counted.count > coalesce(c.device_limit, least(1, (select min(device_limit) from service_packages)))) as many
     cross join lateral (
           select * from devices own where own.customer_id = many.customer_id
            order by own.last_seen_at nulls first, own.id limit many.count - many.most) as d
     where many.count > many.most`,
  say: (finding) => ({
    why: said('whyAboveLimit', {
      customer: finding.customerName,
      devices: String(finding.facts['count']),
      limit: String(finding.facts['limit']),
      device: finding.deviceName,
    }),
    ifKept: said('keepAboveLimit'),
    ifRemoved: [said('oneDeviceLess', { customer: finding.customerName }), removalEffect(finding)],
  }),
};
