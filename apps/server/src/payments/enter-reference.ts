import type { Actor } from '../actor.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { decidePayment } from './decide-payment.ts';
import { findPayment, type Payment } from './find-payment.ts';
import { noteEvent } from './payment-events.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import { findSameReference } from './same-reference.ts';
import { PAYMENTS_ACTOR } from './believe-payment.ts';

/**
 * What the visitor was told where they paid: an operator compares it with what arrived. It may be mended until somebody
 * has decided. One that stands for another payment too is taken all the same, and named to who decides; whoever types it
 * learns nothing of it. Refused: `reference-unreadable`, `payment-decided`, `payment-method-unusable`.
 */
export async function enterReference(
  { db, secretBox }: PaymentParts,
  payment: Pick<Payment, 'id' | 'payment_method_id'>,
  typed: string,
  actor: Actor = PAYMENTS_ACTOR,
): Promise<Outcome<Payment>> {
  const method = await openMethod(db, secretBox, payment.payment_method_id);
  if (method === null || method.provider.way.kind !== 'reference') return refuse('payment-method-unusable');
  const reference = method.provider.way.readReference(method.settings, typed);
  if (reference === null) return refuse('reference-unreadable');
  const { value } = await decidePayment(db, actor, payment.id, 'enter', async (change, row) => {
    if (row.entered_reference === reference) return row.id;
    const other = await findSameReference(change.tx, row, reference);
    await change.tx
      .updateTable('payments')
      .set({ entered_reference: reference, state: 'to-approve', review_reason: 'reference' })
      .where('id', '=', row.id)
      .execute();
    await noteEvent(change.tx, {
      paymentId: row.id,
      kind: 'reference',
      outcome: 'entered',
      facts: { reference, ...(other !== null && { payment: other.id }) },
    });
    if (row.state !== 'to-approve')
      await noteEvent(change.tx, { paymentId: row.id, kind: 'state', outcome: 'to-approve' });
    return row.id;
  });
  if (isRefused(value)) return value;
  return (await findPayment(db, value)) ?? refuse('not-found');
}
