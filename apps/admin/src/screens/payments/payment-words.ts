import { type Money, writeDecimal } from '@gatehouse/domain/money';
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
  ...money
}: Pick<
  Payment,
  'state' | 'notGranted' | 'reviewReason' | 'refundedMinor' | 'receivedMinor' | 'receivedCurrency'
>): { readonly label: string; readonly meaning: Meaning } {
  if (state === 'paid' && notGranted !== null) return { label: 'Paid, no package', meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'wrong-amount')
    return { label: 'Wrong amount', meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'wrong-currency')
    return { label: 'Wrong currency', meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'after-refund')
    return { label: 'After refund', meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'after-refusal')
    return { label: 'After refusal', meaning: 'amber' };
  if (state === 'refunded') return refundOf(money) ?? STATE_LABELS.refunded;
  return STATE_LABELS[state];
}

/** A part was given back: the rest is still there. */
function refundOf({
  refundedMinor,
  receivedMinor,
  receivedCurrency,
}: Pick<Payment, 'refundedMinor' | 'receivedMinor' | 'receivedCurrency'>) {
  if (refundedMinor === null || receivedMinor === null || receivedCurrency === null) return null;
  if (refundedMinor >= receivedMinor) return null;
  const [part, whole] = [refundedMinor, receivedMinor].map((minor) =>
    writeDecimal({ minor, currency: receivedCurrency }),
  );
  return { label: `Refunded ${part} of ${whole}`, meaning: 'green' } as const;
}

export const REVIEW_LABELS: Readonly<Record<ReviewReason, string>> = {
  cash: 'Cash to be handed over',
  reference: 'Reference to be checked',
  'wrong-amount': 'Another amount arrived',
  'wrong-currency': 'Another currency arrived',
  'after-refusal': 'Money arrived after it was refused',
  'after-refund': 'Money arrived after it was refunded',
};

/** Something arrived, but not what was asked for. */
export function isWrongMoney({ state, reviewReason }: Pick<Payment, 'state' | 'reviewReason'>): boolean {
  return state === 'to-approve' && (reviewReason === 'wrong-amount' || reviewReason === 'wrong-currency');
}

/** Money that came when somebody had decided already: what is new of it, a person knows. */
export function isAfterDecision({ state, reviewReason }: Pick<Payment, 'state' | 'reviewReason'>): boolean {
  return state === 'to-approve' && (reviewReason === 'after-refund' || reviewReason === 'after-refusal');
}

/** What counts: what has arrived, or what was asked for while nothing is believed. */
export function countedMoney({ receivedMinor, receivedCurrency, amountMinor, currency }: Payment): Money {
  return receivedMinor === null || receivedCurrency === null
    ? { minor: amountMinor, currency }
    : { minor: receivedMinor, currency: receivedCurrency };
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
    case 'reference': {
      const { sameReferenceId: other } = payment;
      const twice =
        other === null ? '' : ` Payment ${other} has the same reference: one transfer counts once.`;
      return `${customerName} says that ${asked} was sent by ${method.name}, as ${enteredReference ?? 'told'}. Look whether it has arrived, with this reference and this amount, then approve.${twice}`;
    }
    case 'wrong-amount':
      return `${method.name} says that ${toldMoney(payment)} arrived instead of ${asked}. Nothing was given. Settle it with the customer, then approve or refund.`;
    case 'wrong-currency':
      return `${method.name} says that ${toldMoney(payment)} arrived instead of ${asked}. Nothing was given. Approve if that is enough, or refund.`;
    case 'after-refusal':
      return `${toldMoney(payment)} arrived after this was refused, as ${method.name} says. Nothing was given. Settle it with the customer, then approve or refund.`;
    case 'after-refund':
      return `${toldMoney(payment)} arrived after this was refunded, as ${method.name} says. Nothing was given. Approve to give ${payment.packageName} for it, refund once it is paid back, or leave it.`;
  }
}
