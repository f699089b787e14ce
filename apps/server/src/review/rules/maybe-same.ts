import { said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { mayBeOne, PROPOSED_DAYS, toldApart } from '../../devices/same/may-be-one.ts';
import type { ReviewRule } from '../review-rule.ts';

/** Rule 14: the older of two records that may be one phone under a new private address. */
export const maybeSame: ReviewRule = {
  name: 'maybe-same',
  find: (scope) => sql`
    select distinct on (pair.id) pair.id as device_id, n.customer_id, n.added_at as since,
           pair.mac::text || ' ' || n.mac::text as fingerprint,
           jsonb_build_object('newerId', n.id::text, 'newerMac', upper(n.mac::text), 'newerLabel', n.label) as facts
      from devices n
     cross join lateral (
           select d.id, d.mac from devices d
            where ${mayBeOne} and not ${toldApart}
            order by coalesce(d.last_seen_at, d.added_at) desc, d.id limit 1) as pair
     where ${scope(sql`n.customer_id`)} and n.source in ('hotspot', 'learned')
       and n.added_at > trusted_now() - make_interval(days => ${PROPOSED_DAYS})
     order by pair.id, n.added_at desc`,
  say: ({ deviceName, facts, customerName }) => ({
    why: said('whyMaybeSame', {
      device: deviceName,
      newer: String(facts['newerLabel'] ?? facts['newerMac']),
    }),
    ifKept: said('keepMaybeSame'),
    ifRemoved: said('removeMaybeSame', { customer: customerName }),
  }),
};
