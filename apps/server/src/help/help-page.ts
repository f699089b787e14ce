import { html, raw } from 'hono/html';
import type { Handbook, HelpPage } from './read-handbook.ts';
import { type HelpHits, seekAll } from './search-handbook.ts';

type Frame = {
  readonly handbook: Handbook;
  readonly title: string;
  /** The page that is shown. */
  readonly slug?: string;
  /** What was asked for. */
  readonly question?: string;
  readonly content: unknown;
};

/** A page of the handbook, with what else there is beside it. */
export function helpPage(handbook: Handbook, page: HelpPage) {
  const parts = page.sections.slice(1);
  const content = html`<article>${raw(page.html)}</article>
${parts.length > 2 ? html`<aside aria-label="On this page"><h2>On this page</h2><ul>${parts.map(({ title, anchor }) => html`<li><a href="#${anchor}">${title}</a></li>`)}</ul></aside>` : ''}`;
  return frame({ handbook, title: page.title, slug: page.slug, content });
}

/** All pages, where nobody has asked for one. */
export function helpStart(handbook: Handbook) {
  const content = html`<article><h1>Handbook</h1>
${handbook.groups.map(
  ({ title, pages }) => html`<h2>${title}</h2>
<ul class="pages">${pages.map((page) => html`<li><a href="/help/${page.slug}">${page.title}</a><p>${page.about}</p></li>`)}</ul>`,
)}</article>`;
  return frame({ handbook, title: 'Handbook', content });
}

export function helpFound(
  handbook: Handbook,
  question: string,
  words: readonly string[],
  { hits, hasAll }: HelpHits,
) {
  const none = hits.length === 0 || words.length === 0;
  const content = html`<article><h1>${none ? 'Nothing found' : 'Found'} for “${question}”</h1>
${none ? html`<p>Try a single word that the app uses, or look through the pages.</p>` : ''}
${!none && !hasAll ? html`<p>No place has all of these words. These have most of them:</p>` : ''}
<ul class="pages">${hits.map(
    ({ page, section, snippet }) => html`<li>
<a href="/help/${page.slug}${section.anchor === '' ? '' : `#${section.anchor}`}">${marked(section.title, words)}</a>
${section.anchor === '' ? '' : html`<span>in ${page.title}</span>`}<p>${marked(snippet, words)}</p></li>`,
  )}</ul></article>`;
  return frame({ handbook, title: question, question, content });
}

export function helpMissing(handbook: Handbook, slug: string) {
  const content = html`<article><h1>There is no page “${slug}”</h1>
<p>It may have another name by now. Search above, or look through <a href="/help">all pages</a>.</p></article>`;
  return frame({ handbook, title: 'No such page', content });
}

function frame({ handbook, title, slug, question = '', content }: Frame) {
  const list = handbook.groups.map(
    (group) => html`<h2>${group.title}</h2>
<ul>${group.pages.map(
      (page) =>
        html`<li><a href="/help/${page.slug}"${page.slug === slug ? raw(' aria-current="page"') : ''}>${page.title}</a></li>`,
    )}</ul>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Gatehouse help</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/help/help.css">
<script src="/color-scheme.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<a class="home" href="/help">Handbook</a>
<form action="/help" role="search"><input type="search" name="q" value="${question}" maxlength="100" aria-label="Search the handbook" placeholder="Search the handbook"><button>Search</button></form>
<a class="back" href="/">Back to Gatehouse</a>
</header>
<div class="columns">
<nav aria-label="Pages"><details class="narrow"><summary>All pages</summary>${list}</details><div class="wide">${list}</div></nav>
<main id="main">${content}</main>
</div>
</body>
</html>`;
}

function marked(text: string, words: readonly string[]) {
  const found = text.match(seekAll(words)) ?? [];
  return text
    .split(seekAll(words))
    .map((part, i) => html`${part}${found[i] === undefined ? '' : html`<mark>${found[i]}</mark>`}`);
}
