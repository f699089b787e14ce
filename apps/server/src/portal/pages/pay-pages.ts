import type { ReviewReason } from '@gatehouse/domain/payments/payment-words';
import { html } from 'hono/html';
import type { OfferedPackage } from '../offered-packages.ts';
import type { TextKey, Texts } from '../texts/translate.ts';
import { describePrice } from './describe-package.ts';
import { type Html, linkButton, note, type Page } from './frame.ts';
import { qrCode } from './qr-code.ts';

// What a visitor sees who buys. `home` is the visit's own address; pages by a payment's link know none, and name nobody.

/** When what is bought would begin. */
export type PlannedStart =
  | { readonly kind: 'now' | 'first-login' }
  /** Behind what runs now, which nothing is taken from; `at` is `null` where nobody knows when that ends. */
  | { readonly kind: 'after'; readonly name: string; readonly at: Date | null }
  /** At once, and the time that was left of what is used up is added to its end. */
  | { readonly kind: 'now-and-longer'; readonly seconds: number };

export type ShownMethod = { readonly id: number; readonly name: string };

/** A payment, as far as its pages tell of it. */
export type ShownPayment = {
  readonly id: number;
  readonly packageId: number;
  readonly packageName: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly methodName: string;
};

/** One question: how. The first tap was *Buy*, a button here is the second. */
export function buyPage(
  texts: Texts,
  home: string,
  shown: {
    offered: OfferedPackage;
    start: PlannedStart;
    methods: readonly ShownMethod[];
    /** The same for every tap on this page, so that two of them begin one payment. */
    key: string;
    fault: string | null;
  },
): Page {
  const { offered, start, methods, key, fault } = shown;
  const url = `${home}/buy/${offered.id}`;
  const buttons = methods.map(
    ({ id, name }) => html`<button class="button" name="method" value="${id}">${name}</button>`,
  );
  return {
    texts,
    title: texts.say('payHowTitle'),
    here: url,
    agreesAt: home,
    body: html`${fault === null ? '' : note(fault)}${facts(texts, [
      ['package', offered.name],
      ['price', describePrice(texts, offered)],
      ['starts', startWords(texts, start)],
    ])}<form method="post" action="${url}"><input type="hidden" name="key" value="${key}">${buttons}</form>`,
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
  };
}

/** Who wants to buy and has not said who they are: that comes first, and leads back to this package. */
export function beforeBuyingPage(texts: Texts, home: string, offered: OfferedPackage): Page {
  return {
    texts,
    title: offered.name,
    here: `${home}/buy/${offered.id}`,
    agreesAt: home,
    body: html`${facts(texts, [['price', describePrice(texts, offered)]])}<p>${texts.say('beforeBuyingLead')}</p>
${linkButton(`${home}/number`, texts.say('registerButton'))}${linkButton(`${home}/login`, texts.say('haveAccount'), 'second')}`,
    below: linkButton(home, texts.say('back'), 'second'),
  };
}

/** To the provider's own page, in this window or, by the payment's short link, in any other. */
export function payHostedPage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  shown: { payUrl: string; link: string },
): Page {
  const { payUrl, link } = shown;
  return {
    ...waiting(texts, home, payment, 'payTitle'),
    body: html`<p>${texts.say('payNowLead', { name: payment.packageName, method: payment.methodName })}</p>${linkButton(payUrl, texts.say('payNow'))}
<h2>${texts.say('elsewhereTitle')}</h2><p>${texts.say('elsewhereLead')}</p>
<p class="link"><bdi dir="ltr">${typed(link)}</bdi></p>${qrCode(link, link)}`,
  };
}

/** The provider asks on the visitor's telephone: there is no page to go to. */
export function payOnPhonePage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  askedPhone: string | null,
): Page {
  const { methodName: method } = payment;
  return {
    ...waiting(texts, home, payment, 'payOnPhoneTitle'),
    body: html`<p>${texts.say('payOnPhoneLead', { method, amount: amountOf(texts, payment) })}</p>${
      askedPhone === null ? '' : facts(texts, [['number', `\u2066${askedPhone}\u2069`]])
    }${lookAgain(texts, home, payment)}`,
  };
}

/** The provider could not be reached, or would not: nothing has begun, and the same payment is begun again. */
export function cannotBeginPage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  { wasRefused }: { readonly wasRefused: boolean },
): Page {
  const { methodName: method } = payment;
  const lead = wasRefused ? 'providerRefusedLead' : 'cannotBeginLead';
  return {
    texts,
    title: texts.say('cannotBeginTitle'),
    body: html`${note(texts.say(lead, { method }))}<form method="post" action="${paymentUrl(home, payment)}/begin"><button class="button">${texts.say('tryAgain')}</button></form>`,
    below: otherWays(texts, home, payment),
  };
}

/** What to do, in the operator's words, and a field for what the visitor got there. */
export function referencePage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  shown: { instructions: string; typed: string; fault: string | null },
): Page {
  const { instructions, typed, fault } = shown;
  const { methodName: method } = payment;
  return {
    texts,
    title: texts.say('payTitle', { amount: amountOf(texts, payment) }),
    here: paymentUrl(home, payment),
    body: html`${fault === null ? '' : note(fault)}<p>${texts.say('referenceLead', { method })}</p>${inOwnWords(instructions)}
<form method="post" action="${paymentUrl(home, payment)}/reference"><label for="reference">${texts.say('transactionNumber')}</label>
<input id="reference" name="reference" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" required maxlength="64" aria-describedby="help">
<p class="soft" id="help">${texts.say('transactionNumberHelp', { method })}</p>
<button class="button">${texts.say('havePaid')}</button></form>`,
    below: otherWays(texts, home, payment),
  };
}

/** The visitor has paid and said so; a person looks. */
export function lookedAtPage(texts: Texts, home: string, payment: ShownPayment, reference: string): Page {
  return {
    ...waiting(texts, home, payment, 'lookedAtTitle'),
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
    body: html`<p>${texts.say('lookedAtLead')}</p>${facts(texts, [
      ['transactionNumber', reference],
      ['price', amountOf(texts, payment)],
      ['paymentNumber', numberOf(payment)],
    ])}${lookAgain(texts, home, payment)}${linkButton(`${paymentUrl(home, payment)}?mend=1`, texts.say('mendNumber'), 'second')}`,
  };
}

/** To hand over money to somebody, who finds the payment by its number. */
export function counterPage(texts: Texts, home: string, payment: ShownPayment, instructions: string): Page {
  return {
    ...waiting(texts, home, payment, 'payTitle'),
    body: html`<p>${texts.say('counterLead')}</p>${inOwnWords(instructions)}${facts(texts, [
      ['paymentNumber', numberOf(payment)],
      ['package', payment.packageName],
    ])}${lookAgain(texts, home, payment)}`,
  };
}

/** Something else has arrived than was asked for, or something after somebody had decided: a person looks at it. */
export function otherMoneyPage(
  texts: Texts,
  home: string,
  payment: ShownPayment,
  why: ReviewReason | null,
): Page {
  const [title, lead] = OTHER_MONEY[why === 'after-refund' || why === 'after-refusal' ? why : 'other-amount'];
  return {
    ...waiting(texts, home, payment, title),
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
    body: html`${note(texts.say(lead, { amount: amountOf(texts, payment) }))}${facts(texts, [
      ['paymentNumber', numberOf(payment)],
    ])}${lookAgain(texts, home, payment)}`,
  };
}

const OTHER_MONEY = {
  'other-amount': ['otherAmountTitle', 'otherAmountLead'],
  'after-refund': ['laterMoneyTitle', 'afterRefundLead'],
  'after-refusal': ['laterMoneyTitle', 'afterRefusalLead'],
} as const satisfies Record<string, readonly [title: TextKey, lead: TextKey]>;

// By the payment's link: in any browser, on anybody's telephone.

/** A payment by its link: what, where and how much; of whom it is, nothing. */
export type LinkedPayment = Pick<ShownPayment, 'packageName' | 'amountMinor' | 'currency' | 'methodName'> & {
  readonly place: string | null;
};

export function payByLinkPage(
  texts: Texts,
  here: string,
  payment: LinkedPayment,
  payUrl: string | null,
): Page {
  return {
    texts,
    title: texts.say('payTitle', { amount: amountOf(texts, payment) }),
    here,
    body: html`${linkedFacts(texts, payment)}${
      payUrl === null
        ? html`<p>${texts.say('linkNoPage')}</p>`
        : html`<p>${texts.say('linkLead')}</p>${linkButton(payUrl, texts.say('payNow'))}`
    }`,
  };
}

/** Back from the provider, who has not told yet whether it was paid. */
export function askingPage(texts: Texts, here: string, payment: LinkedPayment, payUrl: string | null): Page {
  return {
    texts,
    title: texts.say('askingTitle'),
    onward: { seconds: 0, url: `${here}?back=1&again=1` },
    body: html`<p>${texts.say('askingLead', { method: payment.methodName })}</p>${linkedFacts(texts, payment)}${
      payUrl === null ? '' : linkButton(payUrl, texts.say('payNow'), 'second')
    }`,
  };
}

/** @param goUrl where this browser gets online, should it be on the telephone that shall */
export function paidByLinkPage(
  texts: Texts,
  here: string,
  payment: LinkedPayment,
  goUrl: string | null,
): Page {
  return {
    texts,
    title: texts.say('paidTitle'),
    here,
    body: html`<p>${texts.say('linkPaidLead')}</p>${linkedFacts(texts, payment)}${
      goUrl === null
        ? ''
        : html`<p>${texts.say('linkGoLead')}</p><form method="post" action="${goUrl}"><button class="button">${texts.say('goOnline')}</button></form>`
    }`,
  };
}

/** Said at a package that is bought: when it begins. */
export function startWords(texts: Texts, start: PlannedStart): string {
  switch (start.kind) {
    case 'now':
      return texts.say('startsNow');
    case 'first-login':
      return texts.say('startsFirstLogin');
    case 'now-and-longer':
      return texts.say('startsNowAndLonger', { time: texts.duration(start.seconds) });
    case 'after':
      return start.at === null
        ? texts.say('startsAfter', { name: start.name })
        : texts.say('startsAfterOn', { name: start.name, day: texts.day(start.at) });
  }
}

/** The page under itself asks again at once, and the answer is held back until there is something new. */
function waiting(texts: Texts, home: string, payment: ShownPayment, title: TextKey) {
  const here = paymentUrl(home, payment);
  return {
    texts,
    title: texts.say(title, { amount: amountOf(texts, payment) }),
    here,
    onward: { seconds: 0, url: `${here}?again=1` },
    below: otherWays(texts, home, payment),
  };
}

function lookAgain(texts: Texts, home: string, payment: ShownPayment): Html {
  return linkButton(paymentUrl(home, payment), texts.say('lookAgain'));
}

function otherWays(texts: Texts, home: string, { packageId }: ShownPayment): Html {
  return html`${linkButton(`${home}/buy/${packageId}`, texts.say('otherWay'), 'second')}${linkButton(`${home}/devices`, texts.say('back'), 'second')}`;
}

export function paymentUrl(home: string, { id }: { readonly id: number }): string {
  return `${home}/payments/${id}`;
}

export function amountOf(
  texts: Texts,
  { amountMinor, currency }: Pick<ShownPayment, 'amountMinor' | 'currency'>,
) {
  return texts.money(amountMinor, currency);
}

/** To be read out: an operator finds it by this. */
export function numberOf({ id }: ShownPayment): string {
  return String(id);
}

/** What the operator wrote; nobody knows in which language. */
function inOwnWords(instructions: string): Html | string {
  return instructions === '' ? '' : html`<p class="note text" dir="auto">${instructions}</p>`;
}

export function linkedFacts(texts: Texts, payment: LinkedPayment): Html {
  const { packageName, place } = payment;
  return facts(texts, [
    ['package', packageName],
    ...(place === null ? [] : ([['place', place]] as const)),
    ['price', amountOf(texts, payment)],
  ]);
}

export function facts(texts: Texts, rows: readonly (readonly [TextKey, string])[]): Html {
  return html`<dl>${rows.map(([key, value]) => html`<dt>${texts.say(key)}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;
}

/** As one types it: browsers find out by themselves whether it is `https`. It breaks, if it must, behind the name. */
function typed(link: string): Html {
  const { protocol, host, pathname } = new URL(link);
  return html`${protocol === 'https:' ? '' : `${protocol}//`}${host}<wbr><span>${pathname}</span>`;
}
