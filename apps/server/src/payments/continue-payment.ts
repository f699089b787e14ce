import type { Money } from '@gatehouse/domain/money';
import type { Change } from '../db/make-change.ts';
import type { Row } from '../db/schema.ts';
import { decision } from './decide-payment.ts';
import { noteEvent } from './payment-events.ts';

/** What the provider says has arrived. */
export function toldMoney({ told_minor, told_currency }: Row<'payments'>): Money | null {
  return told_minor === null || told_currency === null
    ? null
    : { minor: told_minor, currency: told_currency };
}

/** Money that came after a refund. */
export function isAfterRefund({ state, review_reason }: Row<'payments'>): boolean {
  return state === 'to-approve' && review_reason === 'after-refund';
}

/**
 * The row in which a decision about money counts. What arrived after a refund gets one of its own, so that what was sold
 * and paid back before stays as it stands in the books.
 */
export async function rowToDecide({ tx }: Change, payment: Row<'payments'>): Promise<Row<'payments'>> {
  if (!isAfterRefund(payment)) return payment;
  const { count } = await tx
    .selectFrom('payments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('continues_id', '=', payment.id)
    .executeTakeFirstOrThrow();
  const values = {
    idempotency_key: `after refund of ${payment.id}: ${count + 1}`,
    continues_id: payment.id,
    customer_id: payment.customer_id,
    service_package_id: payment.service_package_id,
    package_name: payment.package_name,
    zone_id: payment.zone_id,
    visit_id: payment.visit_id,
    payment_method_id: payment.payment_method_id,
    amount_minor: payment.amount_minor,
    currency: payment.currency,
    state: 'to-approve',
    review_reason: 'after-refund',
    told_minor: payment.told_minor,
    told_currency: payment.told_currency,
    expires_at: payment.expires_at,
  } as const;
  const row = await tx.insertInto('payments').values(values).returningAll().executeTakeFirstOrThrow();
  const facts = { why: 'after-refund' };
  await noteEvent(tx, { paymentId: row.id, kind: 'state', outcome: 'to-approve', facts });
  return row;
}

/** The first payment stands as refunded again; its story says where the rest counts. */
export async function endAfterRefund(
  change: Change,
  payment: Row<'payments'>,
  decided: Row<'payments'>,
  outcome: 'counted' | 'paid-back',
  reason: string | undefined,
): Promise<void> {
  if (decided.id === payment.id) return;
  await change.tx
    .updateTable('payments')
    .set({ state: 'refunded', ...decision(change, reason) })
    .where('id', '=', payment.id)
    .execute();
  const facts = { payment: decided.id, by: change.actor.name };
  await noteEvent(change.tx, { paymentId: payment.id, kind: 'continued', outcome, facts });
}
