import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Changed } from '../db/make-change.ts';
import { mayStep } from '@gatehouse/domain/payments/payment-words';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { decision } from './decide-payment.ts';
import { lockPayment } from './find-payment.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import { settlePayment } from './settle-payment.ts';
import { type PaymentWish, storeIn } from './store-payment.ts';

/** An operator takes money at the counter: paid and given at once. Sent twice with one key, it is one payment. */
export function takeCash(
  { db, secretBox }: Pick<PaymentParts, 'db' | 'secretBox'>,
  actor: Actor,
  wish: Omit<PaymentWish, 'visitId'> & {
    readonly paymentMethodId: number;
    readonly reference?: string | undefined;
  },
): Promise<Changed<Outcome<number>>> {
  return applyChange(db, actor, async (change) => {
    const method = await openMethod(change.tx, secretBox, wish.paymentMethodId);
    if (method === null || method.provider.way.kind !== 'counter') return refuse('payment-method-unusable');
    const id = await storeIn(change.tx, method, { ...wish, visitId: null });
    if (isRefused(id)) return id;
    const payment = await lockPayment(change.tx, id);
    if (payment === null || !mayStep(payment.state, 'approve')) return id;
    await settlePayment(change, payment, {
      ...decision(change, undefined),
      ...(wish.reference !== undefined && { entered_reference: wish.reference }),
    });
    return id;
  });
}
