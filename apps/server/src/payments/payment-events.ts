import type { PaymentEventKind } from '@gatehouse/domain/payments/payment-words';
import type { Db, Tx } from '../db/open-database.ts';

export type PaymentEvent = {
  /** `null`: it fits none. */
  readonly paymentId: number | null;
  readonly paymentMethodId?: number;
  readonly kind: PaymentEventKind;
  readonly outcome: string;
  /** Plain values, no secrets. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** The provider's own name for it: each is noted once. */
  readonly eventId?: string | null;
  readonly sourceAddress?: string | null;
};

/** Writes it into the payment's story. False: an event of this name was noted before. */
export async function noteEvent(db: Db | Tx, event: PaymentEvent): Promise<boolean> {
  const { paymentId, paymentMethodId, kind, outcome, facts, eventId, sourceAddress } = event;
  const noted = await db
    .insertInto('payment_events')
    .values({
      payment_id: paymentId,
      payment_method_id: paymentMethodId ?? null,
      kind,
      outcome,
      facts: facts === undefined ? null : JSON.stringify(facts),
      event_id: eventId ?? null,
      source_address: sourceAddress ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Its provider was asked last to begin it, and said no. */
export async function wasRefusedAtBegin(db: Db, paymentId: number): Promise<boolean> {
  const last = await db
    .selectFrom('payment_events')
    .select('outcome')
    .where('payment_id', '=', paymentId)
    .where('kind', '=', 'begin')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.outcome === 'refused';
}
