import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator, openWindow } from '../open-admin.ts';
import { untilRead } from '../open-browser.ts';
import { openShop, type Shop } from '../shop.ts';

/** An owner who limits an operator to a part of the house, by keyboard, and what the operator sees then. */
let shop: Shop;
let browser: Browser;
let page: Page;
let karims: Page;
let faults: string[];
let rahim: Item;
let salma: Item;

const KARIM = { name: 'Karim Uddin', username: 'karim', password: 'three unusual harbours' };

before(async () => {
  shop = await openShop();
  const [north, south] = [await addZone('North'), await addZone('South')];
  rahim = await shop.addCustomer({ name: 'Rahim Uddin', home: { zoneId: north.id } });
  const tower = await shop.api.post<Item>('/nas', {
    name: 'Tower 3',
    vendor: 'mikrotik',
    address: '192.0.2.3',
    secret: 'a secret of Tower 3',
  });
  await shop.addCustomer({ name: 'Amina Akter', home: { routerId: tower.id } });
  salma = await shop.addCustomer({ name: 'Salma Begum', home: { zoneId: south.id } });
  ({ browser, page, faults } = await openAsOperator(shop.gatehouse));
  ({ page: karims } = await openWindow(browser, shop.gatehouse));
  await addKarim();
  await signInAsKarim();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

const addZone = (name: string) => shop.api.post<Item>('/hotspot-zones', { name, ssid: name });

/** As an owner does; no token may. */
async function addKarim(): Promise<void> {
  await page.goto('/settings/operators');
  await page.getByRole('button', { name: 'Add operator' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill(KARIM.name);
  await dialog.getByLabel(/^Username/).fill(KARIM.username);
  await page.keyboard.press('Control+Enter');
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await karims.goto(link);
  await karims.getByLabel('Password', { exact: true }).fill(KARIM.password);
  await karims.keyboard.press('Enter');
  await karims.getByText('Your password is set. Sign in with it.').waitFor();
}

async function signInAsKarim(): Promise<void> {
  await karims.goto('/sign-in');
  await karims.getByLabel('Username').fill(KARIM.username);
  await karims.getByLabel('Password', { exact: true }).fill(KARIM.password);
  await karims.keyboard.press('Enter');
  await karims.getByRole('navigation').getByRole('link', { name: 'Customers' }).waitFor();
}

/** What stands in the list of customers, once it has been read. */
async function customersOfKarim(): Promise<string[]> {
  await karims.goto('/customers');
  await karims.getByRole('heading', { level: 1 }).waitFor();
  await untilRead(karims);
  return karims.getByRole('row').getByRole('link').allInnerTexts();
}

/** Chosen from a field that is searched by typing. */
async function type(at: Page, label: RegExp, text: string): Promise<void> {
  await at.getByRole('dialog').getByRole('combobox', { name: label }).focus();
  await at.keyboard.type(text);
  await at.getByRole('option', { name: text }).waitFor();
  await at.keyboard.press('ArrowDown');
  await at.keyboard.press('Enter');
}

describe('what an operator looks after', () => {
  test('is all until somebody says otherwise', async () => {
    assert.deepEqual(await customersOfKarim(), ['Amina Akter', 'Rahim Uddin', 'Salma Begum']);
  });

  test('is chosen by keyboard alone, and is in force at their next click', async () => {
    await page.getByRole('button', { name: `Actions for ${KARIM.name}` }).focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'What they look after' });
    await item.waitFor();
    await item.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`What ${KARIM.name} looks after`).waitFor();
    await dialog.getByRole('radio', { name: 'The whole house' }).focus();
    await page.keyboard.press('ArrowDown');
    await dialog.getByText('Nothing is chosen: they see no customer at all.').waitFor();
    await type(page, /^Zones/, 'North');
    await type(page, /^Routers/, 'Tower 3');
    await dialog.getByText('With the customers who come through them.').waitFor();
    await lookAt(page, 'what an operator looks after', { dark: true });
    await page.keyboard.press('Control+Enter');
    await page.getByText(`In force at ${KARIM.name}’s next click.`).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: KARIM.name })
      .getByText(/, a part$/)
      .waitFor();
    assert.deepEqual(await customersOfKarim(), ['Amina Akter', 'Rahim Uddin']);
    await karims.goto(`/customers/${salma.id}`);
    await karims.getByText('There is no such').waitFor();
  });
});

describe('where a customer is at home', () => {
  test('is chosen by keyboard, and whoever looks after that place sees them from then on', async () => {
    await page.goto(`/customers/${salma.id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const field = page.getByRole('dialog').getByRole('combobox', { name: /^At home/ });
    assert.equal(await field.inputValue(), 'South');
    await field.focus();
    await page.keyboard.press('Control+a');
    await type(page, /^At home/, 'North');
    await lookAt(page, 'where a customer is at home');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Salma Begum changed.').waitFor();
    assert.deepEqual(await customersOfKarim(), ['Amina Akter', 'Rahim Uddin', 'Salma Begum']);
  });

  test('is one of their own places, where a limited operator changes it', async () => {
    await karims.goto(`/customers/${rahim.id}`);
    await karims.getByRole('button', { name: 'Edit', exact: true }).click();
    const field = karims.getByRole('dialog').getByRole('combobox', { name: /^At home/ });
    await field.focus();
    await karims.keyboard.press('Control+a');
    await karims.keyboard.type('South');
    await karims.getByText('There is no such zone or router').waitFor();
  });
});

test('left nothing to complain about in the browser', () => {
  assert.deepEqual(faults, []);
});
