import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** Packages are looked at only where there is one that minds. */
const packageMinds = sql<boolean>`(
  exists (select from service_packages where private_mac_policy <> 'allow')
  and (select p.private_mac_policy from subscriptions s join service_packages p on p.id = s.service_package_id
        where s.customer_id = c.id and s.starts_at <= trusted_now()
        order by (s.ends_at is null or s.ends_at > trusted_now()) desc,
                 case when s.ends_at is null or s.ends_at > trusted_now() then s.starts_at else s.ends_at end desc,
                 s.id desc limit 1) <> 'allow')`;

/**
 * On a line, where a router keeps the address that its maker gave it: what is private changes one day, and is refused then.
 * And wherever the package that counts now warns of private addresses, or takes no new ones.
 */
export const privateMac: ReviewRule = {
  name: 'private-mac',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, d.added_at as since, d.mac::text as fingerprint, '{}'::jsonb as facts
      from devices d join customers c on c.id = d.customer_id
     where ${scope(sql`d.customer_id`)} and (c.kind = 'pppoe' or ${packageMinds})
       and (d.mac & macaddr '02:00:00:00:00:00') <> macaddr '00:00:00:00:00:00'`,
  say: (finding) => ({
    why: said('whyPrivateMac', { device: finding.deviceName }),
    ifKept: said('keepPrivateMac'),
    ifRemoved: [removalEffect(finding), said('setItsOwnAddress')],
  }),
};
