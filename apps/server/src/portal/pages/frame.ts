import { createHash } from 'node:crypto';
import type { PortalScheme } from '@gatehouse/domain/hotspot-zones/portal-colors';
import { textFor } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { html, raw } from 'hono/html';
import type { PortalLook } from '../../hotspot-zones/portal-look.ts';
import { LANGUAGE_FACTS, languages } from '../texts/languages.ts';
import type { Texts } from '../texts/translate.ts';
import { portalStyle } from './style.ts';

export type Html = ReturnType<typeof html>;

/** What a page says; how it looks comes from the zone. */
export type Page = {
  readonly texts: Texts;
  readonly title: string;
  readonly body: Html;
  /** Whoever goes on from here agrees to the zone's terms, which stand under this address of the visit. */
  readonly agreesAt?: string;
  /** What comes after the main thing to do. */
  readonly below?: Html;
  /** Where and after how many seconds the page goes by itself. */
  readonly onward?: { readonly seconds: number; readonly url: string };
  /** The page under itself, to choose another language on; without it, the language is as it is. */
  readonly here?: string;
};

export type RenderedPage = {
  readonly html: Html;
  /** As a Content-Security-Policy names the only style that the page may have. */
  readonly styleHash: string;
};

/** @param look `null`: no zone is known */
export function renderPage(page: Page, look: PortalLook | null): RenderedPage {
  const style = portalStyle(look?.accentColor ?? null, null);
  const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return { html: pageHtml(page, look, html`<style>${raw(style)}</style>`), styleHash };
}

/** A page whose style goes beside it, as on a phone that is light or dark: where it is shown within another page. */
export function renderPreview(page: Page, look: PortalLook, scheme: PortalScheme) {
  return { html: pageHtml(page, look, html``), style: portalStyle(look.accentColor, scheme) };
}

function pageHtml(page: Page, look: PortalLook | null, style: Html): Html {
  const { texts, title, body, agreesAt, below, onward, here } = page;
  const { direction } = LANGUAGE_FACTS[texts.language];
  return html`<!doctype html>
<html lang="${texts.language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${
    onward === undefined
      ? ''
      : html`<meta http-equiv="refresh" content="${onward.seconds};url=${onward.url}">`
  }${style}</head>
<body>${look === null ? '' : placeName(look, title)}<main><h1>${title}</h1>${body}${
    agreesAt === undefined || look === null ? '' : termsLine(texts, look, agreesAt)
  }${below ?? ''}</main>${here === undefined ? '' : languageLinks(texts, look, here)}</body></html>`;
}

/** Whose page it is: the logo, else the name where the title does not say it. */
function placeName({ name, logo }: PortalLook, title: string): Html | string {
  if (logo !== null) {
    return html`<header><img src="${logo.url}" alt="${name}" width="${logo.width}" height="${logo.height}"></header>`;
  }
  return title.includes(name) ? '' : html`<header>${name}</header>`;
}

/** Takes the place of the link in the sentence until it is cut there. */
const LINK = '\u0000';

function termsLine(texts: Texts, look: PortalLook, agreesAt: string): Html | string {
  const { termsUrl, defaultLanguage } = look;
  const isWritten = textFor(look.termsTexts, texts.language, defaultLanguage) !== null;
  if (!isWritten && termsUrl === null) return '';
  const [before, after = ''] = texts.say('termsAgreed', { terms: LINK }).split(LINK);
  const url = isWritten ? `${agreesAt}/terms` : termsUrl;
  return html`<p class="soft">${before}<a href="${url}">${texts.say('termsName')}</a>${after}</p>`;
}

function languageLinks(texts: Texts, look: PortalLook | null, here: string): Html | string {
  const offered = look?.languages ?? languages;
  if (offered.length < 2) return '';
  const links = offered.map((language) => {
    const { name, direction } = LANGUAGE_FACTS[language];
    return language === texts.language
      ? html`<span lang="${language}" aria-current="true">${name}</span>`
      : html`<a href="${here}?lang=${language}" lang="${language}" dir="${direction}">${name}</a>`;
  });
  return html`<nav aria-label="${texts.say('language')}">${links}</nav>`;
}

/** What an operator wrote, in the language that it is in; paragraphs stay paragraphs. */
export function ownText({ language, text }: NonNullable<ReturnType<typeof textFor>>): Html {
  return html`<p class="text" lang="${language}" dir="${LANGUAGE_FACTS[language].direction}">${text}</p>`;
}

/** A sentence in a box: what went wrong, or what is to be known first. */
export function note(sentence: string, kind: 'good' | 'bad' = 'bad'): Html {
  return kind === 'bad'
    ? html`<p class="note bad" role="alert">${sentence}</p>`
    : html`<p class="note">${sentence}</p>`;
}

export function linkButton(url: string, label: string, kind: '' | 'second' = ''): Html {
  return html`<a class="button ${kind}" href="${url}">${label}</a>`;
}
