import { html } from 'hono/html';
import type { TextKey, Texts } from '../texts/translate.ts';
import { linkButton, note, type Page } from './frame.ts';
import {
  amountOf,
  facts,
  type LinkedPayment,
  linkedFacts,
  numberOf,
  paymentUrl,
  type ShownPayment,
} from './pay-pages.ts';

// Payments of which nothing more comes by itself, on the visitor's page and by their link.

export type PaymentEnd = 'refused' | 'expired' | 'not-confirmed' | 'refunded' | 'not-granted';

/** What was given back of a payment. */
export type ShownRefund = {
  readonly minor: number;
  /** What had arrived. */
  readonly ofMinor: number;
  readonly currency: string;
  /** The package runs all the same, or will. */
  readonly goesOn: boolean;
};

const ENDS: Readonly<Record<PaymentEnd, readonly [title: TextKey, lead: TextKey]>> = {
  refused: ['notPaidTitle', 'notPaidLead'],
  expired: ['tooLateTitle', 'tooLateLead'],
  'not-confirmed': ['tooLateTitle', 'counterLateLead'],
  refunded: ['refundedTitle', 'refundedLead'],
  'not-granted': ['paidTitle', 'notGrantedLead'],
};

export function paymentOverPage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  end: Exclude<PaymentEnd, 'refunded'>,
): Page {
  const [title, lead] = ENDS[end];
  const again =
    end === 'not-granted'
      ? linkButton(paymentUrl(home, payment), texts.say('lookAgain'))
      : linkButton(`${home}/buy/${payment.packageId}`, texts.say('payAgain'));
  return {
    texts,
    title: texts.say(title),
    here: paymentUrl(home, payment),
    body: html`${note(texts.say(lead), 'bad')}${factsOf(texts, payment)}${again}`,
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
  };
}

/** All or a part was given back. Whose package goes on has no need to begin again; else more may have been paid since. */
export function refundedPage(texts: Texts, home: string, payment: ShownPayment, refund: ShownRefund): Page {
  const back = refund.goesOn ? texts.say('goOn') : texts.say('back');
  const ways = html`${linkButton(`${home}/buy/${payment.packageId}`, texts.say('payAgain'))}${linkButton(`${paymentUrl(home, payment)}?back=1`, texts.say('lookAgain'), 'second')}`;
  return {
    texts,
    title: refundTitle(texts, refund),
    here: paymentUrl(home, payment),
    body: html`${note(refundWords(texts, refund), 'good')}${factsOf(texts, payment)}${refund.goesOn ? '' : ways}`,
    below: linkButton(`${home}/devices`, back, refund.goesOn ? undefined : 'second'),
  };
}

/** @param over `refund` where that is how it ended */
export function linkOverPage(
  texts: Texts,
  here: string,
  payment: LinkedPayment,
  { end, refund }: { readonly end: PaymentEnd; readonly refund: ShownRefund | null },
): Page {
  const [title] = ENDS[end];
  const nothing = texts.say(end === 'not-granted' ? 'notGrantedLead' : 'linkOverLead');
  return {
    texts,
    title: refund === null ? texts.say(title) : refundTitle(texts, refund),
    here,
    body: html`${
      refund === null || (isWhole(refund) && !refund.goesOn)
        ? note(nothing)
        : note(refundWords(texts, refund), 'good')
    }${linkedFacts(texts, payment)}`,
  };
}

function refundTitle(texts: Texts, refund: ShownRefund): string {
  return texts.say(isWhole(refund) ? 'refundedTitle' : 'refundedPartTitle');
}

function refundWords(texts: Texts, refund: ShownRefund): string {
  const { minor, ofMinor, currency, goesOn } = refund;
  const words = { part: texts.money(minor, currency), whole: texts.money(ofMinor, currency) };
  const back = isWhole(refund) ? texts.say('refundedLead') : texts.say('refundedPartLead', words);
  return goesOn ? `${back} ${texts.say('refundedGoesOn')}` : back;
}

function isWhole({ minor, ofMinor }: ShownRefund): boolean {
  return minor >= ofMinor;
}

function factsOf(texts: Texts, payment: ShownPayment) {
  return facts(texts, [
    ['package', payment.packageName],
    ['price', amountOf(texts, payment)],
    ['paymentNumber', numberOf(payment)],
  ]);
}
