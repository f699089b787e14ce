import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { pngOf } from './testing.ts';

let api: TestApi;
let serial = 0;
before(async () => {
  api = await openTestApi();
});
after(() => api?.close());

async function addZone(fields: Record<string, unknown> = {}): Promise<string> {
  serial += 1;
  const { status, body, text } = await api.call('POST', '/hotspot-zones', {
    name: `Zone ${serial}`,
    ssid: 'Lakeside',
    ...fields,
  });
  assert.equal(status, 201, text);
  return String(body['id']);
}
const change = (id: string, portal: Record<string, unknown>) =>
  api.call('PATCH', `/hotspot-zones/${id}`, { portal });
const putLogo = (id: string, octets: Buffer) =>
  api.call('PUT', `/hotspot-zones/${id}/logo`, { image: octets.toString('base64') });

const UNTOUCHED = {
  name: null,
  accentColor: null,
  languages: ['en', 'bn', 'es', 'ar'],
  defaultLanguage: 'en',
  welcomeTexts: {},
  termsTexts: {},
  termsUrl: null,
};

test('a new zone’s portal looks like ours, in all languages', async () => {
  const { body } = await api.call('GET', `/hotspot-zones/${await addZone()}`);
  assert.deepEqual(body['portal'], UNTOUCHED);
  assert.equal(body['logo'], null);
});

test('each part of the look is changed by itself, and taken back', async () => {
  const id = await addZone();
  const look = {
    name: 'Lakeside Café',
    accentColor: '#7A1FA2',
    languages: ['bn', 'en'],
    defaultLanguage: 'bn',
    welcomeTexts: { en: ' Coffee first.\r\n\r\nThen Wi-Fi. ', bn: 'স্বাগতম', es: '  ' },
    termsTexts: { en: 'Be kind.' },
    termsUrl: 'https://example.net/terms',
  };
  const changed = await change(id, look);
  assert.equal(changed.status, 200, changed.text);
  const kept = {
    ...look,
    accentColor: '#7a1fa2',
    welcomeTexts: { en: 'Coffee first.\n\nThen Wi-Fi.', bn: 'স্বাগতম' },
  };
  assert.deepEqual(changed.body['portal'], kept);
  const { body } = await change(id, { accentColor: null });
  assert.deepEqual(body['portal'], { ...kept, accentColor: null });
  await change(id, UNTOUCHED);
  assert.deepEqual((await api.call('GET', `/hotspot-zones/${id}`)).body['portal'], UNTOUCHED);
});

test('a look may be given with the zone', async () => {
  const id = await addZone({ portal: { languages: ['es'], defaultLanguage: 'es' } });
  const { body } = await api.call('GET', `/hotspot-zones/${id}`);
  assert.deepEqual(body['portal'], { ...UNTOUCHED, languages: ['es'], defaultLanguage: 'es' });
});

test('what cannot be shown is refused at its field', async () => {
  const id = await addZone();
  const refused: readonly (readonly [string, unknown])[] = [
    ['accentColor', 'red'],
    ['accentColor', '#0b6b6b;}body{display:none'],
    ['languages', []],
    ['languages', ['en', 'en']],
    ['languages', ['tlh']],
    ['defaultLanguage', 'tlh'],
    ['termsUrl', 'javascript:alert(1)'],
    ['termsUrl', 'https://user@example.net'],
    ['termsUrl', 'terms'],
    ['welcomeTexts', { en: 'x'.repeat(241) }],
    ['termsTexts', { en: 'x'.repeat(6001) }],
    ['welcomeTexts', { en: 'a\u202eb' }],
    ['name', 'x'.repeat(61)],
  ];
  for (const [field, value] of refused) {
    const { status, body, text } = await change(id, { [field]: value });
    assert.equal(status, 400, `${field} ${JSON.stringify(value)}: ${text}`);
    const named = Object.keys((body['error']?.['fields'] ?? {}) as object);
    assert.ok(
      named.some((name) => name.startsWith(`portal.${field}`)),
      text,
    );
  }
});

test('the language for everybody else is one of those that are offered, whichever of the two is changed', async () => {
  const id = await addZone();
  const narrowed = await change(id, { languages: ['bn', 'es'] });
  assert.equal(narrowed.status, 400, narrowed.text);
  assert.ok(narrowed.body['error']?.['fields']?.['portal.languages'], narrowed.text);
  assert.equal((await change(id, { languages: ['bn', 'es'], defaultLanguage: 'bn' })).status, 200);
  const other = await change(id, { defaultLanguage: 'en' });
  assert.ok(other.body['error']?.['fields']?.['portal.defaultLanguage'], other.text);
});

test('a logo is put, read back as it was, replaced and taken away; each is on the record', async () => {
  const id = await addZone();
  const [first, second] = [pngOf(240, 80), pngOf(120, 40)];
  const put = await putLogo(id, first);
  assert.equal(put.status, 200, put.text);
  const { hash, ...facts } = put.body['logo'] as unknown as Record<string, unknown>;
  assert.deepEqual(facts, { type: 'image/png', bytes: first.length, width: 240, height: 80 });
  assert.match(String(hash), /^[0-9a-f]{16}$/);
  const read = await api.app.request(`/api/v1/hotspot-zones/${id}/logo`, {
    headers: { Authorization: `Bearer ${await api.token('read-only')}` },
  });
  assert.equal(read.headers.get('Content-Type'), 'image/png');
  assert.equal(read.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.deepEqual(Buffer.from(await read.arrayBuffer()), first);
  assert.equal((await putLogo(id, second)).body['logo']?.['width'], 120);
  assert.equal((await api.call('DELETE', `/hotspot-zones/${id}/logo`)).status, 204);
  assert.equal((await api.call('GET', `/hotspot-zones/${id}/logo`)).status, 404);
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select(['before', 'after'])
    .where('action', '=', 'hotspot-zones.change-logo')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  const widths = rows.map(({ before, after }) => [widthOf(before), widthOf(after)]);
  assert.deepEqual(widths, [
    [null, 240],
    [240, 120],
    [120, null],
  ]);
});

function widthOf(side: unknown): unknown {
  return (side as { logo: { width: number } | null }).logo?.width ?? null;
}

test('a logo that is no picture is refused at its field, and one for no zone is not found', async () => {
  const id = await addZone();
  for (const octets of [Buffer.from('<svg onload="alert(1)">'), Buffer.from('hello'), pngOf(9, 9, 32_769)]) {
    const { status, body, text } = await putLogo(id, octets);
    assert.equal(status, 400, text);
    assert.ok(body['error']?.['fields']?.['image'], text);
  }
  assert.equal((await putLogo('999999', pngOf(9, 9))).status, 404);
  assert.equal((await api.call('DELETE', '/hotspot-zones/999999/logo')).status, 404);
});

test('a zone that is removed takes its logo along', async () => {
  const id = await addZone();
  await putLogo(id, pngOf(9, 9));
  assert.equal((await api.call('DELETE', `/hotspot-zones/${id}`)).status, 204);
  const left = await api.database.db
    .selectFrom('portal_logos')
    .select('zone_id')
    .where('zone_id', '=', Number(id))
    .execute();
  assert.deepEqual(left, []);
});

test('how the portal looks concerns no login: radius processes are not told', async () => {
  const id = await addZone();
  const count = async () => {
    const { n } = await api.database.db
      .selectFrom('change_feed')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const before = await count();
  await change(id, { accentColor: '#7a1fa2' });
  assert.equal(await count(), before);
  await api.call('PATCH', `/hotspot-zones/${id}`, { ssid: 'Lakeside 2' });
  assert.notEqual(await count(), before);
});

test('the preview is the portal’s own page, made of what is stored and what is not saved yet', async () => {
  const id = await addZone({ name: 'Bazaar', portal: { welcomeTexts: { en: 'Stored words.' } } });
  const preview = (wish: Record<string, unknown>): Promise<{ status: number; body: Json; text: string }> =>
    api.call('POST', `/hotspot-zones/${id}/portal-preview`, {
      page: 'welcome',
      language: 'en',
      scheme: 'light',
      ...wish,
    });
  const stored = await preview({});
  assert.equal(stored.status, 200, stored.text);
  assert.match(String(stored.body['html']), /Welcome to Bazaar[\s\S]*Stored words\./);
  const draft = await preview({
    language: 'ar',
    scheme: 'dark',
    image: pngOf(240, 80).toString('base64'),
    portal: {
      name: 'Souk',
      accentColor: '#ffe600',
      welcomeTexts: { ar: 'أهلًا' },
      termsTexts: { ar: 'شروط' },
    },
  });
  const html = String(draft.body['html']);
  assert.match(html, /dir="rtl"[\s\S]*alt="Souk"[\s\S]*أهلًا[\s\S]*href="#\/terms"/);
  assert.match(html, /src="data:image\/png;base64,/);
  assert.match(String(draft.body['style']), /color-scheme:dark.*--fill:#ffe600;--on:#000000/);
  assert.doesNotMatch(String(draft.body['style']), /@media/);
  for (const page of ['log-in', 'number', 'code', 'packages', 'online', 'limit', 'own-page', 'terms']) {
    const { status, body, text } = await preview({ page });
    assert.equal(status, 200, `${page}: ${text}`);
    assert.match(String(body['html']), /<h1>[^<]+<\/h1>/, page);
  }
  assert.deepEqual((await api.call('GET', `/hotspot-zones/${id}`)).body['logo'], null);
  const other = { page: 'welcome', language: 'en', scheme: 'light' };
  assert.equal((await api.call('POST', '/hotspot-zones/999999/portal-preview', other)).status, 404);
});
