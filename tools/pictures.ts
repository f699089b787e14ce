import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Item, List } from '../acceptance/api-client.ts';
import { openBrowser, untilRead } from '../acceptance/open-browser.ts';
import {
  type Gatehouse,
  makeDataFolder,
  removeDataFolder,
  startGatehouse,
} from '../acceptance/start-gatehouse.ts';
import { readDemoFacts } from './demo/demo-facts.ts';
import { type PicturedScreen, screens } from './pictured-screens.ts';
import { takePortalPictures } from './portal-pictures.ts';

/**
 * `npm run pictures`: the demo, as it looks a minute after its start, and every page of the portal, into docs/pictures/;
 * most screens in Arabic too, for whoever reads from right to left.
 * `npm run pictures -- home zones` takes these alone, `npm run pictures -- portal` the portal's.
 */
const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const SECONDS_OF_LIFE = Number(process.env['GATEHOUSE_PICTURES_AFTER'] ?? 75);

const only = process.argv.slice(2);
const taken = screens.filter(({ name }) => only.length === 0 || only.includes(name));

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** In which language and colours the screens are shown; the file of an English one does not say so. */
const looks = [
  { language: 'en', colorScheme: 'light', ending: 'light' },
  { language: 'en', colorScheme: 'dark', ending: 'dark' },
  { language: 'ar', colorScheme: 'light', ending: 'ar-light' },
] as const;

await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  if (taken.length > 0) await takeScreens(browser);
  if (only.length === 0 || only.includes('set-up')) await takeSetUp(browser);
  if (only.length === 0 || only.includes('portal')) await takePortalPictures(browser, folder);
} finally {
  await browser.close();
}

async function takeScreens(browser: Browser): Promise<void> {
  const dataFolder = await makeDataFolder();
  const gatehouse = await startGatehouse({ command: 'demo', dataFolder });
  try {
    const facts = await readDemoFacts(path.join(dataFolder, 'demo.json'));
    if (facts === null) throw new Error('the demo left no facts about itself');
    // As `npm run demo` shows it: its portal is on a known port, which ours is not.
    await (await gatehouse.api()).patch('/settings', { portalPublicUrl: 'http://127.0.0.1:8081' });
    await sleep(SECONDS_OF_LIFE * 1000);
    for (const look of looks) {
      for (const size of sizes) await takeLook(browser, gatehouse, facts.operator, { ...look, ...size });
    }
  } finally {
    await gatehouse.stop();
    await removeDataFolder(dataFolder);
  }
}

type Look = (typeof looks)[number] & (typeof sizes)[number];

async function takeLook(
  browser: Browser,
  gatehouse: Gatehouse,
  operator: { username: string; password: string },
  look: Look,
): Promise<void> {
  const { language, colorScheme, width, height } = look;
  const options = { viewport: { width, height }, colorScheme, baseURL: gatehouse.adminUrl };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, operator);
  await speak(page, gatehouse, language);
  await disconnectSome(page, gatehouse);
  // Who is not signed in is spoken to as the browser says.
  const stranger = await browser.newContext({ ...options, locale: language });
  const outside = await stranger.newPage();
  for (const screen of taken) {
    if (language !== 'en' && screen.inEnglishOnly) continue;
    await takePicture(screen.outside ? outside : page, screen, look);
  }
  await stranger.close();
  await context.close();
}

async function takePicture(page: Page, screen: PicturedScreen, { ending, width }: Look): Promise<void> {
  const { name, path: where } = screen;
  if (name === 'getting-started') await asOnTheFirstDay(page);
  await page.goto(typeof where === 'string' ? where : await where(page));
  await untilRead(page);
  await screen.open?.(page);
  await drawn(page);
  await page.screenshot({ path: path.join(folder, `${name}-${ending}-${width}.png`) });
}

/** The page of the link that a new house prints at its first start. */
async function takeSetUp(browser: Browser): Promise<void> {
  const gatehouse = await startGatehouse();
  try {
    for (const look of looks) {
      for (const size of sizes) {
        const { language: locale, colorScheme } = look;
        const context = await browser.newContext({ viewport: size, colorScheme, locale });
        const screen: PicturedScreen = { name: 'set-up', path: gatehouse.setUpLink ?? '/set-up' };
        await takePicture(await context.newPage(), screen, { ...look, ...size });
        await context.close();
      }
    }
  } finally {
    await gatehouse.stop();
  }
}

async function speak(page: Page, { adminUrl }: Gatehouse, language: string): Promise<void> {
  const headers = { Origin: adminUrl };
  await page.request.patch('/api/v1/me', { headers, data: { language } });
}

async function signIn(page: Page, operator: { username: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/username/i).fill(operator.username);
  await page
    .getByLabel(/password/i)
    .first()
    .fill(operator.password);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** The demo has all of it behind it. */
async function asOnTheFirstDay(page: Page): Promise<void> {
  const open = ['router', 'package', 'customer', 'login'].map((step) => ({
    step,
    state: 'open',
    thingId: null,
  }));
  const steps = [{ step: 'account', state: 'begun', thingId: null }, ...open];
  await page.route('**/api/v1/getting-started', (route) =>
    route.fulfill({ json: { steps, done: false, left: false } }),
  );
}

/** Two sessions of each router, once, so that there is something to see under Disconnects. */
async function disconnectSome(page: Page, { adminUrl }: Gatehouse): Promise<void> {
  type Session = Item & { readonly nas: { readonly name: string } | null };
  const read = async (path: string) => (await (await page.request.get(path)).json()) as List<Session>;
  if ((await read('/api/v1/router-requests?limit=1')).items.length > 0) return;
  const { items } = await read('/api/v1/sessions?open=true&limit=100');
  const routers = [...new Set(items.map(({ nas }) => nas?.name))];
  for (const router of routers) {
    for (const { id } of items.filter(({ nas }) => nas?.name === router).slice(0, 2)) {
      const headers = { Origin: adminUrl };
      await page.request.post(`/api/v1/sessions/${id}/disconnect`, { headers });
    }
  }
}

/** Nothing is being read any more, and what was measured first has its size. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' });
  await sleep(800);
}
