import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** Somebody who has a new router may need a few days to plug it in. */
const GRACE_DAYS = 7;

/** Registered a while ago, and never logged in: a typing error, or a device that was never handed out. */
export const neverSeen: ReviewRule = {
  name: 'never-seen',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, d.added_at as since, d.mac::text as fingerprint, '{}'::jsonb as facts
      from devices d
     where ${scope(sql`d.customer_id`)} and d.last_seen_at is null
       and d.added_at < trusted_now() - make_interval(days => ${GRACE_DAYS})`,
  say: (finding) => ({
    why: said('whyNeverSeen', { device: finding.deviceName, who: finding.addedBy }),
    ifKept: said('keepsAPlace', { limit: finding.deviceLimit, customer: finding.customerName }),
    ifRemoved: [said('itsPlaceIsFree'), removalEffect(finding)],
  }),
};
