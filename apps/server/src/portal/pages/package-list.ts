import { html } from 'hono/html';
import type { Offered, OfferedPackage } from '../offered-packages.ts';
import type { Texts } from '../texts/translate.ts';
import { describePackage, describePrice } from './describe-package.ts';
import { type Html, linkButton, type Page } from './frame.ts';

/** What has a price is bought, by whoever it is; what is free is taken at once, by who is proved. */
export function packageList(
  texts: Texts,
  { packages, ...rest }: Offered,
  home: string,
  isProved = true,
): Html {
  const more = rest.nextPage === null ? '' : moreLink(texts, home, rest.nextPage);
  if (packages.length === 0)
    return html`${more === '' ? html`<p class="soft">${texts.say('packageNone')}</p>` : more}`;
  const hasPriced = packages.some(({ priceMinor, mayBuy }) => priceMinor !== 0 && !mayBuy);
  const currencies = new Set(
    packages.filter(({ priceMinor }) => priceMinor !== 0).map(({ currency }) => currency),
  );
  const several = currencies.size > 1;
  const groups = several ? byCurrency(packages) : [[null, packages] as const];
  return html`<h2>${texts.say('packagesTitle')}</h2>${groups.map(
    ([currency, own]) =>
      html`${currency === null ? '' : html`<h3>${texts.currencyName(currency)}</h3>`}<ul>${own.map((each) => packageItem(texts, each, home, isProved))}</ul>`,
  )}${hasPriced ? html`<p class="soft">${texts.say('packageAsk')}</p>` : ''}${more}`;
}

function packageItem(texts: Texts, offered: OfferedPackage, home: string, isProved: boolean): Html {
  const { id, name, priceMinor, mayBuy } = offered;
  const end =
    priceMinor === 0 && isProved
      ? html`<form method="post" action="${home}/packages/${id}"><button class="button small" aria-label="${texts.say('takePackageNamed', { name })}">${texts.say('takePackage')}</button></form>`
      : html`<span class="price">${describePrice(texts, offered)}</span>${mayBuy ? html`<a class="button small" href="${home}/buy/${id}" aria-label="${texts.say('buyNamed', { name })}">${texts.say('buy')}</a>` : ''}`;
  return html`<li><div><strong>${name}</strong><br><span class="soft">${describePackage(texts, offered)}</span></div><span class="end">${end}</span></li>`;
}

/** As they come, which is by currency; what is free is in none. */
function byCurrency(packages: readonly OfferedPackage[]) {
  return [...Map.groupBy(packages, ({ priceMinor, currency }) => (priceMinor === 0 ? null : currency))];
}

function moreLink(texts: Texts, home: string, page: number): Html {
  return linkButton(`${home}/packages/${page}`, texts.say('morePackages'), 'second');
}

/** Every package that can be bought, for who has one already. */
export function otherPackagesPage(texts: Texts, home: string, offered: Offered): Page {
  return {
    texts,
    title: texts.say('chooseTitle'),
    here: `${home}/buy`,
    body: packageList(texts, offered, home),
    below: linkButton(`${home}/devices`, texts.say('back'), 'second'),
  };
}

/** Those for which there was no room on the page before. */
export function morePackagesPage(
  texts: Texts,
  home: string,
  { offered, page, isProved }: { offered: Offered; page: number; isProved: boolean },
): Page {
  return {
    texts,
    title: texts.say('chooseTitle'),
    here: `${home}/packages/${page}`,
    body: packageList(texts, offered, home, isProved),
    below: linkButton(page > 2 ? `${home}/packages/${page - 1}` : home, texts.say('back'), 'second'),
  };
}
