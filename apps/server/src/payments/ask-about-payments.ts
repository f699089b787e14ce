import { sql } from 'kysely';
import { askProvider } from './believe-payment.ts';
import type { PaymentParts } from './payment-parts.ts';

/** Of one way to pay in one run; the others are asked about in the next. */
const ASKED_MAX = 100;
const AT_ONCE = 4;
/** One that does not answer takes its time; what is not reached by then is due in the next minute. */
const RUN_MS_MAX = 45_000;

/**
 * Asks the providers about all that is due: callbacks get lost, and processes die between money and package. Each way to
 * pay is asked for itself, so one whose provider hangs holds up none of the others.
 */
export async function askAboutPayments(
  parts: PaymentParts,
  { runMsMax = RUN_MS_MAX } = {},
): Promise<{ asked: number; paid: number }> {
  const { rows } = await sql<{ id: number; methodId: number }>`
    select due.id, m.id as "methodId" from payment_methods m
     cross join lateral (select id from payments
                          where payment_method_id = m.id and ask_at <= trusted_now()
                          order by ask_at limit ${ASKED_MAX}) as due`.execute(parts.db);
  const end = performance.now() + runMsMax;
  const counted = { asked: 0, paid: 0 };
  const lanes = [...Map.groupBy(rows, ({ methodId }) => methodId).values()];
  await Promise.all(lanes.map((lane) => askInTurn(parts, lane, end, counted)));
  return counted;
}

async function askInTurn(
  parts: PaymentParts,
  lane: readonly { readonly id: number }[],
  end: number,
  counted: { asked: number; paid: number },
): Promise<void> {
  const waiting = lane.values();
  const askOneByOne = async (): Promise<void> => {
    for (const { id } of waiting) {
      if (performance.now() > end) return;
      counted.asked += 1;
      const payment = await askProvider(parts, id).catch((error: unknown) => {
        parts.log.warn({ err: error, payment: id }, 'a provider could not be asked about a payment');
        return null;
      });
      if (payment?.state === 'paid') counted.paid += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
}
