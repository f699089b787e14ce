import { sql } from 'kysely';
import { askProvider } from './believe-payment.ts';
import type { PaymentParts } from './payment-parts.ts';

/** In one run; the others are asked in the next. */
const ASKED_MAX = 200;
const AT_ONCE = 4;

/**
 * Asks the providers about all that is due: callbacks get lost, and processes die between money and package. One that
 * cannot be asked holds up none of the others.
 */
export async function askAboutPayments(parts: PaymentParts): Promise<{ asked: number; paid: number }> {
  const due = await parts.db
    .selectFrom('payments')
    .select('id')
    .where('ask_at', '<=', sql<Date>`trusted_now()`)
    .orderBy('ask_at')
    .limit(ASKED_MAX)
    .execute();
  const waiting = due.values();
  let paid = 0;
  const askOneByOne = async (): Promise<void> => {
    for (const { id } of waiting) {
      const payment = await askProvider(parts, id).catch((error: unknown) => {
        parts.log.warn({ err: error, payment: id }, 'a provider could not be asked about a payment');
        return null;
      });
      if (payment?.state === 'paid') paid += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
  return { asked: due.length, paid };
}
