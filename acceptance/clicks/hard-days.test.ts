import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { assertAccessible, assertFits, openBrowser } from '../open-browser.ts';
import { OPERATOR, openWindow, setUpOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** What the web app does when something is not as it should be. */
const CUSTOMERS = 60;

let gatehouse: Gatehouse;
let browser: Browser;
let context: BrowserContext;
let page: Page;

before(async () => {
  gatehouse = await startOnTestDatabase();
  browser = await openBrowser();
  ({ context, page } = await openWindow(browser, gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const menu = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
const drawer = () => page.getByRole('dialog');
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const focused = (text: string | RegExp) => page.locator(':focus').filter({ hasText: text }).waitFor();
const scrolledTo = () => page.evaluate<number>('document.getElementById("main").scrollTop');
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const before = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < before, 'it never came about');
    await page.waitForTimeout(50);
  }
};

test('a made-up set-up link is refused before anything is filled in, a used one shows the way to sign in', async () => {
  assert.ok(gatehouse.setUpLink);
  await open(`${gatehouse.adminUrl}/set-up#made-up`);
  await page.getByRole('heading', { name: 'This set-up link is not valid' }).waitFor();
  assert.equal(await page.getByLabel('Your name').count(), 0);
  await page.goto(gatehouse.setUpLink);
  await setUpOperator(page);

  await open(gatehouse.setUpLink);
  await page.getByRole('heading', { name: 'Gatehouse is set up' }).waitFor();
  await assertAccessible(page, 'a used set-up link');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL('**/sign-in');
});

test('a server that falls silent is told with the time, and every screen recovers by itself', async () => {
  const api = await gatehouse.api();
  for (let i = 0; i < CUSTOMERS; i += 1) {
    const customer = {
      name: `Customer ${i}`,
      username: `customer.${i}`,
      password: 'a-good-password',
      kind: 'pppoe',
    };
    await api.post('/customers', customer);
  }
  await open('/customers');
  await page.getByRole('row').nth(5).waitFor();
  await context.route('**/api/**', (route) => route.abort());
  await page.getByText(/No answer since/).waitFor();
  assert.ok((await page.getByRole('row').count()) > 5, 'what was there stays');
  await assertAccessible(page, 'without an answer');
  await page.setViewportSize({ width: 360, height: 740 });
  await assertFits(page, 'without an answer');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/devices');
  await page.getByRole('heading', { level: 1, name: 'Cannot reach Gatehouse' }).waitFor();
  await context.unroute('**/api/**');
  await page.getByRole('heading', { level: 1, name: /Devices/ }).waitFor();
  await page.getByText(/No answer since/).waitFor({ state: 'detached' });
});

test('a screen gone to while the server is silent comes when it answers, without another load of the page', async () => {
  await open('/customers');
  await page.evaluate('window.isTheSame = true');
  await context.route(/\/(api|assets)\//, (route) => route.abort());
  await menu('Routers').click();
  await page.getByText(/No answer since/).waitFor();
  await context.unroute(/\/(api|assets)\//);
  await page.getByRole('heading', { level: 1, name: /Routers/ }).waitFor();
  assert.equal(await page.evaluate('window.isTheSame'), true);
});

test('a screen whose file went with the version before is shown by the new one', async () => {
  await open('/customers');
  let upgraded = false;
  await context.route(/\/assets\/PackagesScreen/, (route) =>
    upgraded ? route.continue() : route.fulfill({ status: 404 }),
  );
  await context.route('**/packages', (route) => {
    upgraded = true;
    return route.continue();
  });
  await menu('Packages').click();
  await page.getByRole('heading', { level: 1, name: /Packages/ }).waitFor();
  assert.ok(upgraded, 'the page was loaded anew');
  await context.unrouteAll();
});

test('a sign-in that ends is asked for over the form, which keeps what was typed', async () => {
  await open('/customers');
  await button('Add customer').first().click();
  const password = drawer().getByLabel('Network password');
  await until(async () => (await password.inputValue()) !== '');
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'detached' }); // a proposed password is nothing typed
  await focused('Add customer');

  await button('Add customer').first().click();
  await drawer().getByLabel('Name').first().fill('Rahima Akter');
  await drawer().getByLabel('Username').fill('rahima.home');
  await context.clearCookies();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Sign in again').waitFor();
  await assertAccessible(page, 'sign in again');
  await page.getByLabel(`Password of ${OPERATOR.username}`, { exact: true }).fill(OPERATOR.password);
  await page.keyboard.press('Enter');
  await page.getByText('Sign in again').waitFor({ state: 'detached' });
  await page.getByText(/Not saved yet/).waitFor();
  assert.equal(await drawer().getByLabel('Name').first().inputValue(), 'Rahima Akter');
  await drawer().locator('button[type=submit]').click();
  await page.getByRole('heading', { level: 1, name: 'Rahima Akter' }).waitFor();
});

test('a number that cannot be is said at its field, in its own unit', async () => {
  await open('/packages');
  await button('Add package').first().click();
  await drawer().getByLabel('Name').fill('Home 20');
  await drawer().getByLabel('Download').fill('-5');
  await drawer().getByLabel('Volume').fill('9e99');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/It must be more than 0/).waitFor();
  await page.getByText(/Type a number/).waitFor();
  await page.locator('input[name=downMbps]:focus').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await assertFits(page, 'a package at fault');
  await assertAccessible(page, 'a package at fault');
  await page.setViewportSize({ width: 1440, height: 900 });
  await button('Cancel').click();
  await button('Discard').click();
  await drawer().waitFor({ state: 'detached' });
  await focused('Add package');
});

test('a filter is a step to go back from, an unknown one is said in words, and back finds the place', async () => {
  await open('/access-log?outcome=perhaps');
  await page.getByText('Outcome cannot be “perhaps”.', { exact: false }).waitFor();
  await button('Clear filters').click();
  await page.waitForURL('**/access-log');

  await open('/customers');
  await page.getByRole('columnheader', { name: 'Username' }).click({ position: { x: 100, y: 20 } });
  await page.waitForURL('**sort=username');
  await button('Kind').first().click();
  await page.getByRole('menuitem', { name: 'PPPoE' }).click();
  await page.waitForURL('**kind=pppoe*');
  await page.goBack();
  await page.waitForURL((url) => !url.searchParams.has('kind'));

  await page.getByRole('row').nth(5).waitFor();
  await page.evaluate('document.getElementById("main").scrollTo({ top: 700 })');
  await until(async () => (await scrolledTo()) === 700);
  await page.getByRole('link', { name: 'Customer 3', exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'Customer 3', exact: false }).first().click();
  await page.waitForURL('**/customers/*');
  assert.equal(await scrolledTo(), 0);
  await page.goBack();
  await until(async () => (await scrolledTo()) === 700);
});

test('what there is not keeps the menu; a link to a router opens it', async () => {
  await open('/no/such/page');
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  assert.equal(await page.getByRole('main').count(), 1);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await assertAccessible(page, 'no such page');
  await page.goto('/settings');
  await page.waitForURL('**/settings/my-account');
  const api = await gatehouse.api();
  const router = { name: 'North Tower', address: '192.0.2.7', secret: 'a secret', vendor: 'mikrotik' };
  const { id } = await api.post('/nas', router);
  await page.goto(`/routers/${String(id)}`);
  await drawer().getByText('192.0.2.7').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/routers');
});
