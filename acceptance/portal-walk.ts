import type { BrowserContext, Page } from 'playwright-core';
import type { Item } from './api-client.ts';
import type { Hotspot, HotspotShop } from './gateways/hotspot-shop.ts';
import { openSale, type Sale } from './gateways/sell-at-portal.ts';
import { openSmsProvider } from './gateways/sms-provider.ts';
import { startMikrotik } from './gateways/mikrotik.ts';
import { PATIENCE_MS } from './open-browser.ts';
import { type Customer, newMac } from './shop.ts';

/** A small café with a hotspot, its packages and guests, so that each page of the portal has something to show. */
export type PortalPlace = {
  readonly shop: HotspotShop;
  readonly hotspot: Hotspot;
  readonly dayPackageId: string;
  readonly sale: Sale;
};

export const portalPageNames = [
  'welcome',
  'terms',
  'account',
  'account-wrong',
  'number',
  'number-wrong',
  'code',
  'packages',
  'hand-over',
  'waiting',
  'online',
  'status',
  'offline',
  'router-complains',
  'own-page',
  'device',
  'add-device',
  'all-places-taken',
  'package-ended',
  'buy-first',
  'buy',
  'pay-by-phone',
  'pay-looked-at',
  'pay-cash',
  'pay-refused',
  'pay-online',
  'pay-by-link',
  'paid-by-link',
  'renewed',
  'voucher',
  'voucher-wrong',
  'guest-account',
  'voucher-elsewhere',
  'not-from-here',
] as const;
export type PortalPageName = (typeof portalPageNames)[number];

export async function openPortalPlace(shop: HotspotShop): Promise<PortalPlace> {
  const sold = { kind: 'hotspot', deviceLimit: 2, rateDownKbps: 10_240, currency: 'BDT' };
  await shop.api.post('/service-packages', {
    ...sold,
    name: 'Free hour',
    validitySeconds: 3600,
    quotaBytes: 500_000_000,
    priceMinor: 0,
    trial: true,
  });
  const day = await shop.api.post<Item>('/service-packages', {
    ...sold,
    name: 'Day',
    validitySeconds: 86_400,
    quotaBytes: 2_000_000_000,
    priceMinor: 3000,
  });
  const hotspot = await shop.openHotspot(startMikrotik, {
    name: 'Lakeside Café',
    ssid: 'Lakeside_WiFi',
    registration: 'code',
    phoneCountryCode: '880',
    portal: {
      welcomeTexts: {
        en: 'Fresh tea, and Wi-Fi as fast as it pours.',
        ar: 'شاي طازج وإنترنت سريع.',
        bn: 'টাটকা চা, আর দ্রুত ওয়াই-ফাই।',
        es: 'Té recién hecho y wifi rápido.',
      },
      termsTexts: {
        en: 'Be kind to the line: it is shared by all guests.\n\nWhat the law of the country forbids is forbidden here too.',
        ar: 'كن لطيفًا مع الشبكة، فهي لجميع الضيوف.\n\nما يمنعه القانون ممنوع هنا أيضًا.',
      },
    },
  });
  // Where vouchers are out, every page that asks who it is takes them too.
  await makeVoucher({ shop, dayPackageId: day.id });
  return { shop, hotspot, dayPackageId: day.id, sale: await openSale(shop, day.id) };
}

const DAY_MS = 86_400_000;
let lastNumber = 1_712_345_000;

/** A telephone of a make that everybody knows. */
const newPhone = (): string => newMac().replace(/^D4:CA:6D/, 'B0:C4:E7');

/**
 * Goes through every page of the portal as a phone does, by addresses and fields, so in any language; `look` is called
 * on each.
 */
export async function walkPortal(
  place: PortalPlace,
  context: BrowserContext,
  look: (name: PortalPageName, page: Page) => Promise<void>,
): Promise<void> {
  const { shop, hotspot } = place;
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const submit = (action: string) => page.locator(`form[action$="${action}"] button`).first().click();
  const arrive = async (mac = newPhone()): Promise<string> => {
    await context.clearCookies();
    await hotspot.join(mac);
    await page.goto(hotspot.url);
    await page.waitForURL('**/v/*');
    return page.url();
  };
  const logIn = async (home: string, { username, password }: Omit<Customer, 'id'>): Promise<void> => {
    await page.goto(`${home}/login`);
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(password);
    await submit('/login');
  };

  const home = await arrive();
  await look('welcome', page);
  await page.goto(`${home}/terms`);
  await look('terms', page);
  await page.goto(`${home}/login`);
  await look('account', page);
  await logIn(home, { username: 'rahima', password: 'wrong' });
  await page.getByRole('alert').waitFor();
  await look('account-wrong', page);

  await page.goto(`${home}/number`);
  await look('number', page);
  await page.locator('#number').fill('12');
  await submit('/number');
  await page.getByRole('alert').waitFor();
  await look('number-wrong', page);
  lastNumber += 1;
  const sms = await openSmsProvider(shop.api);
  await page.locator('#number').fill(`+880${lastNumber}`);
  await submit('/number');
  await page.locator('#code').waitFor();
  await look('code', page);
  await page.locator('#code').fill(sms.codeFor(`+880${lastNumber}`));
  sms.close();
  await shop.api.ask('PUT', '/sms-gateway', { kind: 'log' });
  await submit('/code');
  await page.locator('form[action*="/packages/"]').first().waitFor();
  await look('packages', page);

  // The gateway is held up, and so is asking again, to see what stands there meanwhile.
  const isHeldUp = ({ origin, pathname, searchParams }: URL) =>
    (origin === hotspot.url && pathname === '/login') || searchParams.has('again');
  await page.route(isHeldUp, (route) => route.abort('aborted'));
  await page.locator('form[action*="/packages/"] button').first().click();
  await page.waitForURL('**/go');
  await look('hand-over', page);
  const onward = await page.locator('a.button').first().getAttribute('href');
  await page.goto(new URL(onward ?? '').searchParams.get('dst') ?? '');
  await look('waiting', page);
  await page.unroute(isHeldUp);
  await page.goto(`${home}/go`);
  await page.locator('.tick').waitFor();
  await look('online', page);
  await page.goto(`${hotspot.url}/status`);
  await page.waitForURL('**/v/*/status');
  await look('status', page);
  await page.locator('a[href$="/logout"]').click();
  await page.locator('main a.button[href$="/login"]').waitFor();
  await look('offline', page);
  const complaint = new URL(`${shop.gatehouse.portalUrl}/hotspot/mikrotik`);
  const { nasId } = hotspot.options;
  const error = 'license expired: <none>';
  const told = {
    page: 'error',
    nas: nasId,
    mac: newPhone(),
    'link-login-only': `${hotspot.url}/login`,
    error,
  };
  for (const [name, value] of Object.entries(told)) complaint.searchParams.set(name, value);
  await page.goto(complaint.href);
  await page.getByRole('alert').waitFor();
  await look('router-complains', page);

  const guest = await shop.addGuest({ name: 'Rahima Akter', deviceLimit: 3 });
  await addDevice(shop, guest, { type: 'Laptop', label: 'Office laptop' });
  const second = await arrive();
  await logIn(second, guest);
  await page.locator('.tick').waitFor();
  await page.goto(second);
  await look('own-page', page);
  const { items } = await shop.api.get<{ items: Item[] }>(`/customers/${guest.id}/devices`);
  await page.goto(`${second}/devices/${items[0]?.id}`);
  await look('device', page);
  await page.goto(`${second}/devices/add`);
  await look('add-device', page);
  const full = await shop.addGuest({ name: 'Nasrin Sultana', deviceLimit: 2 });
  await addDevice(shop, full, { type: 'Phone', label: 'Old phone' });
  await addDevice(shop, full, { type: 'Laptop' });
  await logIn(await arrive(), full);
  await page.waitForURL('**/devices');
  await look('all-places-taken', page);

  const late = await shop.addGuest({ name: 'Karim Uddin', servicePackageId: undefined });
  await shop.api.post(`/customers/${late.id}/subscriptions`, {
    servicePackageId: place.dayPackageId,
    startsAt: new Date(Date.now() - 2 * DAY_MS).toISOString(),
    endsAt: new Date(Date.now() - DAY_MS).toISOString(),
  });
  await logIn(await arrive(), late);
  await page.waitForURL('**/devices');
  await look('package-ended', page);
  await walkBuying(place, page, { arrive, look, submit });
  await walkVoucher(place, page, { arrive, look, submit });
  await context.clearCookies();
  await page.goto(shop.gatehouse.portalUrl);
  await look('not-from-here', page);
  await page.close();
}

type Steps = {
  readonly arrive: () => Promise<string>;
  readonly look: (name: PortalPageName, page: Page) => Promise<void>;
  readonly submit: (action: string) => Promise<void>;
};

/** What somebody sees who pays: with the provider's page, on another phone, by telephone and in cash. */
async function walkBuying(place: PortalPlace, page: Page, { arrive, look, submit }: Steps): Promise<void> {
  const { shop, dayPackageId, sale } = place;
  const guest = await shop.addGuest({ name: 'Farida Begum', servicePackageId: undefined });
  // Asking again is held up, to see what stands there meanwhile.
  const isAskingAgain = ({ searchParams }: URL) => searchParams.has('again');
  await page.route(isAskingAgain, (route) => route.abort('aborted'));
  const home = await arrive();
  await page.goto(`${home}/buy/${dayPackageId}`);
  await look('buy-first', page);
  await page.goto(`${home}/login`);
  await page.locator('#username').fill(guest.username);
  await page.locator('#password').fill(guest.password);
  await submit('/login');
  await page.locator('button[name="method"]').first().waitFor();
  await look('buy', page);
  const choose = async (method: keyof Sale['methods']): Promise<string> => {
    await page.goto(`${home}/buy/${dayPackageId}`);
    await page.locator(`button[name="method"][value="${sale.methods[method]}"]`).click();
    await page.waitForURL('**/payments/*');
    return page.url();
  };

  await choose('byPhone');
  await look('pay-by-phone', page);
  await page.locator('#reference').fill(`8KH${String(Math.random()).slice(2, 9)}`);
  await submit('/reference');
  await page.locator('#reference').waitFor({ state: 'detached' });
  await look('pay-looked-at', page);
  const cash = await choose('cash');
  await look('pay-cash', page);
  const { id } = await sale.lastPayment();
  await shop.api.post(`/payments/${id}/refuse`, { reason: 'Nobody came.' });
  await page.goto(cash);
  await look('pay-refused', page);

  const online = await choose('online');
  await look('pay-online', page);
  const link = (await page.locator('.link').textContent())?.trim() ?? '';
  await page.goto(link);
  await look('pay-by-link', page);
  await payLast(sale);
  await page.goto(link);
  await page.locator(`form[action$="/go"]`).waitFor();
  await look('paid-by-link', page);
  await page.unroute(isAskingAgain);
  await page.goto(online);
  await page.locator('.tick').waitFor();
  const again = await choose('online');
  await payLast(sale);
  await page.goto(again);
  await page.waitForURL('**/devices?paid=*');
  await look('renewed', page);
}

/** Somebody pays what was begun last, and it is believed. */
async function payLast(sale: Sale): Promise<void> {
  await sale.gateway.pay(sale.gateway.payments().at(-1)?.id ?? '');
  for (let looks = 0; (await sale.lastPayment()).state !== 'paid'; looks += 1) {
    if (looks === 100) throw new Error('It was paid, and nobody believed it.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What somebody sees who bought a voucher. */
async function walkVoucher(place: PortalPlace, page: Page, { arrive, look, submit }: Steps): Promise<void> {
  const code = await makeVoucher(place);
  const home = await arrive();
  await page.goto(`${home}/voucher`);
  await look('voucher', page);
  await page.locator('#code').fill('K7MW-H3X-9TA');
  await submit('/voucher');
  await page.getByRole('alert').waitFor();
  await look('voucher-wrong', page);
  await page.locator('#code').fill(code);
  await submit('/voucher');
  await page.locator('.tick').waitFor();
  await page.goto(`${home}/account`);
  await look('guest-account', page);
  await page.context().clearCookies();
  await page.goto(`${place.shop.gatehouse.portalUrl}/c/${code}`);
  await look('voucher-elsewhere', page);
}

export async function makeVoucher({
  shop,
  dayPackageId,
}: Pick<PortalPlace, 'shop' | 'dayPackageId'>): Promise<string> {
  const { vouchers } = await shop.api.post<{ vouchers: { code: string }[] }>('/voucher-batches', {
    name: `Counter ${Math.random()}`,
    servicePackageId: dayPackageId,
    count: 1,
  });
  return vouchers[0]?.code ?? '';
}

async function addDevice(shop: HotspotShop, guest: Customer, device: Record<string, string>): Promise<void> {
  const { id } = await shop.api.post<Item>(`/customers/${guest.id}/devices`, { mac: newPhone(), ...device });
  // As if it had logged in at the hotspot: what an operator registered is not its holder's to change.
  await shop.database.pool.query(`update devices set source = 'hotspot' where id = $1`, [id]);
}
