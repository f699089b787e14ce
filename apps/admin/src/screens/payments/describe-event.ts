import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import { type ReviewReason, reviewReasons } from '@gatehouse/domain/payments/payment-words';
import { refusalSentence } from '../../api/refusal-sentence.ts';
import type { PaymentDetail } from './payment-types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { say } from './texts.ts';

/** A sentence, and what is only worth knowing to who asks why. */
export type Said = { readonly sentence: string; readonly detail: string | null };

type Facts = Readonly<Record<string, unknown>>;
type Event = {
  readonly kind: string;
  readonly outcome: string;
  readonly facts: Facts | null;
  readonly sourceAddress?: string | null;
};
type About = Pick<PaymentDetail, 'packageName' | 'customerName' | 'method'>;

/** One event of a payment's story, in words; what is not known here is told as it is. */
export function describeEvent({ kind, outcome, facts, sourceAddress }: Event, about: About): Said {
  const told = facts ?? {};
  const said = SENTENCES[`${kind} ${outcome}`] ?? SENTENCES[kind];
  const sentence = said?.(about, told, outcome) ?? `${kind}: ${outcome}`;
  // Whose address it was matters where it was not who it said.
  const from = outcome === 'forged' && sourceAddress ? say('told_from', { address: sourceAddress }) : null;
  return { sentence, detail: [from, detailOf(told)].filter(Boolean).join('. ') || null };
}

type Sentence = (about: About, facts: Facts, outcome: string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'begin begun': ({ method }) => say('beginBegun', { method: method.name }),
  'begin failed': ({ method }) => say('beginFailed', { method: method.name }),
  'begin refused': ({ method }) => say('beginRefused', { method: method.name }),
  'ask paid': ({ method }, facts) => {
    const amount = moneyOf(facts);
    return amount === null
      ? say('askPaidSome', { method: method.name })
      : say('askPaid', { method: method.name, amount });
  },
  'ask pending': ({ method }) => say('askPending', { method: method.name }),
  'ask failed': ({ method }) => say('askFailed', { method: method.name }),
  'ask nothing': ({ method }) => say('askNothing', { method: method.name }),
  reference: ({ customerName: customer }, { reference, payment }) => {
    if (typeof reference !== 'string') return say('typedAReference', { customer });
    return typeof payment === 'number'
      ? say('typedReferenceAlso', { customer, reference, payment: String(payment) })
      : say('typedReference', { customer, reference });
  },
  cash: () => say('cashTaken'),
  'state open': ({ packageName }) => say('stateOpen', { package: packageName }),
  'state to-approve': (_, { why }) => (isReviewReason(why) ? say(`waits_${why}`) : say('waits')),
  'state paid': () => say('statePaid'),
  'state refused': () => say('stateRefused'),
  'state expired': (_, { why }) => (why === 'cash' ? say('cashExpired') : say('stateExpired')),
  'state refunded': (_, facts) => {
    const amount = moneyOf(facts);
    return amount === null ? say('stateRefundedSome') : say('stateRefunded', { amount });
  },
  'package given': ({ packageName, customerName }) =>
    say('packageGiven', { package: packageName, customer: customerName }),
  'package ended': ({ packageName }) => say('packageEnded', { package: packageName }),
  package: ({ packageName }, _, outcome) =>
    say('packageNotGiven', { package: packageName, why: reasonOf(outcome) }),
  'continued counted': (_, { payment }) => say('continuedCounted', { payment: String(payment) }),
  'continued paid-back': (_, { payment }) => say('continuedPaidBack', { payment: String(payment) }),
  continued: () => say('continuedDecided'),
  'callback heard': ({ method }) => say('callbackHeard', { method: method.name }),
  'callback repeated': ({ method }) => say('callbackRepeated', { method: method.name }),
  'callback forged': ({ method }) => say('callbackForged', { method: method.name }),
  callback: ({ method }, _, outcome) =>
    say('callbackOther', { method: method.name, notice: outcome.replaceAll('-', ' ') }),
};

function isReviewReason(why: unknown): why is ReviewReason {
  return (reviewReasons as readonly unknown[]).includes(why);
}

function reasonOf(code: string): string {
  return code in ERROR_CODES
    ? refusalSentence({ code, message: ERROR_CODES[code as ErrorCode].message })
    : code;
}

function moneyOf({ amountMinor, currency }: Facts): string | null {
  return typeof amountMinor === 'number' && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
    ? formatMoney(amountMinor, currency)
    : null;
}

/** Why, and by whom, where that is told. */
function detailOf({ why, reason, by }: Facts): string | null {
  const parts = [by, reason, isReviewReason(why) ? null : why];
  const said = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return said.length === 0 ? null : said.join(': ');
}
