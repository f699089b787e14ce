import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, logInAt, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import type { GatewayOptions } from '../gateways/simulated-gateway.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { attemptsWhere, newMac } from '../shop.ts';

const PAGE_BYTES_MAX = 50_000;

let shop: HotspotShop;

before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

const MAKES: readonly (readonly [
  string,
  StartGateway,
  Partial<GatewayOptions>?,
  Readonly<Record<string, unknown>>?,
])[] = [
  ['MikroTik with CHAP', startMikrotik],
  ['MikroTik with PAP', startMikrotik, { pap: true }],
  ['CoovaChilli', startCoovaChilli],
  ['CoovaChilli with a secret', startCoovaChilli, { uamSecret: 'greatsecret' }, { uamSecret: 'greatsecret' }],
  ['CoovaChilli with PAP', startCoovaChilli, { uamSecret: 'other' }, { uamSecret: 'other', uamPap: true }],
];

for (const [make, start, more, zone] of MAKES) {
  for (const cookies of [false, true]) {
    test(`${make}${cookies ? ', with cookies' : ''}: a phone logs in once, and never again`, async () => {
      const gateway = await shop.openHotspot(start, zone, more);
      const [guest, mac, browser] = [await shop.addGuest(), newMac(), openPlainBrowser({ cookies })];
      assert.equal(await gateway.join(mac), false);
      const page = await logInAt(browser, gateway, guest);
      assert.equal(page.title, 'You are online', page.text);
      assert.match(page.text, /Month/);
      assert.match(page.text, /10 GB/);
      assert.ok(gateway.isOnline(mac));
      const { items } = await shop.api.get<{ items: { mac: string; addedBy: string }[] }>(
        `/customers/${guest.id}/devices`,
      );
      assert.deepEqual(
        items.map((device) => [device.mac, device.addedBy]),
        [[mac, 'Automatic (hotspot)']],
      );
      assert.ok(
        browser.visited.every((url) => !url.includes(guest.password)),
        'the password stays with the portal',
      );
      assert.equal(await gateway.join(mac), true);
      assert.equal((await openPlainBrowser().open(gateway.url)).title, 'The internet');
    });
  }
}

test('another uamsecret on CoovaChilli than in the zone is named as that, in the access log and in the router’s checklist', async () => {
  const gateway = await shop.openHotspot(startCoovaChilli, { uamSecret: 'right' }, { uamSecret: 'wrong' });
  await shop.api.patch(`/nas/${gateway.options.nasId}`, { vendor: 'coovachilli' });
  const [guest, mac] = [await shop.addGuest(), newMac()];
  await gateway.join(mac);
  assert.notEqual((await logInAt(openPlainBrowser(), gateway, guest)).title, 'You are online');
  const [refused] = await attemptsWhere(shop.api, { mac, reason: 'wrong-password' });
  assert.match(
    refused?.explanation ?? '',
    /^The uamsecret of CoovaChilli and of the zone differ: the password of/,
  );
  const checklist = await shop.api.get<{ items: { code: string; state: string; remedy: string }[] }>(
    `/nas/${gateway.options.nasId}/checklist`,
  );
  const ticket = checklist.items.find(({ code }) => code === 'ticket');
  assert.equal(ticket?.state, 'broken');
  assert.match(ticket?.remedy ?? '', /uamsecret of CoovaChilli and of the zone differ/);
});

describe('a page', () => {
  test('is small, carries everything it needs, and lets nothing run', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    await gateway.join(newMac());
    const browser = openPlainBrowser();
    const welcome = await browser.open(gateway.url);
    const form = await browser.click(welcome, 'I have an account');
    for (const page of [welcome, form]) {
      assert.ok(
        Buffer.byteLength(page.text) < PAGE_BYTES_MAX,
        `${page.title}: ${Buffer.byteLength(page.text)} octets`,
      );
      assert.doesNotMatch(page.text, /<script|<link|<img|\son\w+=|src=/);
      assert.match(
        page.headers.get('Content-Security-Policy') ?? '',
        /default-src 'none'; style-src 'sha256-/,
      );
      assert.equal(page.headers.get('Cache-Control'), 'no-store');
      assert.equal(page.headers.get('Referrer-Policy'), 'no-referrer');
    }
  });

  test('greets in the phone’s language, and in the one that is chosen', async () => {
    const gateway = await shop.openHotspot(startCoovaChilli);
    await gateway.join(newMac());
    const browser = openPlainBrowser({ language: 'bn-BD,bn;q=0.9' });
    const bengali = await browser.open(gateway.url);
    assert.match(bengali.text, /<html lang="bn" dir="ltr">/);
    assert.match(bengali.text, /স্বাগতম/);
    const arabic = await browser.click(bengali, 'العربية');
    assert.match(arabic.text, /<html lang="ar" dir="rtl">/);
    assert.match((await browser.click(arabic, 'لديّ حساب')).text, /<html lang="ar" dir="rtl">/);
  });

  test('of an unknown gateway says what to do', async () => {
    const page = await openPlainBrowser().open(`${shop.gatehouse.portalUrl}/?some=thing`);
    assert.equal(page.status, 404);
    assert.equal(page.title, 'Please open this page from the Wi-Fi');
  });

  test('of a visit that is nobody’s shows nothing', async () => {
    for (const path of [`/v/${'x'.repeat(43)}`, `/r/${'x'.repeat(43)}`, `/v/${'x'.repeat(43)}/devices`]) {
      const page = await openPlainBrowser().open(`${shop.gatehouse.portalUrl}${path}`);
      assert.deepEqual([page.status, page.title], [404, 'This page is over']);
    }
  });
});
