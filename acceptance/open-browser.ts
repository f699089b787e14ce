import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Result, RunOptions } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How long a page is waited for: nothing here is about speed, and a busy machine is slow. */
export const PATIENCE_MS = 30_000;

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

/** Everything that a page of the admin app shows at first is there. Its stream of signals never ends, so no network is idle. */
export async function untilRead(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const waiting = page.locator('.mantine-Skeleton-root, .mantine-Loader-root, [aria-busy="true"]');
  for (let calm = 0; calm < 3; calm = (await waiting.count()) === 0 ? calm + 1 : 0)
    await page.waitForTimeout(100);
}

/** axe itself, to be put into a page. */
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds wrong, in words; `where` tells which screen it was. Everything, or what colours alone can spoil: the
 * rest is the same in the dark.
 */
export async function findViolations(page: Page, where: string, what: Faults = 'all'): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  // A frame in which no script may run is looked at by nobody's script; what it shows is tested where it is a page.
  const context = { exclude: [['iframe[sandbox]']] };
  // What is well is not told: to describe it takes far longer than to find it.
  const options: RunOptions = {
    resultTypes: ['violations'],
    selectors: false,
    ...(what === 'colors' && { runOnly: { type: 'rule', values: ['color-contrast'] } }),
  };
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => node.html.slice(0, 300));
    return `${where}: ${id}: ${help}\n    ${places.join('\n    ')}`;
  });
}

type Faults = 'all' | 'colors';
type Violation = Pick<Result, 'id' | 'help'> & { readonly nodes: readonly { readonly html: string }[] };

export async function assertAccessible(page: Page, where: string, what?: Faults): Promise<void> {
  assert.deepEqual(await findViolations(page, where, what), []);
}

/** Nothing sticks out to the right: the page does not scroll sideways. */
export async function assertFits(page: Page, where: string): Promise<void> {
  const root = 'document.documentElement';
  const [content, window] = await page.evaluate<number[]>(`[${root}.scrollWidth, ${root}.clientWidth]`);
  assert.ok((content ?? 0) <= (window ?? 0), `${where} is ${content} px wide in a window of ${window} px`);
}
