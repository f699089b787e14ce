import type { ErrorCode } from '@gatehouse/domain/error-codes';
import type { Money } from '@gatehouse/domain/money';
import { sql, type UpdateObject } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Row, Schema } from '../db/schema.ts';
import { isRefused } from '../outcome.ts';
import { grantPackage } from '../subscriptions/grant-package.ts';
import { noteEvent } from './payment-events.ts';

/** What else a step writes into a payment's row. */
export type PaymentChange = Omit<
  UpdateObject<Schema, 'payments', 'payments'>,
  'state' | 'received_minor' | 'received_currency' | 'subscription_id' | 'not_granted'
>;

/**
 * The money is there: paid, and the package given, in one transaction. Whoever calls it holds the payment's row and has
 * looked whether it may. Where the package cannot be given the payment is paid all the same, and says why.
 *
 * @param received what has arrived: this counts, whatever was asked for
 * @param more what else is known by now, into the same row
 */
export async function settlePayment(
  change: Change,
  payment: Row<'payments'>,
  received: Money,
  more: PaymentChange = {},
): Promise<void> {
  const { tx, audit } = change;
  await tx
    .updateTable('payments')
    .set({
      ...more,
      state: 'paid',
      received_minor: received.minor,
      received_currency: received.currency,
      paid_at: sql<Date>`trusted_now()`,
      ask_at: null,
    })
    .where('id', '=', payment.id)
    .execute();
  await noteEvent(tx, { paymentId: payment.id, kind: 'state', outcome: 'paid' });
  await audit({
    action: 'payments.pay',
    subjectKind: 'payment',
    subjectId: payment.id,
    customerId: payment.customer_id,
    before: { state: payment.state },
    after: { amountMinor: received.minor, currency: received.currency, package: payment.package_name },
  });
  await givePackage(change, payment);
}

/** What was paid for. `null`: it is given now; else why it cannot be. */
export async function givePackage(change: Change, payment: Row<'payments'>): Promise<ErrorCode | null> {
  const given = await grantPackage(change, payment.customer_id, {
    servicePackageId: payment.service_package_id,
  });
  const refused = isRefused(given) ? given.refused : null;
  await change.tx
    .updateTable('payments')
    .set({ subscription_id: isRefused(given) ? null : given.id, not_granted: refused })
    .where('id', '=', payment.id)
    .execute();
  await noteEvent(change.tx, { paymentId: payment.id, kind: 'package', outcome: refused ?? 'given' });
  return refused;
}
