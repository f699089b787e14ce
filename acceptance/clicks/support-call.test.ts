import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { PATIENCE_MS } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** "New router, no internet": from what the caller says to the login that arrives, by real RADIUS. */
const HOME = 'C4:E9:84:1F:22:0A';
const NEW = 'C4:E9:84:77:01:9C';
const NEXT = 'C4:E9:84:55:66:77';
const PASSWORD = 'right-password-here';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let customerId = '';

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.91' });
  const customer = { name: 'Rahima Akter', username: 'rahima.home', password: PASSWORD, kind: 'pppoe' };
  customerId = (await api.post<Item>('/customers', { ...customer, macBinding: 'strict', deviceLimit: 2 })).id;
  await api.post(`/customers/${customerId}/devices`, { mac: HOME, label: 'Home Router', type: 'Router' });
  await api.post('/customers', { ...customer, name: 'Karim', username: 'karim' });
  assert.equal(await logIn(HOME), 'Access-Accept');
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

const logIn = (mac: string, more: { username?: string; password?: string } = {}): Promise<string> =>
  nas.logIn({ username: 'rahima.home', password: PASSWORD, callingStationId: mac, ...more });

const sentence = (text: string | RegExp) => page.getByRole('status').getByText(text).waitFor();
const button = (name: string | RegExp) => page.getByRole('button', { name });

/** Ctrl K, what was pasted, Enter: sooner than the answer. */
async function find(pasted: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find' }).waitFor();
  await page.keyboard.insertText(pasted);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Find' }).waitFor({ state: 'detached' });
}

/** Accounting is written a moment after it is answered. */
async function untilFound(sought: string): Promise<void> {
  const found = async () => JSON.stringify(await api.get(`/search?q=${sought}`));
  for (
    const end = Date.now() + PATIENCE_MS;
    !(await found()).includes(`"customerId":"${customerId}"`);
    await page.waitForTimeout(50)
  )
    assert.ok(Date.now() < end, `nothing is found by ${sought}`);
}

/** Until a package of a second is over. */
async function untilRefused(dial: () => Promise<string>): Promise<void> {
  for (
    const end = Date.now() + PATIENCE_MS;
    (await dial()) !== 'Access-Reject';
    await page.waitForTimeout(200)
  )
    assert.ok(Date.now() < end, 'it is still let in');
}

async function countClicks(): Promise<() => Promise<number>> {
  await page.evaluate('window.clicks = 0; addEventListener("click", () => window.clicks++, true)');
  return () => page.evaluate<number>('window.clicks');
}

describe('a support call', () => {
  test('from a pasted MAC to the login that arrives: one click after the search', async () => {
    for (let times = 0; times < 3; times += 1) assert.equal(await logIn(NEW), 'Access-Reject');
    await api.get(`/search?q=${NEW}`);
    const clicks = await countClicks();
    await find('c4e9.8477.019c');
    await page.waitForURL(`**/customers/${customerId}`);
    await sentence(
      /^Refused 3 times since \d\d:\d\d: an unregistered TP-Link.*\(C4:E9:84:77:01:9C\) used the right password\.$/,
    );
    await sentence(/^Registered: Home Router, last seen \d\d:\d\d\.$/);
    await button('Register as another device · 2 of 2').waitFor();
    await button('Open a 10-minute swap window').waitFor();
    await lookAt(page, 'profile-refused', { dark: true });

    await button('Replace Home Router by this device').click();
    await page.getByText('Home Router is this device now.').waitFor();
    await sentence(/^Nothing stands in the way any more: Home Router is let in at its next login/);
    assert.equal(await logIn(NEW), 'Access-Accept');
    await sentence(/^Accepted \d+ s ago from Home Router at Tower 3\.$/);
    assert.ok((await clicks()) <= 3, `${await clicks()} clicks`);
    await lookAt(page, 'profile-accepted', { dark: true });
    assert.equal(await logIn(HOME), 'Access-Reject', 'the old router is not the customer’s any more');
  });

  test('by the keyboard alone: found by half a MAC, mended by 1, taken back by u, mended again', async () => {
    await api.post(`/customers/${customerId}/devices`, { mac: NEXT, label: 'Laptop' });
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await find('1f:22:0a');
    await page.waitForURL(`**/customers/${customerId}`);
    await sentence(
      /^Refused at \d\d:\d\d: an unregistered TP-Link.*\(C4:E9:84:1F:22:0A\) used the right password\./,
    );
    await page.keyboard.press('1');
    await page.getByText('Laptop is this device now.').waitFor();
    assert.equal(await logIn(HOME), 'Access-Accept');
    await sentence(/^Accepted \d+ s ago from Laptop at Tower 3\.$/);
    await page.keyboard.press('u');
    await page.getByText('Laptop is the old device again.').waitFor();
    assert.equal(await logIn(HOME), 'Access-Reject');
    assert.equal(await logIn(NEXT), 'Access-Accept');
  });

  test('a swap window is opened before the new router is plugged in, and takes it', async () => {
    assert.equal(await logIn('C4:E9:84:00:00:01'), 'Access-Reject');
    await find('rahima.home');
    await page.waitForURL(`**/customers/${customerId}`);
    await button('Open a 10-minute swap window').click();
    await sentence(/^Swap window open, 10 minutes left/);
    await lookAt(page, 'profile-swap-window', { dark: true });
    assert.equal(await logIn('C4:E9:84:00:00:01'), 'Access-Accept');
    await sentence(/^Accepted \d+ s ago from /);
    assert.equal(await logIn('C4:E9:84:00:00:02'), 'Access-Reject', 'it took one, and is over');
  });

  test('a double click opens one swap window, and one undo leaves none open', async () => {
    assert.equal(await logIn('C4:E9:84:00:00:04'), 'Access-Reject');
    await sentence(/\(C4:E9:84:00:00:04\) used the right password\.$/);
    await button('Open a 10-minute swap window').dblclick();
    await sentence(/^Swap window open, 10 minutes left/);
    await page.keyboard.press('u');
    await sentence(/\(C4:E9:84:00:00:04\) used the right password\.$/);
    assert.equal(await logIn('C4:E9:84:00:00:04'), 'Access-Reject');
  });

  test('a device of somebody else is moved here by one click', async () => {
    const { items } = await api.get<{ items: readonly Item[] }>('/customers?search=karim');
    await api.post(`/customers/${items[0]?.id}/devices`, { mac: '00:1B:21:00:00:09' });
    assert.equal(await logIn('00:1B:21:00:00:09'), 'Access-Reject');
    await sentence(/used the right password, but is registered to Karim\.$/);
    await api.patch(`/customers/${customerId}`, { deviceLimit: 5 });
    await button('Move this device here from Karim').click();
    await page.getByText('The device is Rahima Akter’s now.').waitFor();
    assert.equal(await logIn('00:1B:21:00:00:09'), 'Access-Accept');
    await sentence(/^Accepted \d+ s ago/);
  });

  test('registering is taken back as if it had not been: the sentence is what it was', async () => {
    const stranger = 'C4:E9:84:00:00:03';
    assert.equal(await logIn(stranger), 'Access-Reject');
    const refused = new RegExp(`\\(${stranger}\\) used the right password\\.$`);
    await sentence(refused);
    await button(/^Register as another device/).click();
    await page.getByText(`${stranger} is registered to Rahima Akter.`).waitFor();
    await sentence(/^Nothing stands in the way any more/);
    await page.keyboard.press('u');
    await page.getByText(`${stranger} is not registered any more.`).waitFor();
    await sentence(refused);
    assert.equal(await logIn(stranger), 'Access-Reject');
    await sentence(/^Refused 2 times since/);
    await sentence(refused);
  });

  test('a router with a wrong username or password is told apart, and the right ones are shown', async () => {
    assert.equal(await logIn('00:1B:21:00:00:09', { username: 'rahlm' }), 'Access-Reject');
    await sentence(
      /tried to log in as “rahlm”, which nobody has, once, at .* The username here is rahima\.home\.$/,
    );
    assert.equal(await logIn('00:1B:21:00:00:09', { password: 'wrong' }), 'Access-Reject');
    await sentence(/^Wrong password from the customer’s own/);
    await lookAt(page, 'profile-wrong-password', { dark: true });
    await button('Show the password').click();
    await page.getByRole('dialog').getByText(PASSWORD).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await untilFound('rahlm');
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await find('rahlm');
    await page.waitForURL(`**/customers/${customerId}`);
  });

  test('who is suspended is taken up again by one click, and let in', async () => {
    await api.patch(`/customers/${customerId}`, { status: 'suspended' });
    assert.equal(await logIn('00:1B:21:00:00:09'), 'Access-Reject');
    await page.goto(`/customers/${customerId}`);
    await sentence(/^Suspended\. Every login is refused\. Tried last at/);
    await button('Unsuspend').click();
    await sentence(/^Nothing stands in the way any more/);
    assert.equal(await logIn('00:1B:21:00:00:09'), 'Access-Accept');
    await sentence(/^Accepted/);
  });

  test('an ended package is renewed by one click, let in, and taken back by one: refused', async () => {
    const caller = { name: 'Sadia Khatun', username: 'sadia.home', password: PASSWORD, kind: 'pppoe' };
    const { id } = await api.post<Item>('/customers', { ...caller, macBinding: 'off' });
    const priced = { priceMinor: 50_000, currency: 'BDT', validitySeconds: 30 * 86_400 };
    const sold = await api.post<Item>('/service-packages', { name: 'Home 20', kind: 'pppoe', ...priced });
    const endsAt = new Date(Date.now() + 1_000).toISOString();
    await api.post(`/customers/${id}/subscriptions`, { servicePackageId: sold.id, endsAt });
    const dial = () => logIn('00:1B:21:00:00:77', { username: 'sadia.home' });
    await untilRefused(dial);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const clicks = await countClicks();
    await find('sadia.home');
    await page.waitForURL(`**/customers/${id}`);
    await sentence(/: Home 20 has ended, /);
    await button('Choose a package').waitFor();
    await lookAt(page, 'profile-package-ended', { dark: true });
    await button('Renew').click();
    await page.getByText(/^Sadia Khatun has Home 20 again, until /).waitFor();
    await page.getByText('On the record as given without a payment. In force at the next login.').waitFor();
    assert.equal(await dial(), 'Access-Accept');
    await sentence(/^Accepted \d+ s ago from /);
    assert.ok((await clicks()) <= 3, `${await clicks()} clicks`);
    await page.keyboard.press('u');
    await page.getByText(/^The package is as it was before\.$|^A login had used it already/).waitFor();
    assert.equal(await dial(), 'Access-Reject');
    await sentence(/: Home 20 has ended, /);
    await button('Choose a package').click();
    await page.getByRole('dialog').getByText('Give Sadia Khatun a package').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('who is online is said to be, from where, and the last day shows it', async () => {
    const about = {
      username: 'rahima.home',
      callingStationId: '00:1B:21:00:00:09',
      framedIpAddress: '100.64.7.9',
    };
    await nas.account({ event: 'Start', ...about });
    await nas.account({ event: 'Interim-Update', sessionSeconds: 1, ...about });
    await untilFound(about.framedIpAddress);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await find('100.64.7.9');
    await page.waitForURL(`**/customers/${customerId}/sessions`);
    await page.getByRole('img', { name: /^The last 24 hours: online .*, refused \d+ times\.$/ }).waitFor();
    await lookAt(page, 'profile-online', { dark: true });
  });

  test('any login is explained: the facts, each rule, the one that decides, and the fix at the end', async () => {
    await page.goto(`/customers/${customerId}`);
    await button('Explain').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('From device').fill('aabb.cc00.1122');
    await drawer.getByText('this device is registered to nobody', { exact: false }).waitFor();
    await drawer.getByText('refused, this decides').waitFor();
    await drawer.getByRole('button', { name: 'Register as another device' }).waitFor();
    await lookAt(page, 'explain', { dark: true });
    await drawer.getByRole('button', { name: 'Register as another device' }).click();
    await drawer.getByText('this device is registered here', { exact: false }).waitFor();
    assert.equal(await logIn('AA:BB:CC:00:11:22'), 'Access-Accept');
    const told = await gatehouse.command(
      'explain',
      '--username',
      'rahima.home',
      '--mac',
      'aabb.cc00.1122',
      '--nas',
      'Tower 3',
    );
    assert.match(told, /✓ MAC binding .*this device is registered here\./);
    const accepted = await api.get<{ items: readonly Item[] }>(
      `/attempts?customerId=${customerId}&outcome=accept&limit=1`,
    );
    const past = await gatehouse.command('explain', '--attempt', accepted.items[0]?.id ?? '');
    assert.match(past, /✓ MAC binding[\s\S]*Let in: Right password, registered device\./);
    await page.keyboard.press('Escape');
  });

  test('a login that was refused is explained by what each rule found then, and mended there', async () => {
    assert.equal(await logIn('AA:BB:CC:00:11:33'), 'Access-Reject');
    await page.goto(`/customers/${customerId}/attempts`);
    await page
      .getByRole('row')
      .filter({ hasText: '11:33' })
      .getByText(/unregistered/)
      .first()
      .click();
    const drawer = page.getByRole('dialog');
    await drawer
      .getByText(/^Binding was strict \(the customer.s own\); this device was registered to nobody\.$/)
      .waitFor();
    await drawer.getByText('refused, this decided').waitFor();
    const mend = drawer.getByRole('button', { name: 'Open a 10-minute swap window' });
    await mend.waitFor();
    await lookAt(page, 'explain-attempt', { dark: true });
    await mend.click();
    await page.getByText('Swap window open for 10 minutes.').waitFor();
    assert.equal(await logIn('AA:BB:CC:00:11:33'), 'Access-Accept');
    await drawer.getByText('it has logged in since', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('what is found is looked at', async () => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find' }).fill('c4e984');
    await page.getByRole('option').first().waitFor();
    await lookAt(page, 'find', { dark: true });
    await page.keyboard.press('Escape');
  });

  test('complained about nothing in the console', () => assert.deepEqual(faults, []));
});
