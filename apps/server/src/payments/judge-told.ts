import type { Money } from '@gatehouse/domain/money';
import { mayStep, type PaymentState, type ReviewReason } from '@gatehouse/domain/payments/payment-words';
import type { Told } from './providers/provider.ts';

/** What becomes of a payment by what its provider says, asked by us. */
export type Verdict =
  | { readonly verdict: 'believe' }
  | { readonly verdict: 'review'; readonly why: Extract<ReviewReason, 'wrong-amount' | 'wrong-currency'> }
  | { readonly verdict: 'refuse' | 'leave' };

/** Money is believed to the last unit, or not at all: more, less or other money is for a person to decide. */
export function judgeTold({ state, amount }: { state: PaymentState; amount: Money }, told: Told): Verdict {
  switch (told.told) {
    case 'paid': {
      if (!mayStep(state, 'believe')) return { verdict: 'leave' };
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
