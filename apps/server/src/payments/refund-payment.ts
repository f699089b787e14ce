import type { Money } from '@gatehouse/domain/money';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Changed } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { withdrawSubscription } from '../subscriptions/withdraw-subscription.ts';
import { nextAskAt } from './ask-schedule.ts';
import { endAfterRefund, rowToDecide, toldMoney } from './continue-payment.ts';
import { decidePayment } from './decide-payment.ts';
import { noteEvent } from './payment-events.ts';
import type { PaymentParts } from './payment-parts.ts';
import { findPaymentProvider } from './providers/index.ts';

export type Refund = {
  /** The default is all that arrived. */
  readonly amountMinor?: number | undefined;
  readonly reason: string;
  readonly reference?: string | undefined;
  readonly endPackage?: boolean | undefined;
};

/** Records that money was given back: it is never sent by us. The package goes on unless the operator says otherwise. */
export function refundPayment(
  { db, now }: Pick<PaymentParts, 'db' | 'now'>,
  actor: Actor,
  id: number,
  { amountMinor, reason, reference, endPackage = false }: Refund,
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'refund', async (change, payment) => {
    const arrived = arrivedFor(payment);
    if (arrived === null || arrived.minor === 0) return refuse('nothing-arrived');
    const refunded = amountMinor ?? arrived.minor;
    if (refunded > arrived.minor) return refuse('refund-too-large');
    const decided = await rowToDecide(change, payment);
    await change.tx
      .updateTable('payments')
      .set({
        state: 'refunded',
        received_minor: arrived.minor,
        received_currency: arrived.currency,
        refunded_at: sql<Date>`trusted_now()`,
        refunded_minor: refunded,
        refunded_by: actor.name,
        refund_reason: reason,
        refund_reference: reference ?? null,
        // Who was paid back may pay once more, or more.
        ask_at: decided.id === id ? await askAgainAt(change.tx, payment, now()) : null,
      })
      .where('id', '=', decided.id)
      .execute();
    const facts = { amountMinor: refunded, currency: arrived.currency, reason, by: actor.name };
    const full = { ...facts, ...(reference !== undefined && { reference }) };
    await noteEvent(change.tx, { paymentId: decided.id, kind: 'state', outcome: 'refunded', facts: full });
    await endAfterRefund(change, payment, decided, 'paid-back', reason);
    await change.audit({
      action: 'payments.refund',
      subjectKind: 'payment',
      subjectId: decided.id,
      customerId: payment.customer_id,
      before: { state: payment.state },
      after: { ...full, endPackage },
    });
    if (endPackage && payment.subscription_id !== null) {
      await withdrawSubscription(change, payment.subscription_id, reason);
      await noteEvent(change.tx, { paymentId: id, kind: 'package', outcome: 'ended' });
    }
    return id;
  });
}

/** What there is to be paid back. `null`: nothing that anybody has confirmed. */
function arrivedFor(payment: Row<'payments'>): Money | null {
  const { state, received_minor, received_currency } = payment;
  if (state === 'to-approve') return toldMoney(payment);
  return received_minor === null || received_currency === null
    ? null
    : { minor: received_minor, currency: received_currency };
}

async function askAgainAt(tx: Tx, payment: Row<'payments'>, now: number): Promise<Date | null> {
  const method = await tx
    .selectFrom('payment_methods')
    .select('provider')
    .where('id', '=', payment.payment_method_id)
    .executeTakeFirst();
  if (findPaymentProvider(method?.provider ?? '')?.way.kind !== 'hosted') return null;
  const next = nextAskAt(payment.created_at.getTime(), now);
  return next === null ? null : new Date(next);
}
