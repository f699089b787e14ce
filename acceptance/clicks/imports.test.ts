import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  await api.post('/service-packages', { name: 'Home 20', kind: 'pppoe', deviceLimit: 2 });
  const rahim = { name: 'Rahim Uddin', username: 'rahim', password: 'a-long-password', kind: 'pppoe' };
  const { id } = await api.post<Item>('/customers', rahim);
  await api.post(`/customers/${id}/devices`, { mac: 'c4e984000101' });
  await api.post('/customers', { ...rahim, name: 'Karim Mia', username: 'karim' });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const deviceCount = async (): Promise<number | undefined> =>
  (await api.get<List<Item> & { total?: number }>('/devices?count=true&limit=1')).total;

/** Sends what is in the drawer, and waits for the page of the import. */
async function send(): Promise<void> {
  await button('Send and look at it').click();
  await button('Check every row').waitFor();
}

describe('importing', () => {
  test('devices are pasted with their columns in any order, mapped on the screen, and judged row by row', async () => {
    await page.goto('/devices');
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('dialog', { name: 'Import a file' }).waitFor();
    await lookAt(page, 'import-form');
    await button('Send and look at it').click();
    await page.getByText('Choose a file, or paste what is to be imported.').waitFor();
    const rows = [
      'note;hardware;whose;label',
      'a;C4-E9-84-00-01-02;karim;Home Router',
      'b;c4e984000101;karim;',
      'c;not a mac;karim;',
      'd;c4e984000103;nobody;',
      'e;c4e984000104;rahim;',
      'f;c4e984000105;karim;',
      'g;c4e984000105;rahim;',
    ];
    await page.getByLabel('Or paste it here').fill(rows.join('\n'));
    await send();
    await page.getByLabel('What stands in hardware').selectOption('MAC address');
    await button('Check every row').click();
    await page.getByText('Say which column has the username.').waitFor();
    // The refusal that was asked for, as browsers note it.
    assert.match(faults.splice(0).join(), /status of 422/);
    await page.getByLabel('What stands in whose').selectOption('Username');
    await lookAt(page, 'import-columns', { dark: true });
    await button('Check every row').click();
    const row = (line: string) => page.getByRole('row').filter({ hasText: line });
    await row('C4:E9:84:00:01:02').getByText('New: one device of Karim Mia.').waitFor();
    await row('C4:E9:84:00:01:01').getByText('already registered to Rahim Uddin (rahim)').waitFor();
    await row('not a mac').getByText('This is not a MAC address').waitFor();
    await row('C4:E9:84:00:01:03').getByText('There is no customer “nobody”.').waitFor();
    await row('C4:E9:84:00:01:04').getByText('Rahim Uddin has 1 device, and the limit is 1.').waitFor();
    await page.getByText('line 8 gives it to rahim').waitFor();
    await lookAt(page, 'import-checked', { dark: true });
    await page.getByRole('list', { name: 'Verdicts' }).getByText('Not a MAC').click();
    await page.waitForURL(/verdict=not-a-mac/);
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' });
    assert.equal(await deviceCount(), 1, 'a preview changes nothing');
  });

  test('what is somebody else’s moves when that is wished; the good rows are applied, the others are left', async () => {
    await button('Change columns and options').click();
    await page.getByLabel('Move devices that are somebody else’s').check();
    await page.getByLabel('Go above device limits').check();
    await button('Check every row').click();
    await page.getByRole('list', { name: 'Verdicts' }).getByText('Moves').click();
    await page.getByText('C4:E9:84:00:01:01 moves here from Rahim Uddin (rahim).').waitFor();
    await button('Apply the 3 good rows').click();
    await page.getByText(/^Applied by/).waitFor();
    await page.goto(page.url().replace(/\?.*/, ''));
    await page.getByText(/^Applied by/).waitFor();
    await lookAt(page, 'import-applied', { dark: true });
    assert.equal(await deviceCount(), 3);
    const { items } = await api.get<List<{ username: string; label: string | null }>>(
      '/devices?search=c4e984000102',
    );
    assert.deepEqual([items[0]?.username, items[0]?.label], ['karim', 'Home Router']);
  });

  test('the result is a file to keep', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the result' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    assert.match(text, /\n3,C4:E9:84:00:01:01,Moves,Applied,/);
    assert.match(text, /\n4,not a mac,Not a MAC,Not applied,/);
  });

  test('a whole import is undone: what others have changed since is left and named', async () => {
    const { items } = await api.get<List<Item>>('/devices?search=c4e984000102');
    await api.patch(`/devices/${items[0]?.id}`, { label: 'Changed by hand' });
    await button('Undo the whole import…').click();
    await page.getByRole('dialog', { name: /^Undo Pasted text/ }).waitFor();
    await lookAt(page, 'import-undo', { asItIs: true });
    await button('Undo the import').click();
    await page.getByText('C4:E9:84:00:01:02 was labelled otherwise since.').waitFor();
    await page.getByText(/, undone by/).waitFor();
    assert.equal(await deviceCount(), 2);
    const back = await api.get<List<{ username: string }>>('/devices?search=c4e984000101');
    assert.equal(back.items[0]?.username, 'rahim');
  });

  test('a file of customers in the encoding of an old spreadsheet, with packages under other names', async () => {
    await page.goto('/customers');
    await page.getByRole('link', { name: 'Import' }).click();
    const text =
      'User Name;Pass;Full Name;Plan;MAC\r\nzoe;x-password;Zoë;20M;c4e984000201\r\nmax;x-password;Max;20M;\r\n';
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
    await send();
    await page.getByText('table in Windows-1252').waitFor();
    await button('Check every row').click();
    await page.getByText('1 not known here').waitFor();
    await page.getByLabel('Package meant by 20M').selectOption('Home 20');
    await button('Check again with these').click();
    await page.getByText('New customer with package Home 20 and one device.').waitFor();
    await page.getByLabel(/^All or none/).check();
    await button('Apply all 2 rows').click();
    await page.getByText(/^Applied by/).waitFor();
    const { items } = await api.get<List<{ name: string; deviceCount: number }>>('/customers?search=zoe');
    assert.deepEqual([items[0]?.name, items[0]?.deviceCount], ['Zoë', 1]);
  });

  test('what a MikroTik exports needs no columns', async () => {
    await page.goto('/imports?new=customers');
    const text = [
      '/ppp secret',
      'add caller-id=C4:E9:84:00:03:01 comment="Line one" name=tik1 password=secret-one profile=default',
      '/ip hotspot user',
      'add name=C4:E9:84:00:03:02 comment="Lobby TV"',
    ];
    await page.getByLabel('Or paste it here').fill(text.join('\n'));
    await send();
    await page.getByText('This is an export of a MikroTik.').waitFor();
    await button('Check every row').click();
    await page.getByLabel('Package meant by default').selectOption('No package');
    await button('Check again with these').click();
    await button('Apply all 2 rows').click();
    await page.getByText(/^Applied by/).waitFor();
    const { items } = await api.get<List<{ customerName: string }>>('/devices?search=c4e984000302');
    assert.equal(items[0]?.customerName, 'Lobby TV');
  });

  test('all imports stand in a list, newest first, each a way back to it', async () => {
    await page.goto('/imports');
    await page.getByRole('row').filter({ hasText: 'kunden.csv' }).getByText('Applied').first().waitFor();
    await lookAt(page, 'imports');
    await page.getByRole('row').filter({ hasText: 'kunden.csv' }).click();
    await page.getByRole('heading', { name: 'kunden.csv' }).waitFor();
  });

  test('nothing went wrong in the browser meanwhile', () => {
    assert.deepEqual(faults, []);
  });
});
