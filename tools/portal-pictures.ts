import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openHotspotShop } from '../acceptance/gateways/hotspot-shop.ts';
import { openPortalPlace, walkPortal } from '../acceptance/portal-walk.ts';

/** A reader from left to right and one from right to left, on the phones that most and that the poorest have. */
const phones = [
  { language: 'en', locale: 'en-GB', width: 390, height: 844 },
  { language: 'ar', locale: 'ar-EG', width: 320, height: 568 },
] as const;

/** Every page of the portal, whole, as `portal-<page>-<language>-<light or dark>-<width>.png`. */
export async function takePortalPictures(browser: Browser, folder: string): Promise<void> {
  const shop = await openHotspotShop();
  try {
    const place = await openPortalPlace(shop);
    for (const { language, locale, width, height } of phones) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme });
        await walkPortal(place, context, async (name, page) => {
          const file = `portal-${name}-${language}-${colorScheme}-${width}.png`;
          await page.screenshot({ path: path.join(folder, file), fullPage: true });
        });
        await context.close();
      }
    }
    await place.sale.close();
  } finally {
    await shop.stop();
  }
}
