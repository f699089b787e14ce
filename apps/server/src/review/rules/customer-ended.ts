import { sql } from 'kysely';
import type { ReviewRule } from '../review-rule.ts';

/** Who is no customer any more has no devices: the router may belong to somebody else soon. */
export const customerEnded: ReviewRule = {
  name: 'customer-ended',
  find: (scope) => sql`
    select d.id as device_id, d.customer_id, trusted_now() as since, d.mac::text || ' ' || d.customer_id as fingerprint,
           '{}'::jsonb as facts
      from customers c join devices d on d.customer_id = c.id
     where ${scope(sql`c.id`)} and c.status = 'ended'`,
  say: ({ deviceName, customerName }) => ({
    why: `${customerName} is no longer a customer, and ${deviceName} is still registered to them.`,
    ifKept: `Nobody else can register it. Whoever logs in as ${customerName} is refused anyway.`,
    ifRemoved: 'It can be registered to somebody else. Nobody is refused who was let in before.',
  }),
};
