import { html } from 'hono/html';
import type { OfferedPackage } from '../offered-packages.ts';
import type { Texts } from '../texts/translate.ts';
import { describePrice } from './describe-package.ts';
import { linkButton, note, type Page } from './frame.ts';
import type { ShownMethod } from './pay-pages.ts';

/** The provider asks for the money on a telephone: on which one. `key` goes on with it, as on the page before. */
export function paymentNumberPage(
  texts: Texts,
  home: string,
  shown: {
    offered: OfferedPackage;
    method: ShownMethod;
    key: string;
    number: string;
    example: string;
    /** What was wrong with the number before; `refused`: the provider refused the payment. */
    why: 'bad' | 'refused' | null;
  },
): Page {
  const { offered, method, key, number, example, why } = shown;
  const url = `${home}/buy/${offered.id}`;
  const words = { method: method.name, amount: describePrice(texts, offered) };
  return {
    texts,
    title: texts.say('numberTitle'),
    body: html`${why === null ? html`<p>${texts.say('paymentNumberLead', words)}</p>` : note(why === 'bad' ? texts.say('badNumber', { example }) : texts.say('providerRefusedNumber', words))}
<form method="post" action="${url}"><input type="hidden" name="key" value="${key}"><input type="hidden" name="method" value="${method.id}">
<label for="number">${texts.say('number')}</label>
<input id="number" name="number" type="tel" value="${number}" autocomplete="tel" dir="ltr" required maxlength="40" aria-describedby="help">
<p class="soft" id="help">${texts.say('numberHelp', { example })}</p>
<button class="button">${texts.say('goOn')}</button></form>`,
    agreesAt: home,
    below: linkButton(url, texts.say('otherWay'), 'second'),
  };
}
