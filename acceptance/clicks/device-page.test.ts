import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

const HOME = 'C4:E9:84:1F:22:0A';
const NEW = 'C4:E9:84:77:01:9C';
const THIRD = 'C4:E9:84:55:66:77';
const PASSWORD = 'right-password-here';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let customerId = '';
let deviceId = '';

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.92' });
  const customer = { username: 'rahima.home', password: PASSWORD, kind: 'pppoe', macBinding: 'strict' };
  customerId = (await api.post<Item>('/customers', { ...customer, name: 'Rahima Akter' })).id;
  await api.post('/customers', { ...customer, name: 'Karim Uddin', username: 'karim' });
  const device = { mac: HOME, label: 'Home Router' };
  deviceId = (await api.post<Item>(`/customers/${customerId}/devices`, device)).id;
  assert.equal(await logIn(HOME), 'Access-Accept');
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

const logIn = (mac: string): Promise<string> =>
  nas.logIn({ username: 'rahima.home', password: PASSWORD, callingStationId: mac });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const timeline = () => page.getByRole('region', { name: 'Timeline' });

describe('a device’s own page', () => {
  test('tells what it is, guesses its type aloud, and what it did', async () => {
    await page.goto(`/customers/${customerId}/devices`);
    await page.getByRole('row').filter({ hasText: 'Home Router' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/devices/${deviceId}`);
    await page.getByRole('heading', { level: 1, name: 'Home Router' }).waitFor();
    await page.getByText('Router? (guessed)').waitFor();
    await timeline().getByText('Right password, registered device.').waitFor();
    await timeline().getByText('Added.').waitFor();
    await lookAt(page, 'device', { dark: true });
  });

  test('is replaced by the device that just tried, in force at its next login, and undone by u', async () => {
    assert.equal(await logIn(NEW), 'Access-Reject');
    await button('Replace').click();
    await page.getByRole('button', { name: NEW }).click();
    await lookAt(page, 'device-replace', { dark: true });
    await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
    await page.getByText(`Home Router is ${NEW} now.`).waitFor();
    assert.equal(await logIn(NEW), 'Access-Accept');
    assert.equal(await logIn(HOME), 'Access-Reject');
    await page.getByRole('list', { name: 'Earlier MAC addresses' }).getByText(HOME).waitFor();
    await timeline().getByText(`Replaced: ${HOME} gave way to ${NEW}.`).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('u');
    await page.getByText(`Home Router is ${HOME} again.`).waitFor();
    assert.equal(await logIn(HOME), 'Access-Accept');
    assert.equal(await logIn(NEW), 'Access-Reject');
  });

  test('has notes, and its traffic as plots', async () => {
    await page.getByRole('textbox', { name: 'New note' }).fill('Sits in the cellar');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Notes' }).getByText('Sits in the cellar').waitFor();
    await page.getByRole('heading', { name: 'Traffic by the hour' }).waitFor();
    await page.getByText('Week').click();
    await page.getByRole('heading', { name: 'Traffic by six hours' }).waitFor();
    await lookAt(page, 'device-history', { dark: true });
  });

  test('is moved to another customer, and back', async () => {
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Move to another customer…' }).click();
    await page.getByRole('combobox', { name: 'Customer' }).fill('karim');
    await page.getByRole('option', { name: /Karim Uddin/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
    await page.getByText('Home Router is Karim Uddin’s now.').waitFor();
    assert.equal(await logIn(HOME), 'Access-Reject');
    await button('Undo').click();
    await page.getByText('Home Router is Rahima Akter’s again.').waitFor();
    assert.equal(await logIn(HOME), 'Access-Accept');
  });

  test('is blocked with a reason, stands in the list of the blocked, and is unblocked with undo', async () => {
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Block everywhere…' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Stolen');
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await page.getByText(`${HOME} is blocked.`).waitFor();
    assert.equal(await logIn(HOME), 'Access-Reject');
    await page.goto('/devices');
    await page.getByRole('link', { name: 'Blocked', exact: true }).click();
    await page.getByText('Stolen').waitFor();
    await lookAt(page, 'blocked', { dark: true });
    await button(`Unblock ${HOME}`).click();
    await page.getByText(`${HOME} is no longer blocked.`).waitFor();
    assert.equal(await logIn(HOME), 'Access-Accept');
    await button('Undo').click();
    await page.getByText(`${HOME} is blocked again.`).waitFor();
    const { items } = await api.get<{ items: { reason: string }[] }>('/blocked-macs');
    assert.deepEqual(
      items.map(({ reason }) => reason),
      ['Stolen'],
    );
    await api.remove(`/blocked-macs/${HOME}`);
  });
});

describe('a swap window', () => {
  test('is opened on the Devices tab, counts down, and is over once the next device took the place', async () => {
    await page.goto(`/customers/${customerId}/devices`);
    await button('Open a swap window').click();
    await page.getByRole('menuitem', { name: 'For 10 minutes' }).click();
    const window = page.getByRole('status', { name: 'Swap window' });
    await window.getByText(/^(10:00|9:5\d)$/).waitFor();
    await lookAt(page, 'swap-window', { dark: true });
    await button('Close it now').click();
    await page.getByText('The swap window is closed.').waitFor();
    await window.waitFor({ state: 'detached' });
    assert.equal(await logIn(THIRD), 'Access-Reject');
    await button('Undo').last().click();
    await window.waitFor();
    assert.equal(await logIn(THIRD), 'Access-Accept');
    await page.reload();
    await button('Open a swap window').waitFor();
    const device = await api.get<{ mac: string; label: string }>(`/devices/${deviceId}`);
    assert.deepEqual([device.mac, device.label], [THIRD, 'Home Router']);
  });

  test('the browser had nothing to complain about', () => assert.deepEqual(faults, []));
});
