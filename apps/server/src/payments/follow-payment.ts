import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { type Payment, selectPayments } from './find-payment.ts';

/**
 * The payment that counts to whoever looks at this one: money that came after its refund was decided about in a payment of
 * its own, and that is where the package is. Money that was only paid back again changes nothing.
 */
export async function followPayment(db: Db, payment: Payment): Promise<Payment> {
  if (payment.state !== 'refunded') return payment;
  const counted = await selectPayments(db)
    .where('p.continues_id', '=', payment.id)
    .where('p.paid_at', 'is not', null)
    .orderBy(sql`(p.state = 'paid')`, 'desc')
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return counted ?? payment;
}
