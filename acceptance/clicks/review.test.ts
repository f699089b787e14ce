import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** Two lines under strict, each with a router that is registered, and strangers with the right password. */
const HOME = 'C4:E9:84:1F:22:0A';
const NEW_ROUTER = 'C4:E9:84:77:01:9C';
const STRANGER = '9A:3B:00:00:00:07';
const SALMAS = 'C4:E9:84:55:00:01';
const SECOND = 'C4:E9:84:55:00:02';
const PASSWORD = 'a-long-password';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let rahima: Item;
let karim: Item;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.93' });
  rahima = await addLine('Rahima Akter', 'rahima.home');
  karim = await addLine('Karim Uddin', 'karim.home');
  await api.post(`/customers/${rahima.id}/devices`, { mac: HOME, label: 'Home Router' });
  await api.post(`/customers/${karim.id}/devices`, { mac: 'C4:E9:84:1F:22:0B' });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await nas?.close();
  await gatehouse?.stop();
});

const addLine = (name: string, username: string) =>
  api.post<Item>('/customers', { name, username, password: PASSWORD, kind: 'pppoe', macBinding: 'strict' });
const logIn = (username: string, callingStationId: string) =>
  nas.logIn({ username, password: PASSWORD, callingStationId });
const button = (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) =>
  within.getByRole('button', { name });
const sheet = () => page.getByRole('dialog');
/** The access log is written behind the logins' backs. */
async function attemptsOf(customerId: string, count: number): Promise<void> {
  for (;;) {
    const { items } = await api.get<{ items: { count: number }[] }>(`/attempts?customerId=${customerId}`);
    if (items.reduce((sum, each) => sum + each.count, 0) >= count) return;
    await sleep(50);
  }
}
const menuItem = (name: string | RegExp) => page.getByRole('menuitem', { name });
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const gone = (text: string) => row(text).waitFor({ state: 'detached' });

describe('unrecognised devices', () => {
  test('are listed once they were refused with the right password, counted, with vendor and router', async () => {
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Reject');
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Reject');
    assert.equal(await logIn('karim.home', STRANGER), 'Access-Reject');
    assert.equal(
      await nas.logIn({ username: 'karim.home', password: 'wrong', callingStationId: 'C4:E9:84:00:00:01' }),
      'Access-Reject',
    );
    await open('/devices');
    await page.getByRole('link', { name: 'Unrecognised' }).click();
    await row(NEW_ROUTER).getByText('Rahima Akter').waitFor();
    await row(NEW_ROUTER).getByText('2×').waitFor();
    await row(NEW_ROUTER).getByText('Tower 3').waitFor();
    await row(STRANGER).getByText('Private').waitFor();
    assert.equal(await row('C4:E9:84:00:00:01').count(), 0, 'a wrong password is no device of anybody');
    await lookAt(page, 'unrecognised devices', { dark: true });
  });

  test('Replace gives the place of the registered one to the new one, by keyboard, in force at the next login', async () => {
    await button(`Replace Home Router by this device: ${NEW_ROUTER}`).press('Enter');
    await page.getByText(`Home Router of Rahima Akter is ${NEW_ROUTER} now.`).waitFor();
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Accept');
    await gone(NEW_ROUTER);
    await page.keyboard.press('u');
    await page.getByText('Home Router is the old device again.').waitFor();
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Reject');
    await row(NEW_ROUTER).waitFor();
  });

  test('Ignore takes it from the list, and undo brings it back; Block refuses it everywhere', async () => {
    await button(`More about ${STRANGER}`).click();
    await menuItem('Ignore').click();
    await page.getByText(`${STRANGER} is ignored.`).waitFor();
    await gone(STRANGER);
    await button(/^Undo/).click();
    await row(STRANGER).waitFor();
    await button(`More about ${STRANGER}`).click();
    await lookAt(page, 'ways with an unrecognised device', { asItIs: true });
    await menuItem('Block everywhere').click();
    await page.getByText(`${STRANGER} is blocked.`).waitFor();
    await gone(STRANGER);
    const { items } = await api.get<{ items: { mac: string }[] }>('/blocked-macs');
    assert.deepEqual(
      items.map(({ mac }) => mac),
      [STRANGER],
    );
  });

  test('stand on the customer’s Devices tab too, where Register above the limit lets them in', async () => {
    await open(`/customers/${rahima.id}/devices`);
    await page.getByText('1 device used this customer’s password').waitFor();
    await lookAt(page, 'unrecognised on the devices tab', { dark: true });
    await button(`More about ${NEW_ROUTER}`).click();
    await menuItem('Register above the limit of 1').click();
    await page.getByText(`${NEW_ROUTER} is registered to Rahima Akter.`).waitFor();
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Accept');
    await page.getByText('used this customer’s password').waitFor({ state: 'detached' });
  });
});

describe('the review', () => {
  test('says why a device is listed and what keeping or removing it would do', async () => {
    // What was just done is found by the customer's own list at once, by all others within minutes.
    for (const { id } of [rahima, karim]) await api.get(`/review?customerId=${id}`);
    await open('/review');
    const unlabelled = row('C4:E9:84:1F:22:0B');
    await unlabelled.getByText('has no label: nobody can tell it from another one.').waitFor();
    await row('Above the limit').getByText('has 2 devices and may have 1').waitFor();
    await lookAt(page, 'review', { dark: true });
  });

  test('Keep takes a finding from the list, with undo; who decided is on record', async () => {
    await button('Keep C4:E9:84:1F:22:0B of Karim Uddin').click();
    await page.getByText('Kept C4:E9:84:1F:22:0B of Karim Uddin.').waitFor();
    await gone('C4:E9:84:1F:22:0B');
    await button(/^Undo/).click();
    await row('C4:E9:84:1F:22:0B').waitFor();
    await button('Keep C4:E9:84:1F:22:0B of Karim Uddin').press('Enter');
    await gone('C4:E9:84:1F:22:0B');
    await button('Decisions').click();
    const history = page.getByRole('dialog');
    await history.getByText('No label · Ayesha Karim').first().waitFor();
    await lookAt(page, 'review decisions', { asItIs: true, dark: true });
    await page.keyboard.press('Escape');
    await history.waitFor({ state: 'detached' });
  });

  test('Remove, of several at once, is in force at the next login and taken back by one key', async () => {
    await page.getByRole('checkbox', { name: `Select No label: ${NEW_ROUTER} of Rahima Akter` }).check();
    await page.getByRole('checkbox', { name: /^Select Above the limit/ }).check();
    await page.getByRole('region', { name: 'Selected rows' }).waitFor();
    await lookAt(page, 'review selected', { asItIs: true });
    await button(/^Remove [12] devices?$/).click();
    await page.getByText(/^Removed /).waitFor();
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Reject');
    await page.keyboard.press('u');
    await page.getByText(/^Registered again: /).waitFor();
    assert.equal(await logIn('rahima.home', NEW_ROUTER), 'Access-Accept');
  });

  test('asks after as many days of silence as is chosen', async () => {
    await page.getByLabel('Silent for').selectOption('30');
    await page.waitForFunction(
      `fetch('/api/v1/settings').then((r) => r.json()).then((s) => s.reviewNotSeenDays === 30)`,
    );
  });
});

describe('turning strict on', () => {
  let salma: Item;

  test('first answers who would have been refused, from the logins that there were', async () => {
    salma = await api.post<Item>('/customers', {
      name: 'Salma Begum',
      username: 'salma.home',
      password: PASSWORD,
      kind: 'pppoe',
    });
    assert.equal(await logIn('salma.home', SALMAS), 'Access-Accept');
    await attemptsOf(salma.id, 1);
    await open(`/customers/${salma.id}/devices`);
    await page.getByRole('radiogroup', { name: 'MAC binding' }).getByText('Strict').click();
    await sheet().getByText('Strict would have refused logins that were let in.').waitFor();
    await sheet().getByText('let in 1×').waitFor();
    await lookAt(page, 'strict check', { dark: true });
  });

  test('adopts the device in one click, then strict lets it in and refuses others; undone by one key', async () => {
    await button(`Adopt ${SALMAS}`, sheet()).press('Enter');
    await page.getByText('Adopted 1 device.').waitFor();
    await sheet().getByText('Strict would have refused nothing.').waitFor();
    await button('Turn strict on', sheet()).click();
    await page.getByText('MAC binding of Salma Begum: strict.').waitFor();
    assert.equal(await logIn('salma.home', SALMAS), 'Access-Accept');
    assert.equal(await logIn('salma.home', SECOND), 'Access-Reject');
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await page.getByText('MAC binding is as before.').waitFor();
    assert.equal(await logIn('salma.home', SECOND), 'Access-Accept');
  });

  test('goes for a selection of customers, with observe before, and shows the same view afterwards', async () => {
    await attemptsOf(salma.id, 4);
    await open('/customers');
    await page.getByRole('checkbox', { name: 'Select Salma Begum' }).check();
    await page.getByRole('checkbox', { name: 'Select Rahima Akter' }).check();
    await button('MAC binding…').click();
    await sheet().getByText('Strict would have refused logins of 1 of 2 customers.').waitFor();
    await button('Observe first', sheet()).click();
    await page.getByText('MAC binding of 2 customers: observe.').waitFor();
    await button('Adopt the device', sheet()).click();
    await page.getByText('Adopted 1 device.').waitFor();
    await button('Turn strict on', sheet()).click();
    await page.getByText('MAC binding of 2 customers: strict.').waitFor();
    for (const mac of [SALMAS, SECOND]) assert.equal(await logIn('salma.home', mac), 'Access-Accept');
    const { macBinding } = await api.get<{ macBinding: string }>(`/customers/${salma.id}`);
    assert.equal(macBinding, 'strict');
    await page.keyboard.press('Escape');
  });

  test('goes for a package: all who follow it', async () => {
    const home = await api.post<Item>('/service-packages', { name: 'Home 20', kind: 'pppoe' });
    await api.post('/customers', {
      name: 'Nadia Islam',
      username: 'nadia.home',
      password: PASSWORD,
      kind: 'pppoe',
      servicePackageId: home.id,
    });
    await open('/packages');
    await button('Actions for Home 20').click();
    await menuItem('Who would strict refuse?').click();
    await sheet().getByText('1 customer neither was let in nor has a registered device').waitFor();
    await lookAt(page, 'strict check of a package', { asItIs: true });
    await button('Turn strict on', sheet()).click();
    await page.getByText('MAC binding of Home 20: strict.').waitFor();
    const { macBinding } = await api.get<{ macBinding: string }>(`/service-packages/${home.id}`);
    assert.equal(macBinding, 'strict');
  });

  test('no fault was said in the console', () => {
    assert.deepEqual(faults, []);
  });
});
