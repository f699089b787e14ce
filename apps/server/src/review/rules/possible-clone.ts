import { type Said, said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

const REMEMBERED_DAYS = 30;

/** One MAC in two sessions at once: somebody has copied it, or one line is used at two places. */
export const possibleClone: ReviewRule = {
  name: 'possible-clone',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, min(k.first_at) as since,
           d.mac::text || ' ' || string_agg(k.places, ', ' order by k.places) as fingerprint,
           jsonb_build_object(
             'lastAt', max(k.last_at), 'sameRouter', bool_and(cardinality(k.nas_ids) < 2),
             'routers', (select jsonb_agg(n.name order by n.name) from nas n
                          where n.id in (select unnest(o.nas_ids) from clone_sightings o
                                          where o.mac = d.mac and o.last_at > trusted_now() - make_interval(days => ${REMEMBERED_DAYS})))) as facts
      from clone_sightings k join devices d on d.mac = k.mac
     where ${scope(sql`d.customer_id`)} and k.last_at > trusted_now() - make_interval(days => ${REMEMBERED_DAYS})
     group by d.id`,
  say: (finding) => ({
    why: whyOf(finding.deviceName, finding.facts),
    ifKept: said('keepClone'),
    ifRemoved: [removalEffect(finding), said('removeCloneToo')],
  }),
};

function whyOf(device: string, facts: Readonly<Record<string, unknown>>): Said {
  const routers = Array.isArray(facts['routers']) ? facts['routers'].map(String) : [];
  const [last, ...before] = routers.toReversed();
  if (last === undefined) return said('whyClone', { device });
  if (before.length === 0) return said('whyCloneHere', { device, router: last });
  const first = before.toReversed().join(', ');
  return said('whyCloneAtOnce', { device, routers: said('firstAndLast', { first, last }) });
}
