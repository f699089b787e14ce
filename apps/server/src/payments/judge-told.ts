import type { Money } from '@gatehouse/domain/money';
import { mayStep, type PaymentState, type ReviewReason } from '@gatehouse/domain/payments/payment-words';
import type { Told } from './providers/provider.ts';

/** What a person had decided already, having seen what arrived: what comes then is for a person again. */
export type DecidedBefore = Extract<ReviewReason, 'after-refusal' | 'after-refund'>;

/** What becomes of a payment by what its provider says, asked by us. */
export type Verdict =
  | { readonly verdict: 'believe' }
  | {
      readonly verdict: 'review';
      readonly why: Extract<ReviewReason, 'wrong-amount' | 'wrong-currency'> | DecidedBefore;
    }
  | { readonly verdict: 'refuse' | 'leave' };

type Judged = {
  readonly state: PaymentState;
  readonly amount: Money;
  /** What had arrived before, as far as is known: who decided about the payment has seen it. */
  readonly known: Money | null;
  /** `null`: nobody has decided about money that they had seen. */
  readonly decided: DecidedBefore | null;
};

/** Money is believed to the last unit, or not at all: more, less or other money is for a person to decide. */
export function judgeTold({ state, amount, known, decided }: Judged, told: Told): Verdict {
  switch (told.told) {
    case 'paid': {
      if (!mayStep(state, 'ask')) return { verdict: 'leave' };
      if (decided !== null)
        return isNews(told.amount, known, amount)
          ? { verdict: 'review', why: decided }
          : { verdict: 'leave' };
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

/** More than was known of, other money, or what was asked for after all. Less is what was paid back. */
function isNews(told: Money, known: Money | null, asked: Money): boolean {
  if (known === null) return told.minor > 0;
  if (told.currency !== known.currency) return told.minor > 0;
  return told.minor > known.minor || (isSame(told, asked) && !isSame(known, asked));
}

function isSame(amount: Money, other: Money): boolean {
  return amount.minor === other.minor && amount.currency === other.currency;
}
