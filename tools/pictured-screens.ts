import type { Page } from 'playwright-core';
import type { Item, List } from '../acceptance/api-client.ts';

/** A screen of the web app as it is pictured. */
export type PicturedScreen = {
  /** How its files begin. */
  readonly name: string;
  /** Where it is; asked of the product where the one of many that says most is looked for. */
  readonly path: string | ((page: Page) => Promise<string>);
  /** Shown in English alone: another click opens it, or there is nothing more to see from right to left. */
  readonly inEnglishOnly?: boolean;
  /** Seen by who is not signed in. */
  readonly outside?: boolean;
  /** What lies over the page until somebody asks for it. */
  readonly open?: (page: Page) => Promise<void>;
};

export const screens: readonly PicturedScreen[] = [
  { name: 'sign-in', path: '/sign-in', outside: true },
  { name: 'forgotten-password', path: '/forgotten-password', outside: true },
  { name: 'home', path: '/' },
  { name: 'getting-started', path: '/getting-started' },
  { name: 'devices', path: '/devices' },
  { name: 'devices-selected', path: '/devices', open: selectOne, inEnglishOnly: true },
  { name: 'devices-views', path: '/devices?type=Router', open: openViews, inEnglishOnly: true },
  { name: 'device', path: '/devices/1' },
  { name: 'blocked', path: '/devices/blocked', inEnglishOnly: true },
  { name: 'unrecognised', path: '/devices/unrecognised' },
  { name: 'review', path: '/review' },
  { name: 'customers', path: '/customers' },
  { name: 'customer', path: refusedCustomer },
  { name: 'customer-devices', path: tabOf('devices') },
  { name: 'customer-sessions', path: tabOf('sessions') },
  { name: 'customer-attempts', path: tabOf('attempts') },
  { name: 'customer-payments', path: tabOf('payments'), inEnglishOnly: true },
  { name: 'customer-history', path: tabOf('history') },
  { name: 'explain', path: refusedCustomer, open: openExplain },
  { name: 'find', path: '/', open: findSomebody, inEnglishOnly: true },
  { name: 'imports', path: '/imports' },
  { name: 'import', path: '/imports/1' },
  { name: 'access-log', path: '/access-log' },
  { name: 'sessions', path: '/sessions' },
  { name: 'disconnects', path: '/disconnects' },
  { name: 'routers', path: '/routers' },
  { name: 'router', path: '/routers/1' },
  { name: 'router-set-up', path: '/routers/3/set-up' },
  { name: 'hotspot', path: '/hotspot' },
  { name: 'packages', path: '/packages' },
  { name: 'zones', path: '/zones' },
  { name: 'zone', path: '/zones/1' },
  { name: 'zone-portal', path: '/zones/1/portal' },
  { name: 'zone-waiting', path: '/zones/1/waiting', inEnglishOnly: true },
  { name: 'zone-history', path: '/zones/1/history', inEnglishOnly: true },
  { name: 'waiting', path: '/zones/waiting' },
  { name: 'payments', path: '/payments' },
  { name: 'payment', path: waitingPayment },
  { name: 'receipt', path: receipt },
  { name: 'vouchers', path: '/vouchers' },
  { name: 'voucher-batch', path: '/vouchers/1', inEnglishOnly: true },
  { name: 'voucher-sheet', path: '/vouchers/1/sheet', inEnglishOnly: true },
  { name: 'sales', path: '/sales' },
  { name: 'system', path: '/system' },
  { name: 'disconnecting', path: '/settings/disconnecting', inEnglishOnly: true },
  { name: 'settings-hotspot', path: '/settings/hotspot', inEnglishOnly: true },
  { name: 'payment-methods', path: '/settings/payment-methods' },
  { name: 'mail', path: '/settings/mail' },
  { name: 'audit-log', path: '/audit-log' },
  { name: 'my-account', path: '/settings/my-account' },
  { name: 'operators', path: '/settings/operators' },
  { name: 'api-tokens', path: '/settings/api-tokens' },
  { name: 'signing-in', path: '/settings/sign-in' },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'webhook', path: '/settings/webhooks/1', inEnglishOnly: true },
];

async function openExplain(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Explain|تفسير)$/ }).click();
  await page.getByRole('dialog').waitFor();
}

async function selectOne(page: Page): Promise<void> {
  await page.keyboard.press('a');
  await page.getByRole('region', { name: 'Selected rows' }).waitFor();
}

async function openViews(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Saved views' }).click();
}

async function findSomebody(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find' }).fill('ra');
  await page.getByRole('option').first().waitFor();
}

/** The profile that says most: of someone whose router is refused. */
async function refusedCustomer(page: Page): Promise<string> {
  const { items } = await read<{ items: { customerId?: string | null }[] }>(
    page,
    '/api/v1/attempts?outcome=reject&reason=device-not-registered&limit=50',
  );
  const customerId = items.find((item) => item.customerId)?.customerId;
  return customerId ? `/customers/${customerId}` : '/customers';
}

function tabOf(name: string): (page: Page) => Promise<string> {
  return async (page) => `${await refusedCustomer(page)}/${name}`;
}

async function paymentsBy(page: Page, query: string): Promise<readonly Item[]> {
  return (await read<List<Item>>(page, `/api/v1/payments?limit=1${query}`)).items;
}

/** As the page itself asks: a browser asks again where the connection that it kept was closed meanwhile. */
function read<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await (await fetch(url)).json()) as T, path);
}

/** The payment that waits for somebody's word, or the last one. */
async function waitingPayment(page: Page): Promise<string> {
  const found = (await paymentsBy(page, '&needsPerson=true'))[0] ?? (await paymentsBy(page, ''))[0];
  return found === undefined ? '/payments' : `/payments/${found.id}`;
}

async function receipt(page: Page): Promise<string> {
  const [found] = await paymentsBy(page, '&state=paid');
  return found === undefined ? '/payments' : `/payments/${found.id}/receipt`;
}
