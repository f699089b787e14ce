import { textFor } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { html } from 'hono/html';
import type { PortalLook } from '../../hotspot-zones/portal-look.ts';
import type { CustomerOverview, PackageLeft } from '../customer-overview.ts';
import type { Offered, OfferedPackage } from '../offered-packages.ts';
import type { PendingCode } from '../portal-codes.ts';
import type { PackageOver } from '../package-over.ts';
import type { TextKey, Texts } from '../texts/translate.ts';
import { describePrice } from './describe-package.ts';
import { type Html, linkButton, note, ownText, type Page } from './frame.ts';
import { packageList } from './package-list.ts';

// One function, one page. `home` is the visit's own address: everything a page leads to begins with it.

export function welcomePage(
  texts: Texts,
  home: string,
  shown: {
    look: PortalLook;
    offered: Offered;
    packageOver: PackageOver | null;
    mayRegister: boolean;
    /** There are some that could be redeemed. */
    vouchers?: boolean;
  },
): Page {
  const { look, offered, packageOver, mayRegister, vouchers = false } = shown;
  const welcome = textFor(look.welcomeTexts, texts.language, look.defaultLanguage);
  const lead = welcome === null ? html`<p>${texts.say('welcomeLead')}</p>` : ownText(welcome);
  return {
    texts,
    title: texts.say('welcomeTitle', { zone: look.name }),
    here: home,
    agreesAt: home,
    body: html`${packageOver === null ? lead : note(texts.say(`refused_${packageOver}`))}
${mayRegister ? linkButton(`${home}/number`, texts.say('registerButton')) : ''}${linkButton(`${home}/login`, texts.say('haveAccount'), mayRegister ? 'second' : '')}${vouchers ? voucherLink(texts, home) : ''}`,
    below: packageList(texts, offered, home, false),
  };
}

export function voucherLink(texts: Texts, home: string): Html {
  return linkButton(`${home}/voucher`, texts.say('voucherButton'), 'second');
}

export function accountPage(
  texts: Texts,
  home: string,
  { username, fault, byNumber = false }: { username: string; fault: string | null; byNumber?: boolean },
): Page {
  return {
    texts,
    title: texts.say('accountTitle'),
    here: `${home}/login`,
    body: html`${fault === null ? html`<p>${texts.say('accountLead')}</p>` : note(fault)}
<form method="post" action="${home}/login">
<label for="username">${texts.say('username')}</label>
<input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr" required maxlength="253">
<label for="password">${texts.say('password')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" dir="ltr" required maxlength="128">
<button class="button">${texts.say('logIn')}</button></form>`,
    agreesAt: home,
    below: html`${byNumber ? linkButton(`${home}/number`, texts.say('byNumber'), 'second') : ''}${linkButton(home, texts.say('back'), 'second')}`,
  };
}

/** The browser goes on by itself, and by a link where it does not: to the gateway, by GET. */
export function handOverPage(texts: Texts, url: string): Page {
  return {
    texts,
    title: texts.say('handOverTitle'),
    onward: { seconds: 0, url },
    body: html`<p>${texts.say('handOverLead')}</p>${linkButton(url, texts.say('handOverContinue'))}`,
  };
}

const TICK = html`<svg class="tick" viewBox="0 0 72 72" aria-hidden="true"><circle cx="36" cy="36" r="33" fill="none" stroke="currentColor" stroke-width="6"/><path d="M21 37l10 10 20-22" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export function onlinePage(texts: Texts, left: PackageLeft | null, ownPage: Onward | null): Page {
  return {
    texts,
    title: texts.say('onlineTitle'),
    body: html`${TICK}
<p>${texts.say('onlineLead')}</p>${left === null ? '' : leftList(texts, left)}${
      ownPage === null ? '' : onwardButton(ownPage, texts.say('devicesTitle'), 'second')
    }`,
  };
}

/** Where a page leads; what makes something new goes by POST, so that no link in passing does it. */
type Onward = { readonly url: string; readonly byForm?: boolean };

function onwardButton({ url, byForm = false }: Onward, label: string, kind: 'second' | '' = ''): Html {
  return byForm
    ? html`<form method="post" action="${url}"><button class="button ${kind}">${label}</button></form>`
    : linkButton(url, label, kind);
}

/** The gateway says that the phone is online: whose it is, nobody has proved. */
export function alreadyOnlinePage(
  texts: Texts,
  home: string,
  { ownUrl, logoutUrl }: { ownUrl: string; logoutUrl: string | null },
): Page {
  return {
    texts,
    title: texts.say('onlineTitle'),
    here: `${home}/status`,
    body: html`${TICK}
<p>${texts.say('alreadyOnlineLead')}</p>${linkButton(ownUrl, texts.say('ownPage'))}${
      logoutUrl === null ? '' : linkButton(logoutUrl, texts.say('logOutHere'), 'second')
    }`,
  };
}

const TWO_DAYS_SECONDS = 2 * 86_400;

export function leftList(texts: Texts, left: PackageLeft): Html {
  const { endsAt, secondsLeft, onlineSecondsLeft, bytesLeft, quotaBytes, waitingSeconds } = left;
  const rows: [TextKey, string][] = [];
  if (waitingSeconds !== null)
    rows.push(['timeLeft', `${texts.duration(waitingSeconds)}, ${texts.say('notBegun')}`]);
  else rows.push(['timeLeft', secondsLeft === null ? texts.say('unlimited') : texts.duration(secondsLeft)]);
  // Near the end the time that is left says it better than a date could.
  if (endsAt !== null && (secondsLeft ?? 0) > TWO_DAYS_SECONDS) rows.push(['validUntil', texts.day(endsAt)]);
  if (onlineSecondsLeft !== null) rows.push(['onlineTimeLeft', texts.duration(onlineSecondsLeft)]);
  rows.push([
    'volumeLeft',
    bytesLeft === null ? texts.say('unlimited') : texts.volume(bytesLeft, quotaBytes ?? bytesLeft),
  ]);
  return html`<h2>${texts.say('packageLeft', { name: left.packageName })}</h2>
<dl>${rows.map(([key, value]) => html`<dt>${texts.say(key)}</dt><dd>${value}</dd>`)}</dl>`;
}

export function waitingPage(texts: Texts, here: string): Page {
  return {
    texts,
    title: texts.say('waitingTitle'),
    // At once, for the answer is held back until there is something new: a page that changes by itself later on takes
    // whoever reads it slowly by surprise.
    onward: { seconds: 0, url: here },
    body: html`<p>${texts.say('waitingLead')}</p>${linkButton(here, texts.say('lookAgain'))}`,
  };
}

type PackagesToHave = {
  readonly offered: Offered;
  readonly home: string;
  readonly renewed: OfferedPackage | null;
  readonly next: CustomerOverview['next'];
  /** There are some that could be redeemed. */
  readonly vouchers: boolean;
};

/** A login that the router refused, said in words; `onward` is the way to try again. */
export function refusedPage(
  texts: Texts,
  shown: {
    sentence: string;
    /** `null`: there is none. */
    onward: { url: string; label: string } | null;
    packages?: PackagesToHave;
    /** Trying again makes something new: by POST, so that no link in passing does it. */
    byForm?: boolean;
  },
): Page {
  const { sentence, onward, packages, byForm = false } = shown;
  const button =
    onward === null
      ? ''
      : byForm
        ? html`<form method="post" action="${onward.url}"><button class="button">${onward.label}</button></form>`
        : linkButton(onward.url, onward.label, offersAny(packages?.offered.packages) ? 'second' : '');
  return {
    texts,
    title: texts.say('refusedTitle'),
    body: html`${note(sentence)}${packages === undefined ? '' : packagesToHave(texts, packages)}${button}`,
  };
}

/** Proved and without a package ever: nothing went wrong, this is the next step. */
export function choosePage(
  texts: Texts,
  home: string,
  offered: Offered,
  { vouchers = false, said = null }: { readonly vouchers?: boolean; readonly said?: string | null } = {},
): Page {
  return {
    texts,
    title: texts.say('chooseTitle'),
    here: home,
    body: html`<p>${texts.say('refused_never')}</p>${said === null ? '' : note(said, 'good')}${packageList(texts, offered, home)}${vouchers ? voucherLink(texts, home) : ''}${linkButton(`${home}/go`, texts.say('tryAgain'), 'second')}`,
  };
}

export function nextPackage(texts: Texts, next: CustomerOverview['next']): Html | string {
  if (next === null) return '';
  const { name, startsAt } = next;
  const sentence =
    startsAt === null
      ? texts.say('nextPackageWaiting', { name })
      : texts.say('nextPackage', { name, day: texts.day(startsAt) });
  return html`<p class="soft">${sentence}</p>`;
}

/** What was bought last comes first, for it is bought again most. */
function packagesToHave(texts: Texts, packages: PackagesToHave): Html {
  const { offered, home, renewed, next, vouchers } = packages;
  return html`${nextPackage(texts, next)}${renewed === null ? '' : renewLink(texts, home, renewed)}${packageList(texts, offered, home)}${
    vouchers ? voucherLink(texts, home) : ''
  }`;
}

/** What a customer may buy for the time after the present package: the same again, or another. */
export type Renewal = { readonly same: OfferedPackage | null; readonly hasOthers: boolean };

export function renewalLinks(texts: Texts, home: string, { same, hasOthers }: Renewal): Html {
  return html`${same === null ? '' : renewLink(texts, home, same, 'second')}${
    hasOthers
      ? linkButton(`${home}/buy`, texts.say(same === null ? 'packagesTitle' : 'otherPackages'), 'second')
      : ''
  }`;
}

function renewLink(texts: Texts, home: string, offered: OfferedPackage, kind: '' | 'second' = ''): Html {
  const words = { name: offered.name, price: describePrice(texts, offered) };
  return linkButton(`${home}/buy/${offered.id}`, texts.say('renewNamed', words), kind);
}

/** Something to be had at once: then that is the thing to do. */
function offersAny(packages: readonly OfferedPackage[] = []): boolean {
  return packages.some(({ priceMinor, mayBuy }) => priceMinor === 0 || mayBuy);
}

/** A page that says one thing and leads nowhere, or to one place. */
export function sentencePage(
  texts: Texts,
  title: TextKey,
  lead: TextKey,
  more: { words?: Record<string, string>; onward?: Onward & { label: string } } = {},
): Page {
  const { words = {}, onward } = more;
  return {
    texts,
    title: texts.say(title, words),
    body: html`<p>${texts.say(lead, words)}</p>${onward === undefined ? '' : onwardButton(onward, onward.label)}`,
  };
}

/** The one question of a registration: where the visitor can be reached. */
export function numberPage(
  texts: Texts,
  home: string,
  shown: { number: string; example: string; byCode: boolean; fault: string | null },
): Page {
  const { number, example, byCode, fault } = shown;
  return {
    texts,
    title: texts.say('numberTitle'),
    here: `${home}/number`,
    body: html`${fault === null ? html`<p>${texts.say(byCode ? 'numberLead' : 'numberLeadOpen')}</p>` : note(fault)}
<form method="post" action="${home}/number"><label for="number">${texts.say('number')}</label>
<input id="number" name="number" type="tel" value="${number}" autocomplete="tel" dir="ltr" required maxlength="40" aria-describedby="help">
<p class="soft" id="help">${texts.say('numberHelp', { example })}</p>
<button class="button">${texts.say(byCode ? 'sendCode' : 'goOn')}</button></form>`,
    agreesAt: home,
    below: linkButton(home, texts.say('back'), 'second'),
  };
}

/** @param ofDevice it was asked for by an earlier visit of this phone, as far as its gateway says: perhaps by somebody else */
export function codePage(
  texts: Texts,
  home: string,
  pending: PendingCode | null,
  fault: string | null = null,
): Page {
  const lead = texts.say(pending?.own === false ? 'codeOfDeviceLead' : 'codeLead');
  return {
    texts,
    title: texts.say('codeTitle'),
    here: `${home}/code`,
    body: html`${fault === null ? html`<p>${lead}</p>` : note(fault)}${pending === null ? '' : html`<p>${texts.say('codeSentTo', { number: pending.sentTo })}</p>`}
<form method="post" action="${home}/code"><label for="code">${texts.say('code')}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required maxlength="12">
<button class="button">${texts.say('goOn')}</button></form>${linkButton(`${home}/number`, texts.say('otherNumber'), 'second')}${linkButton(`${home}/login`, texts.say('haveAccount'), 'second')}`,
  };
}

/** What whoever goes on agrees to; `null`: the zone has written nothing. */
export function termsPage(texts: Texts, home: string, look: PortalLook): Page | null {
  const terms = textFor(look.termsTexts, texts.language, look.defaultLanguage);
  if (terms === null) return null;
  const { termsUrl } = look;
  return {
    texts,
    title: texts.say('termsTitle'),
    here: `${home}/terms`,
    body: html`${ownText(terms)}${termsUrl === null ? '' : html`<p><a href="${termsUrl}">${termsUrl}</a></p>`}${linkButton(home, texts.say('back'))}`,
  };
}
