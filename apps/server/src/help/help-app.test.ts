import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { helpApp } from './help-app.ts';
import { readHandbook } from './read-handbook.ts';
import { renderPage } from './render-page.ts';

const docsFolder = path.resolve(import.meta.dirname, '../../../../docs');
const silent = { error: () => undefined };
const app = helpApp({ log: silent, docsFolder });
const shown = async (address: string) => (await app.request(address)).text();
const handbook = await readHandbook(docsFolder);
const pages = handbook.groups.flatMap((group) => group.pages);

test('every page of the handbook is shown, and each link and picture in it leads somewhere', async () => {
  assert.ok(pages.length > 20);
  for (const { slug } of pages) {
    const answer = await app.request(`/help/${slug}`);
    assert.equal(answer.status, 200);
    const text = await answer.text();
    for (const [, href = ''] of text.matchAll(/(?:href|src|srcset)="(\/help[^"]*)"/g)) {
      const [address = '', anchor] = href.split('#');
      const there = await app.request(address);
      assert.equal(there.status, 200, `${slug} leads to ${href}`);
      if (anchor !== undefined) assert.match(await there.text(), new RegExp(` id="${anchor}"`), href);
    }
    for (const [, anchor] of text.matchAll(/href="#([^"]+)"/g))
      assert.ok(text.includes(` id="${anchor}"`), `${slug} has #${anchor}`);
  }
});

test('a page that is shown has neither script nor style of its own, and nothing from elsewhere', async () => {
  for (const { slug } of pages) {
    const text = await shown(`/help/${slug}`);
    assert.deepEqual([...text.matchAll(/<script[^>]*>/g)].map(String), ['<script src="/color-scheme.js">']);
    assert.doesNotMatch(text, /<style| style=| on\w+=|javascript:/);
    assert.doesNotMatch(text, /(?:src|srcset|action)="(?!\/)/);
  }
});

test('HTML in a page is text, and a link that runs something is none', () => {
  const { html } = renderPage(
    '# A & B\n\n<script>alert(1)</script>\n\nan <img src=x onerror=alert(1)> and [this](javascript:alert(1)) [that](data:text/html,x "y")\n\n![<b>](https://evil.example/x.png)\n\n```\n</code><script>\n```\n',
    () => true,
  );
  assert.doesNotMatch(html, /<(script|img|b|iframe)\b/);
  assert.doesNotMatch(html, /href=/);
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
});

test('a search finds what has all the words, in titles first, and shows where', async () => {
  const text = await shown('/help?q=How+do+I+connect+a+MikroTik%3F');
  const first = /<ul class="pages"><li>\s*<a href="([^"]+)"/.exec(text)?.[1];
  assert.equal(first, '/help/mikrotik');
  const swap = await shown('/help?q=swap+window');
  assert.match(swap, /<mark>swap<\/mark> <mark>window<\/mark>/);
});

test('a search that finds nothing says so, and shows what was typed as text', async () => {
  const text = await shown('/help?q=%3Cxyzq%2Fonload%3Dzzxxqq()%3E');
  assert.match(text, /Nothing found/);
  assert.match(text, /&lt;xyzq\/onload=zzxxqq\(\)&gt;/);
  assert.doesNotMatch(text, /<xyzq/);
  assert.match(await shown('/help?q=swap+zzxxqq'), /No place has all of these words/);
  assert.match(await shown(`/help?q=${encodeURIComponent('(.*)+$[')}`), /Nothing found/);
});

test('pictures are ours alone: nothing else on the disk is reached', async () => {
  for (const name of ['..%2f..%2fpackage.json', '%2e%2e%2fhandbook%2fREADME.md', 'home.png'])
    assert.equal((await app.request(`/help/pictures/${name}`)).status, 404, name);
  const picture = await app.request('/help/pictures/home-light-1440.png');
  assert.deepEqual([picture.status, picture.headers.get('Content-Type')], [200, 'image/png']);
});

test('a page that is not there leads to those that are', async () => {
  const answer = await app.request('/help/handbook%22%3E%3Cb%3E');
  assert.equal(answer.status, 404);
  const text = await answer.text();
  assert.match(text, /There is no page/);
  assert.doesNotMatch(text, /<b>/);
});

test('where the folder of the handbook is missing, that is said', async () => {
  const answer = await helpApp({ log: silent, docsFolder: '/nowhere' }).request('/help');
  assert.equal(answer.status, 500);
  assert.match(await answer.text(), /docs\/handbook/);
});
