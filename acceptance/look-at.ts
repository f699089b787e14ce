import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits } from './open-browser.ts';

/** A folder for pictures of what the tests look at, for the eyes of who builds a screen; undefined: none are made. */
const PICTURES = process.env['GATEHOUSE_TEST_PICTURES'];

type Size = { readonly width: number; readonly height: number };
const DESK: Size = { width: 1440, height: 900 };
const PHONE: Size = { width: 390, height: 844 };

type Look = {
  /** In dark too; where pictures are made, always. */
  readonly dark?: boolean;
  /** Only as large as it is now, instead of on a desk and on a phone. */
  readonly asItIs?: boolean;
};

/** Nothing wrong by axe, nothing cut off to the right. The page is left light, and on the desk unless `asItIs`. */
export async function lookAt(page: Page, where: string, { dark, asItIs }: Look = {}): Promise<void> {
  const themes = dark || PICTURES !== undefined ? (['light', 'dark'] as const) : (['light'] as const);
  for (const size of asItIs ? [null] : [DESK, PHONE]) {
    if (size !== null) await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await untilDrawn(page);
      const name = [where, colorScheme, ...(size === null ? [] : [size.width])].join(' ');
      await assertAccessible(page, name, colorScheme === 'dark' ? 'colors' : 'all');
      await assertFits(page, name);
      if (PICTURES !== undefined) await takePicture(page, PICTURES, name);
    }
  }
  if (!asItIs) await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** Until the page has been drawn anew, and what followed from its new size has been drawn too. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(`new Promise((drawn) => {
    const next = (left) => (left === 0 ? drawn() : requestAnimationFrame(() => setTimeout(next, 0, left - 1)));
    next(4);
  })`);
}

/** Of the whole page: the admin app's scrolls within its frame, so the window becomes as high as that. */
async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize() ?? DESK;
  const height = await page.evaluate<number>(`(document.getElementById('main')?.scrollHeight ?? 0) + 60`);
  await page.setViewportSize({ ...before, height: Math.max(height, before.height) });
  await page.screenshot({ path: `${folder}/${name.replaceAll(' ', '-')}.png`, fullPage: true });
  await page.setViewportSize(before);
}
