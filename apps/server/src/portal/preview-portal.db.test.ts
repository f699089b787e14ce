import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { previewPages } from '@gatehouse/domain/hotspot-zones/preview-pages';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { addTestMethod, addTestPackage } from '../payments/testing.ts';

let api: TestApi;
let zoneId: string;
before(async () => {
  api = await openTestApi();
  zoneId = String(
    (await api.call('POST', '/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside' })).body['id'],
  );
});
after(() => api?.close());

async function preview(page: string, language = 'en'): Promise<string> {
  const wish = { page, language, scheme: 'light' };
  const { status, body, text } = await api.call('POST', `/hotspot-zones/${zoneId}/portal-preview`, wish);
  assert.equal(status, 200, text);
  return String(body['html']);
}

test('every page can be looked at before there is a package or a way to pay', async () => {
  for (const page of previewPages) assert.match(await preview(page), /<h1>/, page);
  assert.match(await preview('pay'), /How will you pay\?[\s\S]*bKash/);
});

test('the page to pay on has what the zone really sells, and how', async () => {
  await addTestMethod(api, { provider: 'cash', name: 'At the kiosk', settings: {} });
  await addTestPackage(api, { name: 'A whole week', priceMinor: 9900 });
  const page = await preview('pay');
  assert.match(page, /A whole week[\s\S]*BDT\u00a099\.00[\s\S]*>At the kiosk</);
  assert.doesNotMatch(page, /bKash/);
  assert.match(await preview('pay', 'ar'), /dir="rtl"/);
});
