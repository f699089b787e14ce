import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { assertAccessible, assertFits, openBrowser } from '../open-browser.ts';
import {
  openPortalPlace,
  type PortalPageName,
  type PortalPlace,
  portalPageNames,
  walkPortal,
} from '../portal-walk.ts';

/** The smallest phone that is still about. */
const PHONE = { width: 320, height: 568 };
const PAGE_BYTES_MAX = 50_000;

let shop: HotspotShop;
let place: PortalPlace;
let browser: Browser;
before(async () => {
  shop = await openHotspotShop();
  place = await openPortalPlace(shop);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await place?.sale.close();
  await shop?.stop();
});

/** What is fetched from the portal beside the pages themselves. */
function watchFetches(page: Page, fetched: string[]): void {
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(shop.gatehouse.portalUrl) || url.endsWith('/favicon.ico')) return;
    if (request.resourceType() !== 'document') fetched.push(url);
  });
}

for (const [locale, schemes] of [
  ['en-GB', ['light', 'dark']],
  ['ar-EG', ['light', 'dark']],
  ['bn-BD', ['light']],
  ['es-MX', ['light']],
] as const) {
  test(`${locale}: every page of the portal fits 320 pixels, can be used by everybody, and is one small file`, async (t) => {
    const context = await browser.newContext({ viewport: PHONE, locale });
    const seen: PortalPageName[] = [];
    const fetched: string[] = [];
    const weights: Partial<Record<PortalPageName, number>> = {};
    context.on('page', (page) => watchFetches(page, fetched));
    await walkPortal(place, context, async (name, page) => {
      seen.push(name);
      weights[name] = Buffer.byteLength(await page.content());
      await assertFits(page, name);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        await assertAccessible(page, `${name}, ${colorScheme}`, colorScheme === 'dark' ? 'colors' : 'all');
      }
    });
    assert.deepEqual(seen, portalPageNames);
    t.diagnostic(`octets: ${JSON.stringify(weights)}`);
    for (const [name, octets] of Object.entries(weights))
      assert.ok(octets < PAGE_BYTES_MAX, `${name} has ${octets} octets`);
    assert.deepEqual(fetched, []);
    await context.close();
  });
}
