import { mayStep } from '@gatehouse/domain/payments/payment-words';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Change, Changed } from '../db/make-change.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { decision } from './decide-payment.ts';
import { lockPayment } from './find-payment.ts';
import { noteEvent } from './payment-events.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import { findSameReference, referenceTaken } from './same-reference.ts';
import { settlePayment } from './settle-payment.ts';
import { type PaymentWish, storeIn } from './store-payment.ts';

export type CashToTake = Omit<PaymentWish, 'visitId'> & {
  readonly paymentMethodId: number;
  readonly reference?: string | undefined;
};

/**
 * An operator takes money at the counter: paid and given at once. What the visitor began themselves is settled with it.
 * Sent twice with one key, it is one payment.
 */
export function takeCash(
  { db, secretBox }: Pick<PaymentParts, 'db' | 'secretBox'>,
  actor: Actor,
  cash: CashToTake,
): Promise<Changed<Outcome<number>>> {
  return applyChange(db, actor, async (change) => {
    const method = await openMethod(change.tx, secretBox, cash.paymentMethodId);
    if (method === null || method.provider.way.kind !== 'counter') return refuse('payment-method-unusable');
    const taken = await findTaken(change, cash);
    if (taken !== null) return taken;
    const id = await storeIn(change.tx, method, { ...cash, visitId: null });
    if (isRefused(id)) return id;
    const payment = await lockPayment(change.tx, id);
    if (payment === null || !mayStep(payment.state, 'approve')) return id;
    await noteEvent(change.tx, {
      paymentId: id,
      paymentMethodId: method.row.id,
      kind: 'cash',
      outcome: 'taken',
      eventId: nameOf(cash),
    });
    const { reference } = cash;
    const other = reference === undefined ? null : await findSameReference(change.tx, payment, reference);
    if (other !== null) return referenceTaken(other);
    const received = { minor: payment.amount_minor, currency: payment.currency };
    await settlePayment(change, payment, received, {
      ...decision(change, undefined),
      ...(reference !== undefined && { entered_reference: reference }),
    });
    return id;
  });
}

/** By this key before; whoever sends it again at the same moment waits here for the customer. */
async function findTaken({ tx }: Change, cash: CashToTake): Promise<Outcome<number> | null> {
  await tx.selectFrom('customers').select('id').where('id', '=', cash.customerId).forUpdate().execute();
  const taken = await tx
    .selectFrom('payment_events as e')
    .innerJoin('payments as p', 'p.id', 'e.payment_id')
    .select(['p.id', 'p.customer_id', 'p.service_package_id'])
    .where('e.payment_method_id', '=', cash.paymentMethodId)
    .where('e.event_id', '=', nameOf(cash))
    .executeTakeFirst();
  if (taken === undefined) return null;
  const isSame = taken.customer_id === cash.customerId && taken.service_package_id === cash.servicePackageId;
  return isSame ? taken.id : refuse('idempotency-key-used');
}

const nameOf = ({ idempotencyKey }: CashToTake): string => `counter ${idempotencyKey}`;
