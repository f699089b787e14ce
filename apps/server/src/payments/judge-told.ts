import type { Money } from '@gatehouse/domain/money';
import { mayStep, type PaymentState, type ReviewReason } from '@gatehouse/domain/payments/payment-words';
import type { Told } from './providers/provider.ts';

/** What becomes of a payment by what its provider says, asked by us. */
export type Verdict =
  | { readonly verdict: 'believe' }
  | { readonly verdict: 'review'; readonly why: Extract<ReviewReason, 'wrong-amount' | 'wrong-currency'> }
  | { readonly verdict: 'refuse' | 'leave' };

type Judged = {
  readonly state: PaymentState;
  readonly amount: Money;
  /** What the provider had told before, wrong as it was: who refused the payment then has seen it. */
  readonly known: Money | null;
};

/** Money is believed to the last unit, or not at all: more, less or other money is for a person to decide. */
export function judgeTold({ state, amount, known }: Judged, told: Told): Verdict {
  switch (told.told) {
    case 'paid': {
      if (!mayStep(state, 'believe')) return { verdict: 'leave' };
      if (state === 'refused' && isSame(told.amount, known)) return { verdict: 'leave' };
      if (told.amount.currency !== amount.currency) return { verdict: 'review', why: 'wrong-currency' };
      return told.amount.minor === amount.minor
        ? { verdict: 'believe' }
        : { verdict: 'review', why: 'wrong-amount' };
    }
    case 'failed':
      return { verdict: state === 'open' ? 'refuse' : 'leave' };
    default:
      return { verdict: 'leave' };
  }
}

function isSame(amount: Money, other: Money | null): boolean {
  return other !== null && amount.minor === other.minor && amount.currency === other.currency;
}
