import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

const MAC = 'C4:E9:84:1F:22:0A';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let customer: Item;
let device: Item;
let zone: Item;
let nas: Item;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  customer = await api.post<Item>('/customers', {
    name: 'Rahima Akter',
    username: 'rahima.home',
    password: 'a-long-password',
    kind: 'pppoe',
  });
  device = await api.post<Item>(`/customers/${customer.id}/devices`, { mac: MAC, label: 'Home Router' });
  await api.post('/service-packages', { name: 'Home 20', kind: 'pppoe' });
  zone = await api.post<Item>('/hotspot-zones', { name: 'Market', ssid: 'Market' });
  nas = await api.post<Item>('/nas', {
    name: 'Tower 3',
    address: '127.0.0.93',
    secret: 'a-secret-of-routers',
    vendor: 'mikrotik',
  });
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const history = () => page.getByRole('list', { name: 'History' });

describe('the audit log', () => {
  test('tells who did what from where, with what was before and after', async () => {
    await page.goto(`/devices/${device.id}`);
    await button('Edit').click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Attic');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Attic' }).waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('Changed a device').first().waitFor();
    await page.getByText('127.0.0.1').first().waitFor();
    await lookAt(page, 'audit-log', { dark: true });
    await page.getByText('Changed a device').first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Attic', { exact: true }).waitFor();
    await sheet.locator('del', { hasText: 'Home Router' }).waitFor();
    await lookAt(page, 'audit-entry', { dark: true });
    await page.keyboard.press('Escape');
  });

  test('is searched and filtered, and what is shown is saved as a file', async () => {
    await page.goto('/audit-log?thing=devices&search=c4e9841f220a');
    await page.getByText('Added a device').waitFor();
    assert.equal(await page.getByText('Added a customer').count(), 0);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    const file = await readFile(await (await coming).path(), 'utf8');
    assert.match(file, /devices\.add,device/);
    assert.doesNotMatch(file, /customers\.add/);
    await page.goto('/audit-log?thing=audit-log');
    await page.getByText('Exported the audit log').waitFor();
  });

  test('stands with every customer, device, package, router and zone as its history', async () => {
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('link', { name: 'History' }).click();
    await history().getByText('Changed a device').waitFor();
    await history().getByText('Added a customer').waitFor();
    await lookAt(page, 'customer-history', { dark: true });
    await page.goto(`/devices/${device.id}`);
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await history().locator('del', { hasText: 'Home Router' }).waitFor();
    await lookAt(page, 'device-changes', { dark: true });
    await page.goto('/packages');
    await button('Actions for Home 20').click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await history().getByText('Added a package to what is sold').waitFor();
    await page.goto(`/routers/${nas.id}`);
    await button('History').click();
    await history().getByText('Added a router').waitFor();
    await page.keyboard.press('Escape');
    await history().waitFor({ state: 'detached' });
    await page.getByRole('dialog', { name: 'Tower 3' }).waitFor();
    await page.goto(`/zones/${zone.id}/history`);
    await history().getByText('Added a zone').waitFor();
  });

  test('left nothing to complain about in the browser', () => {
    assert.deepEqual(faults, []);
  });
});
