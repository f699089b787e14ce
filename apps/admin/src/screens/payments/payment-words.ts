import type { Money } from '@gatehouse/domain/money';
import type { PaymentState } from '@gatehouse/domain/payments/payment-words';
import { formatAmountOf, formatMoney } from '../../parts/format/money.ts';
import type { Meaning } from '../../parts/StateMark.tsx';
import type { Payment } from './payment-types.ts';
import { say } from './texts.ts';

export const STATE_LABELS: Readonly<Record<PaymentState, { label: string; meaning: Meaning }>> = {
  open: { label: say('state_open'), meaning: 'quiet' },
  'to-approve': { label: say('state_to-approve'), meaning: 'amber' },
  paid: { label: say('state_paid'), meaning: 'green' },
  refused: { label: say('state_refused'), meaning: 'red' },
  expired: { label: say('state_expired'), meaning: 'quiet' },
  refunded: { label: say('state_refunded'), meaning: 'quiet' },
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
  if (state === 'paid' && notGranted !== null) return { label: say('paidNoPackage'), meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'wrong-amount')
    return { label: say('wrongAmount'), meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'wrong-currency')
    return { label: say('wrongCurrency'), meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'after-refund')
    return { label: say('afterRefund'), meaning: 'amber' };
  if (state === 'to-approve' && reviewReason === 'after-refusal')
    return { label: say('afterRefusal'), meaning: 'amber' };
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
  const part = formatAmountOf(refundedMinor, receivedCurrency);
  const whole = formatAmountOf(receivedMinor, receivedCurrency);
  return { label: say('refundedPart', { part, whole }), meaning: 'green' } as const;
}

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
    ? say('somethingElse')
    : formatMoney(toldMinor, toldCurrency);
}

/** What a payment waits for, in a sentence with the way out; `null`: for nothing and nobody. */
export function describeNeed(payment: Payment): string | null {
  const { state, reviewReason, notGranted } = payment;
  const { customerName: customer, packageName } = payment;
  const method = payment.method.name;
  const asked = formatMoney(payment.amountMinor, payment.currency);
  if (state === 'paid' && notGranted !== null) return say('needPackage', { asked, package: packageName });
  if (state !== 'to-approve' || reviewReason === null) return null;
  const told = toldMoney(payment);
  switch (reviewReason) {
    case 'cash':
      return say('needCash', { customer, asked });
    case 'reference': {
      const { sameReferenceId: other, enteredReference: reference } = payment;
      const sent =
        reference === null
          ? say('needTold', { customer, asked, method })
          : say('needReference', { customer, asked, method, reference });
      return other === null ? sent : `${sent} ${say('needTwice', { other })}`;
    }
    case 'wrong-amount':
      return say('needWrongAmount', { method, told, asked });
    case 'wrong-currency':
      return say('needWrongCurrency', { method, told, asked });
    case 'after-refusal':
      return say('needAfterRefusal', { told, method });
    case 'after-refund':
      return say('needAfterRefund', { told, method, package: packageName });
  }
}
