import type { Actor } from '../actor.ts';
import type { Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { Outcome } from '../outcome.ts';
import { isAfterRefund } from './continue-payment.ts';
import { decidePayment, decision } from './decide-payment.ts';
import { noteEvent } from './payment-events.ts';

/** No money came, or what came is not taken. Money that a provider tells of later is heard of all the same. */
export function refusePayment(
  db: Db,
  actor: Actor,
  id: number,
  { reason }: { readonly reason: string },
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'refuse', async (change, payment) => {
    const facts = { reason, by: actor.name };
    await change.tx
      .updateTable('payments')
      .set({ state: isAfterRefund(payment) ? 'refunded' : 'refused', ...decision(change, reason) })
      .where('id', '=', id)
      .execute();
    await noteEvent(change.tx, { paymentId: id, kind: 'state', outcome: 'refused', facts });
    await change.audit({
      action: 'payments.refuse',
      subjectKind: 'payment',
      subjectId: id,
      customerId: payment.customer_id,
      before: { state: payment.state },
      after: { reason },
    });
    return id;
  });
}
