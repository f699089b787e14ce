import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium, without a window and without anything it would like to tell its maker. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['GATEHOUSE_CHROMIUM'] ?? CHROMIUM.find((each) => existsSync(each));
  if (executablePath === undefined) throw new Error('Chromium is missing; apt-get install chromium');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Notes what a page complains about in its console, so that a test can say that it did not. */
export function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error') faults.push(`${message.text()} (${url})`);
  });
  return faults;
}

/** What axe finds wrong, in words; `where` tells which screen it was. */
export async function findViolations(page: Page, where: string): Promise<string[]> {
  // A frame in which no script may run is looked at by nobody's script; what it shows is tested where it is a page.
  // In one go (`axe.run`): the other way opens a window of its own each time, for frames of strangers, which we have none of.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => node.html.slice(0, 300));
    return `${where}: ${id}: ${help}\n    ${places.join('\n    ')}`;
  });
}

export async function assertAccessible(page: Page, where: string): Promise<void> {
  assert.deepEqual(await findViolations(page, where), []);
}

/** Nothing sticks out to the right: the page does not scroll sideways. */
export async function assertFits(page: Page, where: string): Promise<void> {
  const root = 'document.documentElement';
  const [content, window] = await page.evaluate<number[]>(`[${root}.scrollWidth, ${root}.clientWidth]`);
  assert.ok((content ?? 0) <= (window ?? 0), `${where} is ${content} px wide in a window of ${window} px`);
}
