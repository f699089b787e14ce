import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openBrowser, watchForFaults } from '../open-browser.ts';
import { makePortalCertificate, type PortalCertificate } from '../portal-certificate.ts';
import { newMac } from '../shop.ts';

let certificate: PortalCertificate;
let shop: HotspotShop;
let browser: Browser;
before(async () => {
  certificate = await makePortalCertificate();
  shop = await openHotspotShop(certificate);
  await shop.api.patch('/settings', { portalPublicUrl: portalUrl() });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
  await certificate?.remove();
});

/** As its certificate names it. */
function portalUrl(): string {
  return shop.gatehouse.portalHttpsUrl.replace('127.0.0.1', 'localhost');
}

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

for (const [make, start] of MAKES) {
  test(`${make}: from a portal by HTTPS to a router at plain HTTP and back, without a warning in between`, async () => {
    // The router still has the portal's old address, by plain HTTP.
    const gateway = await shop.openHotspot(start);
    const [guest, mac] = [await shop.addGuest(), newMac()];
    await gateway.join(mac);
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
    const page = await context.newPage();
    const faults = watchForFaults(page);
    const passwords: string[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('password=')) passwords.push(request.url());
    });
    await page.goto(gateway.url);
    await page.getByRole('link', { name: 'I have an account' }).click();
    assert.equal(new URL(page.url()).origin, portalUrl());
    await page.getByLabel('Username').fill(guest.username);
    await page.getByLabel('Password').fill(guest.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'You are online' }).waitFor();
    assert.ok(gateway.isOnline(mac));
    assert.equal(new URL(page.url()).origin, portalUrl());
    assert.equal(passwords.length, 1);
    assert.ok(
      passwords.every((url) => url.startsWith('https:')),
      passwords.join(' '),
    );
    assert.deepEqual(
      faults.filter((fault) => !/favicon/.test(fault)),
      [],
    );
    await context.close();
  });
}
