import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import {
  assertAccessible,
  assertFits,
  findViolations,
  openBrowser,
  untilRead,
  watchForFaults,
} from '../open-browser.ts';
import { untilDrawn } from '../look-at.ts';
import { OPERATOR, openSetUp, openWindow, setUpOperator } from '../open-admin.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

/** An operator's first day, in order: each test begins where the one before ended. */
const SECRET = 'a secret for the tower';
const ROUTER = '127.0.0.71';
const HOME = 'C4:E9:84:1F:22:0A';
const STRANGE = 'C4:E9:84:77:01:9C';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let nas: TestNas;
let networkPassword = '';

before(async () => {
  gatehouse = await startGatehouse();
  browser = await openBrowser();
  ({ page } = await openWindow(browser, gatehouse));
  faults = watchForFaults(page);
  nas = await playNas({ id: '', address: ROUTER, secret: SECRET, server: gatehouse });
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) =>
  within.getByRole('button', { name });
const drawer = () => page.getByRole('dialog');
const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name });
/** By its address, so that a test does not depend on where the one before left off. */
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const row = (text: string) => page.getByRole('row').filter({ hasText: text });

describe('the first day', () => {
  test('the link that was printed makes the first operator, once', async () => {
    const setUpLink = await openSetUp(page, gatehouse);
    await assertAccessible(page, 'set up');
    await setUpOperator(page);

    const second = await fetch(`${gatehouse.adminUrl}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: gatehouse.adminUrl },
      body: JSON.stringify({
        ...OPERATOR,
        username: 'another',
        token: new URL(setUpLink).hash.slice(1),
      }),
    });
    assert.ok(second.status >= 400 && second.status < 500, `the link is used up: ${second.status}`);
  });

  test('signing out and in again, with a wrong password said in words', async () => {
    await button(new RegExp(OPERATOR.name)).click();
    await page.getByRole('menuitem', { name: /sign out/i }).click();
    await page.getByLabel('Username').fill(OPERATOR.username);
    await page.getByLabel('Password', { exact: true }).fill('not my password');
    await button('Sign in').click();
    await page.getByRole('alert').waitFor();
    await assertAccessible(page, 'sign in');
    await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password);
    await button('Sign in').click();
    await menu('Devices').waitFor();
    faults.length = 0; // a browser notes a refused sign-in as a fault
  });

  test('a router, a package and a zone are added', async () => {
    await open('/routers');
    await button(/add router/i)
      .first()
      .click();
    await drawer().getByLabel('Name').fill('North Tower');
    await drawer()
      .getByLabel(/address/i)
      .first()
      .fill(ROUTER);
    await drawer()
      .getByLabel(/secret/i)
      .first()
      .fill(SECRET);
    // Each make says what it is for; the one that most have is chosen beforehand.
    for (const [typed, make, use] of [
      ['juni', 'Juniper (MX)', /Broadband gateways/],
      ['mikro', 'MikroTik (RouterOS)', /hotspots on RouterOS/],
    ] as const) {
      await drawer().getByRole('combobox', { name: 'Vendor' }).fill(typed);
      await page.getByRole('option', { name: make }).click();
      await drawer().getByText(use).waitFor();
    }
    await assertAccessible(page, 'add router');
    await drawer().locator('button[type=submit]').click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByText('North Tower').first().waitFor();

    await open('/packages');
    await button(/add package/i)
      .first()
      .click();
    await drawer().getByLabel('Name').fill('Home 20');
    await assertAccessible(page, 'add package');
    await drawer().locator('button[type=submit]').click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByText('Home 20').first().waitFor();

    await open('/zones');
    await button(/add zone/i)
      .first()
      .click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Market Square');
    await drawer().getByLabel(/SSID/).first().fill('Lakeside WiFi');
    await assertAccessible(page, 'add zone');
    await drawer().locator('button[type=submit]').click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByText('Market Square').first().waitFor();
  });

  test('a customer is added, with a strong password proposed', async () => {
    await open('/customers');
    await button(/add customer/i)
      .first()
      .click();
    await drawer().getByLabel('Name', { exact: false }).first().fill('Rahima Akter');
    await drawer().getByLabel('Username').fill('rahima.home');
    const password = drawer().getByLabel('Network password');
    await assert.doesNotReject(async () => {
      while ((await password.inputValue()) === '') await page.waitForTimeout(50);
    });
    networkPassword = await password.inputValue();
    assert.ok(networkPassword.length >= 10);
    await assertAccessible(page, 'add customer');
    await drawer().locator('button[type=submit]').click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByText('Rahima Akter').first().waitFor();
  });

  test('a device is added by its MAC in any form, and shown in ours', async () => {
    await open('/devices');
    await button('Add Device').first().click();
    await drawer()
      .getByRole('combobox', { name: /customer/i })
      .or(drawer().getByLabel(/customer/i))
      .first()
      .fill('rahima');
    await page
      .getByRole('option', { name: /Rahima Akter/ })
      .first()
      .click();
    await drawer().getByLabel(/MAC/).first().fill('c4e9.841f.220a');
    await drawer().getByLabel(/label/i).first().fill('Home Router');
    await assertAccessible(page, 'add device');
    await button('Save', drawer()).click();
    await drawer().waitFor({ state: 'detached' });
    await row('Home Router').waitFor();
    assert.match(await row('Home Router').innerText(), /Rahima Akter/);
    assert.match((await row('Home Router').innerText()).replace(/\s/g, ''), new RegExp(HOME));
  });

  test('the list is found by any part of a MAC, and says so when nothing matches', async () => {
    const search = page.getByPlaceholder(/Search a MAC/);
    await search.fill('841F-22');
    await row('Home Router').waitFor();
    await page.waitForURL('**search=*'); // what is searched stands in the address
    await search.fill('no such device');
    await row('Home Router').waitFor({ state: 'detached' });
    await assertAccessible(page, 'nothing matches');
    await search.fill('');
    await row('Home Router').waitFor();
  });
});

describe('the strange router', () => {
  test('strict binding is switched on at the customer', async () => {
    await open('/customers');
    await row('Rahima Akter').getByRole('link').first().click();
    await page
      .getByRole('navigation', { name: /Rahima Akter/ })
      .getByRole('link', { name: /^Devices/ })
      .click();
    await page.getByRole('radiogroup', { name: 'MAC binding' }).getByText('Strict').click();
    await page
      .getByText(/From this customer|Set for this customer|own/i)
      .first()
      .waitFor();
    await assertAccessible(page, 'devices of a customer');
    assert.equal(await logIn(HOME), 'Access-Accept');
  });

  test('a refused attempt appears by itself, with its explanation', async () => {
    await open('/access-log');
    await row('rahima').first().waitFor();
    assert.equal(await logIn(STRANGE), 'Access-Reject');
    const refused = row('C4:E9:84').filter({ hasText: 'Refused' }).first();
    await refused.getByText(/unregistered/).click();
    await drawer()
      .getByText(/An unregistered TP-Link.* \(C4:E9:84:77:01:9C\) uses the right password/)
      .waitFor();
    await drawer()
      .getByText(/Registered: Home Router, last seen today/)
      .waitFor();
    await drawer().getByRole('button', { name: 'Register above the limit of 1' }).waitFor();
    await assertAccessible(page, 'explain');
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
  });

  test('above the limit is asked about first; what is mended is said to be, before the next login', async () => {
    await open('/customers');
    await row('Rahima Akter').getByRole('link').first().click();
    await button('Register above the limit of 1').click();
    await drawer().getByText('No place is left').waitFor();
    await assertAccessible(page, 'above the limit');
    await button('Register above the limit', drawer()).click();
    await drawer().waitFor({ state: 'detached' });
    await page.getByText(/is let in at its next login/).waitFor();
    await open('/');
    await page.getByText('Registered now; waiting for its next login.').waitFor();
    await assertAccessible(page, 'mended');
    assert.equal(await logIn(STRANGE), 'Access-Accept');
    await page.getByText('Registered now; waiting for its next login.').waitFor({ state: 'detached' });
  });

  test('a device that was removed in another window is said to be gone, and leaves the list', async () => {
    await open('/devices');
    const mine = page.getByRole('button', { name: `Remove ${STRANGE}`, exact: true });
    await mine.waitFor();
    const api = await gatehouse.api();
    const { items } = await api.get<{ items: readonly { id: string }[] }>(`/devices?search=${STRANGE}`);
    await api.remove(`/devices/${items[0]?.id}`);
    await mine.click();
    await page.getByText(/already removed/).waitFor();
    await mine.waitFor({ state: 'detached' });
    faults.length = 0; // a browser notes a refused removal as a fault
  });

  test('a removed device is refused at the next login, and undo lets it in again', async () => {
    await open('/devices');
    await row('Home Router').hover();
    await page.getByRole('button', { name: `Remove ${HOME}`, exact: true }).click();
    await row('Home Router').waitFor({ state: 'detached' });
    assert.equal(await logIn(HOME), 'Access-Reject');
    await button(/^Undo/).click();
    await row('Home Router').waitFor();
    assert.equal(await logIn(HOME), 'Access-Accept');
  });
});

describe('every screen', () => {
  const paths = [
    '/',
    '/customers',
    '/devices',
    '/sessions',
    '/access-log',
    '/packages',
    '/zones',
    '/routers',
    '/payments',
    '/sales',
    '/system',
    '/settings/my-account',
    '/settings/payment-methods',
  ];

  test('has no axe violation in light and in dark, and fits into 360 pixels', async () => {
    const violations: string[] = [];
    for (const path of paths) {
      await open(path);
      await untilRead(page);
      violations.push(...(await findViolations(page, `${path} in light`)));
      await page.emulateMedia({ colorScheme: 'dark' });
      violations.push(...(await findViolations(page, `${path} in dark`, 'colors')));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 360, height: 740 });
      await untilDrawn(page);
      await assertFits(page, path);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    assert.deepEqual(violations, []);
  });

  test('on a phone the menu is a sheet', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open('/devices');
    await assertAccessible(page, 'a phone');
    await button(/menu/i).first().click();
    await page.getByRole('link', { name: 'Customers' }).last().click();
    await page.waitForURL('**/customers*');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('is worked by the keyboard: g d goes to the devices, / filters, Ctrl K finds, ? helps', async () => {
    await open('/customers');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForURL('**/devices*');
    await row('Home Router').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('rahima');
    await page.waitForURL('**search=rahima*');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await drawer().waitFor();
    await page.keyboard.type('220a');
    await page.getByRole('option').first().waitFor();
    await assertAccessible(page, 'find');
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
  });

  test('complained about nothing in the console', () => assert.deepEqual(faults, []));
});

function logIn(mac: string): Promise<string> {
  return nas.logIn({
    username: 'rahima.home',
    password: networkPassword,
    method: 'ms-chap-v2',
    callingStationId: mac,
  });
}
