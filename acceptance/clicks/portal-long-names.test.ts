import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Item } from '../api-client.ts';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { assertFits, openBrowser } from '../open-browser.ts';
import { newMac } from '../shop.ts';

/** The smallest phone that is still about. */
const PHONE = { width: 320, height: 568 };
/** As operators name things: no place to break a line at. */
const longName = (kind: string) => `${kind}_Unlimited_20Mbps_30Days_Family_Fibre`.padEnd(44, '_X');

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

for (const locale of ['en-GB', 'ar-EG'])
  test(`${locale}: names of 44 letters in one word fit 320 pixels, wherever they stand`, async () => {
    const zone = { portal: { name: longName('Zone') } };
    const hotspot = await shop.openHotspot(startMikrotik, zone);
    const sold = { kind: 'hotspot', validitySeconds: 86_400, quotaBytes: 1e9, deviceLimit: 1 };
    const price = { priceMinor: 1_234_567_890, currency: 'BDT', zoneIds: [hotspot.zoneId] };
    const name = longName(locale.slice(0, 2));
    const { id } = await shop.api.post<Item>('/service-packages', { name, ...sold, ...price });
    const cash = { name: longName(`Cash_${locale.slice(0, 2)}`), provider: 'cash', settings: {} };
    await shop.api.post('/payment-methods', cash);
    const guest = await shop.addGuest({ servicePackageId: id, name: longName('Guest') });
    const context = await browser.newContext({ viewport: PHONE, locale });
    const page = await context.newPage();
    const fits = (what: string) => assertFits(page, what);
    const arrive = async (): Promise<string> => {
      await context.clearCookies();
      await hotspot.join(newMac());
      await page.goto(hotspot.url);
      await page.waitForURL('**/v/*');
      return page.url();
    };
    const logIn = async (home: string) => {
      await page.goto(`${home}/login`);
      await page.locator('#username').fill(guest.username);
      await page.locator('#password').fill(guest.password);
      await page.locator('form[action$="/login"] button').first().click();
    };
    const home = await arrive();
    await fits('welcome');
    await logIn(home);
    await page.locator('.tick').waitFor();
    await fits('online');
    const { items } = await shop.api.get<{ items: Item[] }>(`/customers/${guest.id}/devices`);
    await shop.api.patch(`/devices/${items[0]?.id}`, { label: longName('Phone').slice(0, 40) });
    for (const path of ['/devices', `/devices/${items[0]?.id}`, '/buy', `/buy/${id}`]) {
      await page.goto(`${home}${path}`);
      await fits(path);
    }
    await page.locator('form[action*="/buy/"] button').first().click();
    await page.waitForURL('**/payments/*');
    // As it stands, without its going on by itself.
    const waiting = await (await fetch(page.url().replace(/\?.*/, ''))).text();
    await page.goto(`${home}/devices`);
    await page.setContent(waiting.replace(/<meta http-equiv="refresh"[^>]*>/, ''));
    await fits('payment');
    const second = await arrive();
    await logIn(second);
    await page.waitForURL('**/devices');
    await fits('all places taken');
    assert.match(await page.content(), /then=go/);
    await context.close();
  });
