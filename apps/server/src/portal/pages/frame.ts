import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { LANGUAGE_FACTS, languages } from '../texts/languages.ts';
import type { Texts } from '../texts/translate.ts';

export type Html = ReturnType<typeof html>;

// One sheet, small enough to travel in every page: a login window on a bad line fetches nothing else.
const STYLE = `:root{color-scheme:light dark;--ink:#14191c;--soft:#566067;--paper:#fff;--line:#d5dadd;--go:#0b6b6b;--on:#fff;--good:#18794e;--bad:#b3261e;--tint:#eef5f5}
@media(prefers-color-scheme:dark){:root{--ink:#eceff1;--soft:#a3adb3;--paper:#12171a;--line:#364047;--go:#4fc3bd;--on:#06201f;--good:#4cc38a;--bad:#ff8a80;--tint:#17262a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.45 system-ui,sans-serif}
main{max-width:27rem;margin:0 auto;padding:20px 16px 8px}
h1{font-size:26px;line-height:1.2;margin:0 0 8px}
h2{font-size:18px;margin:24px 0 4px}
p{margin:0 0 16px}
a{color:var(--go)}
.soft{color:var(--soft);font-size:16px}
.button{display:block;width:100%;min-height:48px;margin:0 0 12px;padding:11px 16px;border:1px solid var(--go);border-radius:6px;background:var(--go);color:var(--on);font:600 18px/1.4 system-ui,sans-serif;text-align:center;text-decoration:none}
.button.second{background:none;color:var(--go)}
.button.small{display:inline-block;width:auto;margin:0;padding:8px 14px;font-size:16px}
label{display:block;font-weight:600;margin:0 0 4px}
input{display:block;width:100%;min-height:48px;margin:0 0 16px;padding:8px 12px;border:1px solid var(--soft);border-radius:6px;background:none;color:inherit;font:18px system-ui,sans-serif}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
.note{border-inline-start:4px solid var(--go);background:var(--tint);padding:10px 12px;margin:0 0 16px}
.note.bad{border-color:var(--bad)}
ul{list-style:none;margin:0 0 16px;padding:0}
li{border-top:1px solid var(--line);padding:12px 0;display:flex;gap:12px;align-items:center;justify-content:space-between}
li div{min-width:0;overflow-wrap:anywhere}
.price{font-size:22px;font-weight:700;white-space:nowrap}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:0 0 16px}
dt{color:var(--soft)}dd{margin:0;font-weight:600;text-align:end}
.tick{width:72px;height:72px;display:block;margin:8px 0 12px;color:var(--good)}
nav{max-width:27rem;margin:0 auto;padding:8px 16px 24px;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:16px}
nav a,nav span{padding:8px 0}`;

/** The only style that pages may have. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export type Page = {
  readonly texts: Texts;
  readonly title: string;
  readonly body: Html;
  /** Where and after how many seconds the page goes by itself. */
  readonly onward?: { readonly seconds: number; readonly url: string };
  /** The page under itself, to choose another language on; without it, the language is as it is. */
  readonly here?: string;
};

export function renderPage({ texts, title, body, onward, here }: Page): Html {
  const { direction } = LANGUAGE_FACTS[texts.language];
  return html`<!doctype html>
<html lang="${texts.language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${
    onward === undefined
      ? ''
      : html`<meta http-equiv="refresh" content="${onward.seconds};url=${onward.url}">`
  }<style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1>${body}</main>${here === undefined ? '' : languageLinks(texts, here)}</body></html>`;
}

function languageLinks(texts: Texts, here: string): Html {
  const links = languages.map((language) => {
    const { name, direction } = LANGUAGE_FACTS[language];
    return language === texts.language
      ? html`<span lang="${language}" aria-current="true">${name}</span>`
      : html`<a href="${here}?lang=${language}" lang="${language}" dir="${direction}">${name}</a>`;
  });
  return html`<nav aria-label="${texts.say('language')}">${links}</nav>`;
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
