import type { PaymentState, ReviewReason } from '@gatehouse/domain/payments/payment-words';
import { formatMoney } from '../../parts/format/money.ts';
import type { Meaning } from '../../parts/StateMark.tsx';
import type { Payment } from './payment-types.ts';

export const STATE_LABELS: Readonly<Record<PaymentState, { label: string; meaning: Meaning }>> = {
  open: { label: 'Open', meaning: 'quiet' },
  'to-approve': { label: 'To approve', meaning: 'amber' },
  paid: { label: 'Paid', meaning: 'green' },
  refused: { label: 'Refused', meaning: 'red' },
  expired: { label: 'Expired', meaning: 'quiet' },
  refunded: { label: 'Refunded', meaning: 'quiet' },
};

/** How a payment stands at a glance: one that was paid and brought no package is not done. */
export function stateOf({
  state,
  notGranted,
  reviewReason,
}: Pick<Payment, 'state' | 'notGranted' | 'reviewReason'>) {
  if (state === 'paid' && notGranted !== null)
    return { label: 'Paid, no package', meaning: 'amber' } as const;
  if (state === 'to-approve' && reviewReason === 'wrong-amount')
    return { label: 'Wrong amount', meaning: 'amber' } as const;
  if (state === 'to-approve' && reviewReason === 'wrong-currency')
    return { label: 'Wrong currency', meaning: 'amber' } as const;
  return STATE_LABELS[state];
}

export const REVIEW_LABELS: Readonly<Record<ReviewReason, string>> = {
  cash: 'Cash to be handed over',
  reference: 'Reference to be checked',
  'wrong-amount': 'Another amount arrived',
  'wrong-currency': 'Another currency arrived',
};

/** Something arrived, but not what was asked for. */
export function isWrongMoney({ state, reviewReason }: Pick<Payment, 'state' | 'reviewReason'>): boolean {
  return state === 'to-approve' && (reviewReason === 'wrong-amount' || reviewReason === 'wrong-currency');
}

/** What the provider says has arrived, where that is not what was asked. */
export function toldMoney({ toldMinor, toldCurrency }: Payment): string {
  return toldMinor === null || toldCurrency === null
    ? 'something else'
    : formatMoney(toldMinor, toldCurrency);
}

/** What a payment waits for, in a sentence with the way out; `null`: for nothing and nobody. */
export function describeNeed(payment: Payment): string | null {
  const { state, reviewReason, customerName, enteredReference, notGranted, method } = payment;
  const asked = formatMoney(payment.amountMinor, payment.currency);
  if (state === 'paid' && notGranted !== null)
    return `${asked} has been paid, but ${payment.packageName} could not be given. Give the package, or refund.`;
  if (state !== 'to-approve' || reviewReason === null) return null;
  switch (reviewReason) {
    case 'cash':
      return `${customerName} wants to pay ${asked} in cash. Approve once you have the money.`;
    case 'reference':
      return `${customerName} says that ${asked} was sent by ${method.name}, as ${enteredReference ?? 'told'}. Look whether it has arrived, with this reference and this amount, then approve.`;
    case 'wrong-amount':
      return `${method.name} says that ${toldMoney(payment)} arrived instead of ${asked}. Nothing was given. Settle it with the customer, then approve or refund.`;
    case 'wrong-currency':
      return `${method.name} says that ${toldMoney(payment)} arrived instead of ${asked}. Nothing was given. Approve if that is enough, or refund.`;
  }
}
