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
import { takePortalPictures } from './portal-pictures.ts';

/**
 * `npm run pictures`: the demo, as it looks a minute after its start, and every page of the portal, into docs/pictures/;
 * most screens in Arabic too, for whoever reads from right to left.
 * `npm run pictures -- home zones` takes these alone, `npm run pictures -- portal` the portal's.
 */
const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const SECONDS_OF_LIFE = Number(process.env['GATEHOUSE_PICTURES_AFTER'] ?? 75);

const screens = [
  { name: 'home', path: '/' },
  { name: 'getting-started', path: '/getting-started' },
  { name: 'devices', path: '/devices' },
  { name: 'devices-selected', path: '/devices' },
  { name: 'devices-views', path: '/devices?type=Router' },
  { name: 'device', path: '/devices/1' },
  { name: 'blocked', path: '/devices/blocked' },
  { name: 'unrecognised', path: '/devices/unrecognised' },
  { name: 'review', path: '/review' },
  { name: 'customers', path: '/customers' },
  { name: 'customer', path: 'a refused customer' },
  { name: 'explain', path: 'a refused customer' },
  { name: 'find', path: '/' },
  { name: 'imports', path: '/imports' },
  { name: 'import', path: '/imports/1' },
  { name: 'access-log', path: '/access-log' },
  { name: 'sessions', path: '/sessions' },
  { name: 'disconnects', path: '/disconnects' },
  { name: 'routers', path: '/routers' },
  { name: 'router-set-up', path: '/routers/3/set-up' },
  { name: 'hotspot', path: '/hotspot' },
  { name: 'packages', path: '/packages' },
  { name: 'zones', path: '/zones' },
  { name: 'zone', path: '/zones/1' },
  { name: 'zone-portal', path: '/zones/1/portal' },
  { name: 'zone-waiting', path: '/zones/1/waiting' },
  { name: 'payments', path: '/payments' },
  { name: 'payment', path: 'a payment that needs somebody' },
  { name: 'vouchers', path: '/vouchers' },
  { name: 'voucher-batch', path: '/vouchers/1' },
  { name: 'sales', path: '/sales' },
  { name: 'system', path: '/system' },
  { name: 'disconnecting', path: '/settings/disconnecting' },
  { name: 'settings-hotspot', path: '/settings/hotspot' },
  { name: 'payment-methods', path: '/settings/payment-methods' },
  { name: 'audit-log', path: '/audit-log' },
  { name: 'my-account', path: '/settings/my-account' },
  { name: 'operators', path: '/settings/operators' },
  { name: 'api-tokens', path: '/settings/api-tokens' },
  { name: 'signing-in', path: '/settings/sign-in' },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'webhook', path: '/settings/webhooks/1' },
] as const;
const only = process.argv.slice(2);
const taken = screens.filter(({ name }) => only.length === 0 || only.includes(name));

/** Shown in English alone: another click opens them, or there is nothing more to see from right to left. */
const inEnglishOnly: readonly string[] = [
  'devices-selected',
  'devices-views',
  'explain',
  'find',
  'blocked',
  'import',
  'zone-waiting',
  'voucher-batch',
  'disconnecting',
  'settings-hotspot',
  'webhook',
];

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
  { language, colorScheme, ending, width, height }: Look,
): Promise<void> {
  const baseURL = gatehouse.adminUrl;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, baseURL });
  const page = await context.newPage();
  await signIn(page, operator);
  await speak(page, gatehouse, language);
  await disconnectSome(page, gatehouse);
  for (const screen of taken) {
    if (language !== 'en' && inEnglishOnly.includes(screen.name)) continue;
    if (screen.name === 'getting-started') await asOnTheFirstDay(page);
    await page.goto(await pathOf(page, screen));
    await untilRead(page);
    await openMore(page, screen.name);
    await drawn(page);
    await page.screenshot({ path: path.join(folder, `${screen.name}-${ending}-${width}.png`) });
  }
  await context.close();
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

/** What lies over a page until somebody asks for it. */
async function openMore(page: Page, name: string): Promise<void> {
  if (name === 'explain') {
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('The rules, in their order').waitFor();
  }
  if (name === 'devices-selected') {
    await page.keyboard.press('a');
    await page.getByRole('region', { name: 'Selected rows' }).waitFor();
  }
  if (name === 'devices-views') await page.getByRole('button', { name: 'Saved views' }).click();
  if (name === 'find') {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find' }).fill('ra');
    await page.getByRole('option').first().waitFor();
  }
}

/** Of some things the one that says most. */
async function pathOf(page: Page, { name, path }: (typeof screens)[number]): Promise<string> {
  if (name === 'customer' || name === 'explain') return refusedCustomer(page);
  return name === 'payment' ? waitingPayment(page) : path;
}

/** The payment that waits for somebody's word, or the last one. */
async function waitingPayment(page: Page): Promise<string> {
  const read = async (query: string): Promise<List<Item>> =>
    (await (await page.request.get(`/api/v1/payments?limit=1${query}`)).json()) as List<Item>;
  const found = (await read('&needsPerson=true')).items[0] ?? (await read('')).items[0];
  return found === undefined ? '/payments' : `/payments/${found.id}`;
}

/** The profile that says most: of someone whose router is refused. */
async function refusedCustomer(page: Page): Promise<string> {
  const answer = await page.request.get(
    '/api/v1/attempts?outcome=reject&reason=device-not-registered&limit=50',
  );
  const { items } = (await answer.json()) as { items: { customerId?: string | null }[] };
  const customerId = items.find((item) => item.customerId)?.customerId;
  return customerId ? `/customers/${customerId}` : '/customers';
}
