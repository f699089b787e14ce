import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { withdrawSubscription } from '../subscriptions/withdraw-subscription.ts';
import { decidePayment } from './decide-payment.ts';
import { noteEvent } from './payment-events.ts';

export type Refund = {
  /** The default is all that arrived. */
  readonly amountMinor?: number | undefined;
  readonly reason: string;
  readonly reference?: string | undefined;
  readonly endPackage?: boolean | undefined;
};

/** Records that money was given back: it is never sent by us. The package goes on unless the operator says otherwise. */
export function refundPayment(
  db: Db,
  actor: Actor,
  id: number,
  { amountMinor, reason, reference, endPackage = false }: Refund,
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'refund', async (change, payment) => {
    // What waits for approval counts as it arrived; what is paid counts as it was asked for.
    const arrived = payment.state === 'to-approve' ? (payment.told_minor ?? payment.amount_minor) : null;
    const most = arrived ?? payment.amount_minor;
    const refunded = amountMinor ?? most;
    if (refunded > most) return refuse('refund-too-large');
    await change.tx
      .updateTable('payments')
      .set({
        state: 'refunded',
        refunded_at: sql<Date>`trusted_now()`,
        refunded_minor: refunded,
        refunded_by: actor.name,
        refund_reason: reason,
        refund_reference: reference ?? null,
        ask_at: null,
      })
      .where('id', '=', id)
      .execute();
    const facts = { amountMinor: refunded, reason, ...(reference !== undefined && { reference }) };
    await noteEvent(change.tx, { paymentId: id, kind: 'state', outcome: 'refunded', facts });
    await change.audit({
      action: 'payments.refund',
      subjectKind: 'payment',
      subjectId: id,
      customerId: payment.customer_id,
      before: { state: payment.state },
      after: { ...facts, endPackage },
    });
    if (endPackage && payment.subscription_id !== null) {
      await withdrawSubscription(change, payment.subscription_id, reason);
      await noteEvent(change.tx, { paymentId: id, kind: 'package', outcome: 'ended' });
    }
    return id;
  });
}
