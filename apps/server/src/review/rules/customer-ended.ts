import { said } from '@gatehouse/domain/said/said';
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
    why: said('whyCustomerEnded', { customer: customerName, device: deviceName }),
    ifKept: said('keepCustomerEnded', { customer: customerName }),
    ifRemoved: said('removeCustomerEnded'),
  }),
};
