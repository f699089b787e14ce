import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** What somebody registered who does not work here any more, for whomever. */
export const operatorLeft: ReviewRule = {
  name: 'operator-left',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, trusted_now() as since, d.mac::text || ' ' || d.added_by as fingerprint,
           '{}'::jsonb as facts
      from devices d
     where ${scope(sql`d.customer_id`)} and d.source = 'operator'
       and d.added_by in (select name from operators group by name having bool_and(status = 'disabled'))`,
  say: (finding) => ({
    why: said('whyOperatorLeft', { who: finding.addedBy, device: finding.deviceName }),
    ifKept: said('keepOperatorLeft'),
    ifRemoved: removalEffect(finding),
  }),
};
