import { type PaymentState, paymentStates } from '@gatehouse/domain/payments/payment-words';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

export type PaymentCounts = {
  /** Of those that were begun within a day. */
  readonly states: Readonly<Record<PaymentState, number>>;
  /** Whenever they were begun. */
  readonly needPerson: number;
  /** What providers sent within a day, by what became of it. */
  readonly callbacks: Readonly<Record<string, number>>;
};

/** Told from the start: an alert does not know what was never there. */
const NO_CALLBACKS = { heard: 0, repeated: 0, forged: 0, 'unknown-payment': 0 } as const;

export async function countPayments(db: Db): Promise<PaymentCounts> {
  const [states, waiting, callbacks] = await Promise.all([
    sql<{ state: PaymentState; count: number }>`
      select state, count(*) as count from payments
       where created_at > trusted_now() - interval '1 day' group by 1`.execute(db),
    countPaymentsForPerson(db),
    sql<{ outcome: string; count: number }>`
      select outcome, count(*) as count from payment_events
       where kind = 'callback' and at > trusted_now() - interval '1 day' group by 1 order by 1`.execute(db),
  ]);
  const counted = new Map(states.rows.map(({ state, count }) => [state, count]));
  return {
    states: Object.fromEntries(
      paymentStates.map((state) => [state, counted.get(state) ?? 0]),
    ) as PaymentCounts['states'],
    needPerson: waiting,
    callbacks: {
      ...NO_CALLBACKS,
      ...Object.fromEntries(callbacks.rows.map(({ outcome, count }) => [outcome, count])),
    },
  };
}

/** How many wait for somebody's word, whenever they were begun. */
export async function countPaymentsForPerson(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from payments where state = 'to-approve')
           + (select count(*) from payments where state = 'paid' and not_granted is not null) as count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
