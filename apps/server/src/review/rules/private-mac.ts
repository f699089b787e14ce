import { sql } from 'kysely';
import { removalEffect, type ReviewRule } from '../review-rule.ts';

/** On a line: a router keeps the address that its maker gave it. What is private changes one day, and is refused then. */
export const privateMac: ReviewRule = {
  name: 'private-mac',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, d.added_at as since, d.mac::text as fingerprint, '{}'::jsonb as facts
      from devices d join customers c on c.id = d.customer_id
     where ${scope(sql`d.customer_id`)} and c.kind = 'pppoe'
       and (d.mac & macaddr '02:00:00:00:00:00') <> macaddr '00:00:00:00:00:00'`,
  say: (finding) => ({
    why: `${finding.deviceName} uses a private address, made up by the device itself, which may change by itself.`,
    ifKept: 'It logs in as before. When its address changes, it is an unknown device.',
    ifRemoved: `${removalEffect(finding)} Set it to its own address first, and register that.`,
  }),
};
