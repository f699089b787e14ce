import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** Nobody will know in a year what it is. Phones that registered themselves at a hotspot need no name. */
export const noLabel: ReviewRule = {
  name: 'no-label',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, d.added_at as since, d.mac::text as fingerprint, '{}'::jsonb as facts
      from devices d
     where ${scope(sql`d.customer_id`)} and d.label is null and d.source <> 'hotspot'`,
  say: (finding) => ({
    why: said('whyNoLabel', { device: finding.deviceName }),
    ifKept: said('keepNoLabel'),
    ifRemoved: removalEffect(finding),
  }),
};
