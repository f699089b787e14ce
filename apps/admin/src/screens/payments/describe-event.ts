import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import { REVIEW_LABELS } from './payment-words.ts';
import type { PaymentDetail } from './payment-types.ts';
import { formatMoney } from '../../parts/format/money.ts';

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
  const from = outcome === 'forged' && sourceAddress ? `From ${sourceAddress}` : null;
  return { sentence, detail: [from, detailOf(told)].filter(Boolean).join('. ') || null };
}

type Sentence = (about: About, facts: Facts, outcome: string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'begin begun': ({ method }) => `${method.name} took it: the visitor can pay.`,
  'begin failed': ({ method }) => `${method.name} could not be reached, or did not take it.`,
  'begin refused': ({ method }) => `${method.name} was asked, and refused it.`,
  'ask paid': ({ method }, facts) =>
    `Asked, ${method.name} said that ${moneyOf(facts) ?? 'the money'} has arrived.`,
  'ask pending': ({ method }) => `Asked, ${method.name} said that nothing has arrived yet.`,
  'ask failed': ({ method }) => `Asked, ${method.name} said that it was not paid.`,
  'ask nothing': ({ method }) => `${method.name} was asked, and there was no answer to go by.`,
  reference: ({ customerName }, facts) =>
    typeof facts['reference'] === 'string'
      ? `${customerName} typed the reference ${facts['reference']}${also(facts)}.`
      : `${customerName} typed a reference.`,
  cash: () => 'Cash was taken at the counter.',
  'state open': ({ packageName }) => `Begun, for ${packageName}.`,
  'state to-approve': (_, { why }) => {
    const label = typeof why === 'string' ? REVIEW_LABELS[why as keyof typeof REVIEW_LABELS] : undefined;
    return label === undefined ? 'Waits for an operator.' : `Waits for an operator: ${lower(label)}.`;
  },
  'state paid': () => 'Counts as paid.',
  'state refused': () => 'Refused.',
  'state expired': (_, { why }) =>
    why === 'cash'
      ? 'Nobody confirmed that the cash was handed over. If it was, approve it all the same.'
      : 'Nobody paid in time. Money that comes later counts all the same.',
  'state refunded': (_, facts) => {
    const money = moneyOf(facts);
    return money === null ? 'A refund was put on record.' : `A refund of ${money} was put on record.`;
  },
  'package given': ({ packageName, customerName }) => `${packageName} was given to ${customerName}.`,
  'package ended': ({ packageName }) => `${packageName} was ended.`,
  package: ({ packageName }, _, outcome) => `${packageName} could not be given. ${reasonOf(outcome)}`,
  'continued counted': (_, { payment }) =>
    `What arrived after the refund counts as payment ${String(payment)}.`,
  'continued paid-back': (_, { payment }) =>
    `What arrived after the refund was paid back too, as payment ${String(payment)}.`,
  continued: () => 'What arrived after the refund was decided about.',
  'callback heard': ({ method }) => `${method.name} told us that something happened, so it is asked.`,
  'callback repeated': ({ method }) => `${method.name} told us the same once more.`,
  'callback forged': ({ method }) =>
    `Somebody wrote to us in the name of ${method.name}, with a wrong signature. It was refused.`,
  callback: ({ method }, _, outcome) => `${method.name} sent a notice: ${outcome.replaceAll('-', ' ')}.`,
};

function also({ payment }: Facts): string {
  return typeof payment === 'number' ? `, which payment ${payment} has too` : '';
}

function reasonOf(code: string): string {
  return code in ERROR_CODES ? ERROR_CODES[code as ErrorCode].message : code;
}

function moneyOf({ amountMinor, currency }: Facts): string | null {
  return typeof amountMinor === 'number' && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
    ? formatMoney(amountMinor, currency)
    : null;
}

/** Why, and by whom, where that is told. */
function detailOf({ why, reason, by }: Facts): string | null {
  const parts = [by, reason, typeof why === 'string' && why in REVIEW_LABELS ? null : why];
  const said = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return said.length === 0 ? null : said.join(': ');
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
