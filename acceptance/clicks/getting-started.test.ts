import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** The first day: from the set-up link to the first login, without telling anybody what is done; and help wherever one is. */
const MAC = 'C4:E9:84:1F:22:0A';
const PASSWORD = 'right-password-here';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

const step = (name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name });
const stands = (name: string | RegExp, state: string) =>
  step(name).getByRole('img', { name: state, exact: true }).waitFor();
const helpMenu = async (item: string) => {
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  return page.getByRole('menuitem', { name: item });
};

describe('the first steps', () => {
  test('follow the set-up link, with the account there and a second factor offered', async () => {
    await page.waitForURL('**/getting-started');
    await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor();
    await stands('Protect your own account', 'Begun');
    for (const title of ['Add the first router', 'Make a package', 'Add a customer', 'See the first login'])
      await stands(title, 'To do');
    await lookAt(page, 'getting-started', { dark: true });
  });

  test('take what is typed right there, and show as done what is', async () => {
    await step('Make a package').getByRole('button', { name: 'Add package' }).click();
    const form = page.getByRole('dialog', { name: 'Add package' });
    await form.getByLabel('Name', { exact: false }).first().fill('Home 20');
    await form.getByRole('button', { name: 'Add package' }).click();
    await form.waitFor({ state: 'hidden' });
    await stands('There is a package', 'Done');
  });

  test('see by themselves what was done elsewhere, to the first login', async () => {
    nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.93' });
    await step('Set the router up').getByRole('link', { name: 'Script and checklist' }).waitFor();
    const { id } = await api.post<Item>('/customers', {
      name: 'Rahima Akter',
      username: 'rahima.home',
      password: PASSWORD,
      kind: 'pppoe',
    });
    await step('Register a device').getByRole('link', { name: 'Add a device' }).waitFor();
    await api.post(`/customers/${id}/devices`, { mac: MAC, label: 'Home Router', type: 'Router' });
    await stands('There are customers with devices', 'Done');
    assert.equal(
      await nas.logIn({ username: 'rahima.home', password: PASSWORD, callingStationId: MAC }),
      'Access-Accept',
    );
    await stands('A router asks, and is answered', 'Done');
    await stands('Somebody was let in', 'Done');
    await page.getByText('All of it is done').waitFor();
    await lookAt(page, 'getting-started-done', { dark: true });
    await page.getByRole('link', { name: 'Home' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('region', { name: 'Getting started' }).count(), 0);
  });

  test('are left at any time, on Home too, and found again under Help', async () => {
    await api.remove(`/nas/${nas.id}`);
    await page.goto('/');
    const note = page.getByRole('region', { name: 'Getting started' });
    await note.getByText('Next: Add the first router.').waitFor();
    await lookAt(page, 'home-getting-started', { dark: true });
    await note.getByRole('button', { name: 'Leave it' }).click();
    await note.waitFor({ state: 'hidden' });
    await (await helpMenu('Getting started')).click();
    await page.waitForURL('**/getting-started');
    await page.getByRole('button', { name: 'Show it on Home again' }).click();
    await page.getByRole('button', { name: 'Leave it, I know my way' }).waitFor();
    await page.goto('/');
    await note.waitFor();
  });
});

describe('help', () => {
  /** What opens in a tab of its own. */
  async function opened(open: () => Promise<unknown>): Promise<Page> {
    const [tab] = await Promise.all([page.context().waitForEvent('page'), open()]);
    await tab.waitForLoadState();
    return tab;
  }

  test('opens the page about the screen in a tab of its own, and finds others', async () => {
    await page.goto('/devices');
    const tab = await opened(async () => (await helpMenu('Help for this page')).click());
    await tab.getByRole('heading', { level: 1, name: 'Keep the register of devices clean' }).waitFor();
    await lookAt(tab, 'help-devices', { dark: true });
    await tab.getByRole('searchbox').fill('swap window');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { level: 1, name: 'Found for' }).waitFor();
    await lookAt(tab, 'help-found', { dark: true });
    await tab.getByRole('link', { name: '"New router, no internet"' }).last().click();
    await tab.waitForURL('**/help/a-customer-calls');
    await tab.close();
  });

  test('at the switch of MAC binding says what binding protects from, and what not', async () => {
    const { items } = await api.get<List<Item>>('/customers');
    await page.goto(`/customers/${items[0]?.id}/devices`);
    const link = page.getByRole('link', { name: 'What MAC binding protects from, and what not' });
    const tab = await opened(() => link.first().click());
    await tab.getByText('A MAC address can be copied.').waitFor();
    await lookAt(tab, 'help-binding', { dark: true });
    await tab.close();
  });

  test('the page breaks no rule of the page’s policy', () => {
    assert.deepEqual(faults, []);
  });
});
