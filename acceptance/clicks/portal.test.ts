import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { assertAccessible, assertFits, openBrowser, PATIENCE_MS, watchForFaults } from '../open-browser.ts';
import { newMac } from '../shop.ts';

/** The smallest phone that is still about. */
const PHONE = { width: 320, height: 568 };
const PAGE_BYTES_MAX = 50_000;

let shop: HotspotShop;
let browser: Browser;
before(async () => {
  shop = await openHotspotShop();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

async function openPhone(script: boolean, locale: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: script, locale });
  // A login window forbids storage: whoever touches it gets an exception.
  await context.addInitScript(
    `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } })`,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return { context, page };
}

/** What a page of the portal weighs, and that nothing else was fetched for it. */
function weighPages(page: Page): { readonly heaviest: () => number; readonly others: string[] } {
  let heaviest = 0;
  const others: string[] = [];
  page.on('response', (response) => {
    const url = response.url();
    if (!url.startsWith(shop.gatehouse.portalUrl)) return;
    if (response.request().resourceType() !== 'document' && !url.endsWith('/favicon.ico')) others.push(url);
    response.body().then(
      (body) => (heaviest = Math.max(heaviest, body.length)),
      () => undefined, // a redirect has none
    );
  });
  return { heaviest: () => heaviest, others };
}

/** The main thing to do is on the screen without scrolling. */
async function assertInSight(page: Page, name: string): Promise<void> {
  const box = await page.locator('.button', { hasText: name }).first().boundingBox();
  assert.ok(box !== null && box.y + box.height <= PHONE.height, `${name} ends at ${box?.y} + ${box?.height}`);
  assert.ok(box.height >= 48, `${name} is ${box.height} px high`);
}

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

for (const [make, start] of MAKES) {
  for (const script of [false, true]) {
    test(`${make}, ${script ? 'with' : 'without'} JavaScript: a phone of 320 pixels gets online`, async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac] = [await shop.addGuest(), newMac()];
      await gateway.join(mac);
      const { context, page } = await openPhone(script, 'en-GB');
      const faults = watchForFaults(page);
      const weight = weighPages(page);
      const look = async (where: string): Promise<void> => {
        await assertFits(page, where);
        if (script) await assertAccessible(page, where);
      };
      await page.goto(gateway.url);
      await page.getByRole('link', { name: 'I have an account' }).waitFor();
      await assertInSight(page, 'I have an account');
      await look('the welcome');
      await page.getByRole('link', { name: 'I have an account' }).click();
      await page.getByLabel('Username').fill(guest.username);
      await page.getByLabel('Password').fill('wrong');
      await assertInSight(page, 'Log in');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('alert').waitFor();
      await look('the wrong password');
      await page.getByLabel('Password').fill(guest.password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('heading', { name: 'You are online' }).waitFor();
      await look('the green tick');
      assert.ok(gateway.isOnline(mac));
      await page.getByRole('link', { name: 'Your devices' }).click();
      await page.getByRole('heading', { name: /^Hello/ }).waitFor();
      await look('the own page');
      assert.ok(weight.heaviest() > 0 && weight.heaviest() < PAGE_BYTES_MAX, `${weight.heaviest()} octets`);
      assert.deepEqual(weight.others, []);
      // A refused login answers 422, which Chromium notes as a fault of its own.
      assert.deepEqual(
        faults.filter((fault) => !/status of 4\d\d|favicon/.test(fault)),
        [],
      );
      await context.close();
    });
  }
}

for (const [locale, title] of [
  ['bn-BD', /স্বাগতম/],
  ['ar-EG', /مرحبًا/],
  ['es-MX', /Te damos la bienvenida/],
] as const) {
  test(`in ${locale} the pages fit and can be used by everybody`, async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
    await gateway.join(newMac());
    const { context, page } = await openPhone(true, locale);
    await page.goto(gateway.url);
    await page.getByRole('heading', { name: title }).waitFor();
    for (const path of ['', '/login', '/number']) {
      const { pathname } = new URL(page.url());
      await page.goto(`${shop.gatehouse.portalUrl}${/^\/v\/[\w-]+/.exec(pathname)?.[0]}${path}`);
      await assertFits(page, `${locale} ${path}`);
      await assertAccessible(page, `${locale} ${path}`);
    }
    await context.close();
  });
}
