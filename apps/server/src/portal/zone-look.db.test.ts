import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildPortalServer } from '../http/portal-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { LOGO_BYTES_MAX } from '../hotspot-zones/read-logo.ts';
import { pngOf } from '../hotspot-zones/testing.ts';

let api: TestApi;
let portal: ReturnType<typeof buildPortalServer>;
let serial = 0;
before(async () => {
  api = await openTestApi();
  portal = buildPortalServer(api.parts, { leadsToHttps: false });
  // With a second zone, none is the only one there is.
  await addZone({});
});
after(() => api?.close());

async function addZone(look: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<string> {
  serial += 1;
  const zone = { name: `Zone ${serial}`, ssid: 'Lakeside', portal: look, ...more };
  const { status, body, text } = await api.call('POST', '/hotspot-zones', zone);
  assert.equal(status, 201, text);
  return String(body['id']);
}

type Page = { readonly home: string; readonly text: string; readonly headers: Headers };

/** Comes by a router of the zone; `home` is the visit's address. */
async function visit(zoneId: string, language = 'en'): Promise<Page> {
  const headers = { 'Accept-Language': language };
  const redirect = `/hotspot/mikrotik?zone=${zoneId}&link-login-only=http%3A%2F%2F10.0.0.1%2Flogin`;
  const answer = await portal.request(redirect, { headers });
  return open(answer.headers.get('Location') ?? '');
}

async function open(home: string, path = ''): Promise<Page> {
  const answer = await portal.request(`${home}${path}`);
  return { home, text: await answer.text(), headers: answer.headers };
}

test('the pages say the portal’s name, and its own words in the visitor’s language', async () => {
  const zone = await addZone({ name: 'Lakeside', welcomeTexts: { en: 'Coffee\n\nfirst.', bn: 'আগে চা।' } });
  const english = await visit(zone);
  assert.match(english.text, /<h1>Welcome to Lakeside<\/h1>/);
  assert.match(english.text, /class="text" lang="en" dir="ltr">Coffee\n\nfirst\.<\/p>/);
  assert.match((await visit(zone, 'bn')).text, /আগে চা।/);
  assert.match((await visit(zone, 'es')).text, /lang="en" dir="ltr">Coffee/);
  assert.match((await open(english.home, '/login')).text, /<header>Lakeside<\/header>/);
});

test('what an operator wrote stays text', async () => {
  const zone = await addZone({ name: '<b>&"', welcomeTexts: { en: '<script>alert(1)</script>' } });
  const { text } = await visit(zone);
  assert.doesNotMatch(text, /<script|<b>/);
  assert.match(text, /&lt;script&gt;/);
});

test('only offered languages are chosen and can be chosen; whoever speaks none gets the portal’s own', async () => {
  const zone = await addZone({ languages: ['bn', 'ar'], defaultLanguage: 'bn' });
  assert.match((await visit(zone, 'ar')).text, /lang="ar"/);
  const { home, text } = await visit(zone, 'fr');
  assert.match(text, /<html lang="bn"/);
  assert.doesNotMatch(text, /\?lang=en/);
  assert.match((await open(home, '?lang=en')).text, /<html lang="bn"/);
  assert.match((await open(home, '?lang=ar')).text, /<html lang="ar"/);
  const alone = await addZone({ languages: ['es'], defaultLanguage: 'es' });
  assert.doesNotMatch((await visit(alone, 'en')).text, /<nav/);
});

test('a language that is taken away while somebody reads it gives way to the portal’s own', async () => {
  const zone = await addZone({});
  const { home } = await visit(zone, 'es');
  await api.call('PATCH', `/hotspot-zones/${zone}`, { portal: { languages: ['en'] } });
  assert.match((await open(home)).text, /<html lang="en"/);
});

test('the accent is in the page’s one style, which its policy names by its hash', async () => {
  const zone = await addZone({ accentColor: '#ffe600' });
  const { text, headers } = await visit(zone);
  const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
  assert.match(style, /--fill:#ffe600;--on:#000000/);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  const hash = Buffer.from(digest).toString('base64');
  const policy = headers.get('Content-Security-Policy') ?? '';
  assert.ok(policy.includes(`style-src 'sha256-${hash}';`), policy);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers.get('Cache-Control'), 'no-store');
});

test('the logo is on every page of a visit, from the portal itself, to be kept for as long as it is the same', async () => {
  const zone = await addZone({ name: 'Lakeside' });
  const logo = pngOf(240, 80, 10_000);
  await api.call('PUT', `/hotspot-zones/${zone}/logo`, { image: logo.toString('base64') });
  const { home, text } = await visit(zone);
  const [, source = ''] = /<img src="([^"]+)" alt="Lakeside" width="240" height="80">/.exec(text) ?? [];
  assert.match(source, new RegExp(`^/logos/${zone}/[0-9a-f]{16}$`));
  assert.ok(text.length < 20_000, 'the page itself stays small');
  assert.ok((await open(home, '/login')).text.includes(source));
  const answer = await portal.request(source);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('Content-Type'), 'image/png');
  assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.match(answer.headers.get('Cache-Control') ?? '', /immutable/);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), logo);
  for (const other of [`/logos/${zone}/0000000000000000`, '/logos/999999/0000000000000000', '/logos/x/y']) {
    assert.equal((await portal.request(other)).status, 404, other);
  }
});

test('who goes on is told that they agree to the terms, and can read them first', async () => {
  const zone = await addZone({ termsTexts: { en: 'Be kind.\n\nNo noise.' } }, { registration: 'code' });
  const { home, text } = await visit(zone);
  const sentence = new RegExp(`By going on you agree to the <a href="${home}/terms">terms of use</a>\\.`);
  assert.match(text, sentence);
  for (const path of ['/login', '/number']) assert.match((await open(home, path)).text, sentence, path);
  const terms = await open(home, '/terms');
  assert.match(terms.text, /<h1>Terms of use<\/h1>[\s\S]*Be kind\.\n\nNo noise\./);
  assert.match((await open(home, '/terms?lang=bn')).text, /lang="en" dir="ltr">Be kind/);
});

test('terms that stand elsewhere are a link; without any, nothing is said of them', async () => {
  const linked = await visit(await addZone({ termsUrl: 'https://example.net/terms?a=1&b=2' }));
  assert.match(linked.text, /<a href="https:\/\/example\.net\/terms\?a=1&amp;b=2">terms of use<\/a>/);
  const { home, text } = await visit(await addZone({}));
  assert.doesNotMatch(text, /By going on/);
  assert.equal((await portal.request(`${home}/terms`)).status, 303);
});

test('with the longest texts and names that a zone may have, and the largest logo, a page is below 50 kB', async () => {
  const long = { bn: 'ক'.repeat(6000), en: 'x'.repeat(6000) };
  const welcome = { bn: 'ক'.repeat(240), en: 'x'.repeat(240) };
  const zone = await addZone({ welcomeTexts: welcome, termsTexts: long });
  const logo = { image: pngOf(240, 80, LOGO_BYTES_MAX).toString('base64') };
  const put = await api.call('PUT', `/hotspot-zones/${zone}/logo`, logo);
  assert.equal(put.status, 200, put.text);
  await api.call('POST', '/payment-methods', { name: 'Cash', provider: 'cash', settings: {} });
  const facts = {
    rateDownKbps: 20_480,
    validitySeconds: 90_061,
    onlineSeconds: 3661,
    quotaBytes: 1_234_567_890,
  };
  for (let number = 10; number < 41; number += 1) {
    const sold = { ...facts, deviceLimit: 12, priceMinor: 1_234_567_890, currency: 'BDT', zoneIds: [zone] };
    const name = `${'ক'.repeat(98)}${number}`;
    const made = await api.call('POST', '/service-packages', { kind: 'hotspot', name, ...sold });
    assert.equal(made.status, 201, made.text);
  }
  const { home } = await visit(zone, 'bn');
  for (const path of ['', '/terms', '/login', '/packages/2']) {
    const bytes = Buffer.byteLength((await open(home, path)).text) + LOGO_BYTES_MAX;
    assert.ok(bytes < 50_000, `${path}: ${bytes}`);
  }
});
