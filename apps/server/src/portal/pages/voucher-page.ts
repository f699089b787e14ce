import { groupVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { html } from 'hono/html';
import type { GuestAccount } from '../guest-account.ts';
import type { Texts } from '../texts/translate.ts';
import { linkButton, note, type Page } from './frame.ts';

/** Of the middle length, with what is most often mistaken: letters beside digits. */
const EXAMPLE = 'K7MW-H3X-9TA';

/** @param code as it stands in the field at first */
export function voucherPage(
  texts: Texts,
  home: string,
  { code, fault }: { readonly code: string; readonly fault: string | null },
): Page {
  return {
    texts,
    title: texts.say('voucherTitle'),
    here: `${home}/voucher`,
    body: html`${fault === null ? html`<p>${texts.say('voucherLead')}</p>` : note(fault)}
<form method="post" action="${home}/voucher"><label for="code">${texts.say('voucherCode')}</label>
<input id="code" name="code" value="${code}" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" required maxlength="60" aria-describedby="help">
<p class="soft" id="help">${texts.say('voucherCodeHelp', { example: `\u2066${EXAMPLE}\u2069` })}</p>
<button class="button">${texts.say('voucherRedeem')}</button></form>`,
    agreesAt: home,
    below: linkButton(home, texts.say('back'), 'second'),
  };
}

/** A code's address opened where no gateway has led: it says how to get there, and whether the code is good it does not. */
export function voucherElsewherePage(texts: Texts, code: string): Page {
  return {
    texts,
    title: texts.say('voucherTitle'),
    body: html`<p>${texts.say('voucherElsewhereLead', { button: texts.say('voucherButton') })}</p>
<p class="price"><bdi dir="ltr">${groupVoucherCode(code)}</bdi></p>`,
  };
}

/** What a guest logs in with on another device. */
export function guestAccountPage(texts: Texts, home: string, { username, password }: GuestAccount): Page {
  return {
    texts,
    title: texts.say('guestAccount'),
    here: `${home}/account`,
    body: html`<p>${texts.say('guestAccountLead', { button: texts.say('haveAccount') })}</p>
<dl><dt>${texts.say('username')}</dt><dd><bdi dir="ltr">${username}</bdi></dd>
<dt>${texts.say('password')}</dt><dd><bdi dir="ltr">${password}</bdi></dd></dl>`,
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
  };
}
