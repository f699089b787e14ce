import type { Actor } from '../actor.ts';
import type { Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { Outcome } from '../outcome.ts';
import { decidePayment, decision } from './decide-payment.ts';
import { noteEvent } from './payment-events.ts';

/** No money came. Money that a provider tells of later counts all the same. */
export function refusePayment(
  db: Db,
  actor: Actor,
  id: number,
  { reason }: { readonly reason: string },
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'refuse', async (change, payment) => {
    await change.tx
      .updateTable('payments')
      .set({ state: 'refused', ...decision(change, reason) })
      .where('id', '=', id)
      .execute();
    await noteEvent(change.tx, { paymentId: id, kind: 'state', outcome: 'refused', facts: { reason } });
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
