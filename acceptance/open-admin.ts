import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, PATIENCE_MS, watchForFaults } from './open-browser.ts';
import type { Gatehouse } from './start-gatehouse.ts';

/** Who works in a browser test. */
export const OPERATOR = {
  name: 'Ayesha Karim',
  username: 'ayesha',
  password: randomBytes(12).toString('base64url'),
};

/**
 * A window as on a laptop, at Gatehouse's address. Without motion: half-faded text would fail axe's check of contrast.
 */
export async function openWindow(
  browser: Browser,
  { adminUrl }: Pick<Gatehouse, 'adminUrl'>,
): Promise<{ context: BrowserContext; page: Page }> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, baseURL: adminUrl, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return { context, page };
}

/** Goes by the link that was printed to where the first operator is named, and gives it. */
export async function openSetUp(page: Page, { setUpLink }: Pick<Gatehouse, 'setUpLink'>): Promise<string> {
  assert.ok(setUpLink, 'a set-up link was printed');
  await page.goto(setUpLink);
  return setUpLink;
}

/** Becomes the first operator, there where `openSetUp` leads, and waits until the menu stands. */
export async function setUpOperator(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(OPERATOR.name);
  await page.getByLabel('Username').fill(OPERATOR.username);
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Devices' }).waitFor();
}

/** A browser in which the first operator is signed in; `faults` is what its console complains of from then on. */
export async function openAsOperator(
  gatehouse: Gatehouse,
): Promise<{ browser: Browser; page: Page; faults: string[] }> {
  const browser = await openBrowser();
  try {
    const { page } = await openWindow(browser, gatehouse);
    const faults = watchForFaults(page);
    await openSetUp(page, gatehouse);
    await setUpOperator(page);
    return { browser, page, faults };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
