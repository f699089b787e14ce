import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { holdDevice, leaveToWhoWorks, untilOneMoreWaits } from '../hold-device.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator, openWindow, OPERATOR } from '../open-admin.ts';
import { PATIENCE_MS } from '../open-browser.ts';
import { openShop, type Shop } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** One line with more devices than a page shows, one with room for as many, one with few, and one with room for two. */
const PASSWORD = 'a-long-password';
/** More than three parts of 200, as they are moved. */
const MANY = 660;
const LOGS_IN = 'C4:E9:84:20:00:07';

let shop: Shop;
let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
/** Who helps, and may not share. */
let supportPassword: string;

before(async () => {
  shop = await openShop();
  ({ gatehouse, api } = shop);
  nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.94' });
  await addLine('Hall of residence', 'hall', 700);
  await addLine('Annex', 'annex', 700);
  await addLine('Rahima Akter', 'rahima', 10);
  await addLine('Karim Uddin', 'karim', 2);
  await importDevices([
    ...Array.from({ length: MANY }, (_, i) => ['hall', macOf(0x20, i), 'Room', 'Laptop']),
    ...Array.from({ length: 5 }, (_, i) => [
      'rahima',
      macOf(0x30, i),
      i === 0 ? 'Home Router' : '',
      'Router',
    ]),
    ['rahima', '9A:3B:00:00:00:07', 'Her phone', 'Phone'],
  ]);
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  supportPassword = await gatehouse.command(
    'operator',
    'create',
    '--name',
    'Salma Begum',
    '--username',
    'salma',
    '--role',
    'support',
  );
});
after(async () => {
  await browser?.close();
  await nas?.close();
  await shop?.stop();
});

function macOf(block: number, index: number): string {
  const digits = [block, index >> 8, index & 255].map((byte) => byte.toString(16).padStart(2, '0'));
  return `C4:E9:84:${digits.join(':')}`.toUpperCase();
}

const addLine = (name: string, username: string, deviceLimit: number) =>
  api.post<Item>('/customers', {
    name,
    username,
    deviceLimit,
    password: PASSWORD,
    kind: 'pppoe',
    macBinding: 'strict',
  });
async function importDevices(rows: readonly (readonly string[])[]): Promise<void> {
  const file = path.join(path.dirname(gatehouse.dataFolder), 'devices.csv');
  await writeFile(file, ['username,mac,label,type', ...rows.map((row) => row.join(','))].join('\n'));
  await gatehouse.command('import', 'devices', file);
}
const logIn = () => nas.logIn({ username: 'hall', password: PASSWORD, callingStationId: LOGS_IN });
const count = async (query: string) =>
  (await api.get<{ total: number }>(`/devices?limit=1&count=true&${query}`)).total;

const button = (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) =>
  within.getByRole('button', { name, exact: true });
const menuItem = (name: string | RegExp, within: Page = page) => within.getByRole('menuitem', { name });
const dialog = () => page.getByRole('dialog');
const row = (text: string, within: Page = page) => within.getByRole('row').filter({ hasText: text });
const selected = () => page.getByRole('region', { name: 'Selected rows' });
const run = () => page.getByRole('group', { name: 'What is done at once' });
const heads = async (within: Page = page) =>
  (await within.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter(Boolean);
async function open(address: string, within: Page = page): Promise<void> {
  await within.goto(address);
  await within.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
  await within.getByRole('row').nth(1).waitFor();
}
/** Another browser, in which somebody signs in. */
async function openElsewhere(username: string, password: string): Promise<Page> {
  const { page: other } = await openWindow(browser, gatehouse);
  await other.goto('/sign-in');
  await other.getByLabel('Username').fill(username);
  await other.getByLabel('Password', { exact: true }).fill(password);
  await button('Sign in', other).click();
  await other.getByRole('navigation').getByRole('link', { name: 'Devices' }).waitFor();
  return other;
}

describe('saved views', () => {
  test('keep search, filters and sort under a name; a manager shares them, and another browser has them', async () => {
    await open('/devices');
    await button('Type').click();
    await menuItem('Router').click();
    await page.getByRole('columnheader', { name: 'MAC Address' }).getByRole('button').click();
    await row('Hall of residence').first().waitFor({ state: 'detached' });
    await button('Saved views').click();
    await menuItem('Save this as a view…').click();
    await dialog().getByLabel('Name').fill('Routers to label');
    await dialog().getByLabel('Everybody has it').check();
    await lookAt(page, 'save a view', { asItIs: true, dark: true });
    await button('Save', dialog()).click();
    await button('Saved view: Routers to label').waitFor();

    const other = await openElsewhere('salma', supportPassword.trim());
    await open('/devices', other);
    await button('Saved views', other).click();
    await menuItem(/Routers to label/, other).click();
    await row('Hall of residence', other).first().waitFor({ state: 'detached' });
    await row('Rahima Akter', other).first().waitFor();
    assert.match(other.url(), /type=Router/);
    assert.match(other.url(), /sort=mac/);
    await button('Saved view: Routers to label', other).click();
    assert.equal(await menuItem('Delete', other).count(), 0, 'what is everybody’s is not hers to delete');
    await menuItem('Open the list with it', other).click();
    await open('/devices', other);
    await button('Saved view: Routers to label', other).waitFor();
    await other.context().close();
  });

  test('are renamed, changed and deleted, with undo', async () => {
    await button('Type: Router').click();
    await menuItem('Phone').click();
    await button('Saved view: Routers to label, changed').click();
    await lookAt(page, 'saved views', { asItIs: true, dark: true });
    await menuItem('Keep it as it is now').click();
    await button('Saved view: Routers to label').click();
    await menuItem('Rename or share…').click();
    await dialog().getByLabel('Name').fill('Phones');
    await dialog().getByLabel('Name').press('Enter');
    await button('Saved view: Phones').click();
    await menuItem('Delete').click();
    await page.getByText('Deleted the view Phones.').waitFor();
    await button('Saved views').waitFor();
    await page.keyboard.press('u');
    await page.getByText('The view Phones is back.').waitFor();
    await button('Saved views').click();
    await menuItem(/Phones/).click();
    await row('Her phone').waitFor();
  });
});

describe('customers', () => {
  const openCustomers = async (address: string) => {
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await row('Rahima Akter').waitFor();
  };

  const untilChoiceIsKept = () =>
    page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/me/lists/customers'),
    );

  test('have saved views too, and open with one; the views of devices are not among them', async () => {
    await openCustomers('/customers?search=rahima');
    await button('Saved views').click();
    assert.equal(await menuItem(/Phones/).count(), 0);
    await menuItem('Save this as a view…').click();
    await dialog().getByLabel('Name').fill('Whom I look after');
    await button('Save', dialog()).click();
    await button('Saved view: Whom I look after').click();
    await Promise.all([untilChoiceIsKept(), menuItem('Open the list with it').click()]);
    await openCustomers('/customers');
    await button('Saved view: Whom I look after').waitFor();
    await row('Karim Uddin').waitFor({ state: 'detached' });
    assert.match(page.url(), /search=rahima/);
    await lookAt(page, 'customers with a view', { dark: true });
    await button('Saved view: Whom I look after').click();
    await page.getByRole('menuitem').first().click();
    await row('Karim Uddin').waitFor();

    await open('/devices');
    await button('Saved views').click();
    await menuItem(/Phones/).waitFor();
    assert.equal(await menuItem(/Whom I look after/).count(), 0);
    await page.keyboard.press('Escape');
  });

  test('have columns to choose, remembered for the operator', async () => {
    await openCustomers('/customers?view=all');
    await button('Columns').click();
    await Promise.all([untilChoiceIsKept(), page.getByRole('checkbox', { name: 'Added' }).check()]);
    await page.keyboard.press('Escape');
    await openCustomers('/customers?view=all');
    await page.getByRole('columnheader', { name: 'Added' }).waitFor();
  });
});

describe('columns', () => {
  test('are chosen and put in order, and are the same in another browser of the same operator', async () => {
    await open('/devices');
    await button('Columns').click();
    await page.getByRole('checkbox', { name: 'Username' }).uncheck();
    await page.getByRole('checkbox', { name: 'Added By' }).uncheck();
    await page.getByRole('checkbox', { name: 'Blocked' }).check();
    await button('Move MAC Address to the front').press('Enter');
    await lookAt(page, 'columns', { asItIs: true, dark: true });
    await page.keyboard.press('Escape');
    const wanted = ['MAC Address', 'Customer Name', 'Device Type'];
    assert.deepEqual((await heads()).slice(0, 3), wanted);
    const other = await openElsewhere(OPERATOR.username, OPERATOR.password);
    await open('/devices', other);
    assert.deepEqual(await heads(other), await heads());
    await other.context().close();
    await button('Columns').click();
    await button('As the list comes').click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Username' }).waitFor();
  });
});

describe('many at once, by mouse', () => {
  test('a selection goes over pages: all that match are removed, refused at the next login, and undone', async () => {
    assert.equal(await logIn(), 'Access-Accept');
    await open('/devices?search=Room');
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check();
    await selected().getByText('100 selected').waitFor();
    await button(`Select all ${MANY} that match`).click();
    await selected().getByText(`All ${MANY} that match are selected`).waitFor();
    await lookAt(page, 'devices selected', { dark: true });
    await button('Remove', selected()).click();
    await dialog().getByText(`Remove ${MANY} devices?`).waitFor();
    await dialog().getByText('They are refused from the next login on.').waitFor();
    await lookAt(page, 'remove many', { asItIs: true, dark: true });
    await button(`Remove ${MANY} devices`, dialog()).click();
    await run().getByText(`Removed ${MANY} devices.`).waitFor();
    assert.equal(await count('search=Room'), 0);
    assert.equal(await logIn(), 'Access-Reject');
    await page.getByText('No device matches “Room”').waitFor();
    await lookAt(page, 'removed many', { dark: true });
    await button(/^Undo/, run()).click();
    await run().getByText(`Undone: ${MANY} devices as before.`).waitFor();
    assert.equal(await count('search=Room'), MANY);
    assert.equal(await logIn(), 'Access-Accept');
    await button('Close', run()).click();
  });

  test('some of all that match are left out by a click, and the rest is labelled', async () => {
    await open('/devices?search=Room');
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check();
    await button(`Select all ${MANY} that match`).click();
    await page
      .getByRole('checkbox', { name: /^Select C4:E9:84:20/ })
      .first()
      .uncheck();
    await selected()
      .getByText(`${MANY - 1} selected`)
      .waitFor();
    await button('Label', selected()).click();
    await dialog().getByLabel('Label').fill('Dormitory');
    await button(`Label ${MANY - 1} devices`, dialog()).click();
    await run()
      .getByText(`Labelled ${MANY - 1} devices “Dormitory”.`)
      .waitFor();
    assert.equal(await count('search=Dormitory'), MANY - 1);
    await button(/^Undo/, run()).click();
    await run()
      .getByText(/^Undone/)
      .waitFor();
    assert.equal(await count('search=Room'), MANY);
    await button('Close', run()).click();
  });

  test('what cannot be done is left out, and said why; it all stands in a list of its own', async () => {
    await open('/devices?type=Router');
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check();
    await button('Move', selected()).click();
    await dialog().getByLabel('Customer').fill('karim');
    await page.getByRole('option', { name: 'Karim Uddin · karim' }).click();
    await lookAt(page, 'move many', { asItIs: true, dark: true });
    await button('Move 5 devices', dialog()).click();
    await run().getByText('Moved 2 devices to Karim Uddin.').waitFor();
    await run().getByText('3 were left out.').waitFor();
    await button('Why', run()).click();
    await dialog().getByRole('listitem').nth(2).waitFor();
    assert.equal(await dialog().getByRole('listitem').count(), 3);
    await lookAt(page, 'left out', { asItIs: true, dark: true });
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await button('Close', run()).click();
    await button('More about this list').click();
    await menuItem('Done to many at once…').click();
    await dialog().getByText('Moved 2 devices to Karim Uddin.').waitFor();
    await lookAt(page, 'done to many', { asItIs: true, dark: true });
    await button('Undo', dialog()).first().click();
    await run().getByText('Undone: 2 devices as before.').waitFor();
    await button('Close', run()).click();
  });

  test('a file has what is selected, in the list’s order and with its columns', async () => {
    await open('/devices?type=Router&sort=mac');
    await page.getByRole('checkbox', { name: `Select ${macOf(0x30, 1)} of Rahima Akter` }).check();
    await page.getByRole('checkbox', { name: `Select ${macOf(0x30, 3)} of Rahima Akter` }).click({
      modifiers: ['Shift'],
    });
    await selected().getByText('3 selected').waitFor();
    const [some] = await Promise.all([page.waitForEvent('download'), button('Export', selected()).click()]);
    const lines = (await readFile(await some.path(), 'utf8')).trim().split('\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /^\uFEFF?Customer,Username,MAC,/);
    assert.deepEqual(
      lines.slice(1).map((line) => /C4:E9:84:[0-9A-F:]{8}/.exec(line)?.[0]),
      [1, 2, 3].map((index) => macOf(0x30, index)),
    );
    await button('More about this list').click();
    const [all] = await Promise.all([
      page.waitForEvent('download'),
      menuItem('Export all that match as CSV').click(),
    ]);
    assert.equal((await readFile(await all.path(), 'utf8')).trim().split('\n').length, 6);
  });

  test('the list is narrowed to those not seen for a while, by the keyboard too, and a link says so', async () => {
    assert.equal(await logIn(), 'Access-Accept');
    // When devices were seen is written behind the logins.
    for (const end = Date.now() + 60_000; (await count('lastSeen=1d')) === 0; await sleep(200))
      assert.ok(Date.now() < end, 'nobody was seen');
    await open('/devices');
    // The head of the column is called the same.
    await button('Last seen', page.getByRole('search')).focus();
    await page.keyboard.press('Enter');
    await menuItem('within a day').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/devices?lastSeen=1d');
    await row(LOGS_IN).waitFor();
    assert.equal(await page.getByRole('row').count(), 2);
    await button('Last seen: within a day').click();
    await menuItem('never').click();
    await page.waitForURL('**/devices?lastSeen=never');
    await row(LOGS_IN).waitFor({ state: 'detached' });
    await open('/devices?lastSeen=over-45d');
    await button('Last seen: not for 45 days').waitFor();
    await lookAt(page, 'devices-not-seen', { dark: true });
  });

  test('customers are a file too: those selected, and all that match', async () => {
    await page.goto('/customers?search=a');
    await row('Rahima Akter').waitFor();
    await page.getByRole('checkbox', { name: 'Select Rahima Akter' }).check();
    const [some] = await Promise.all([page.waitForEvent('download'), button('Export', selected()).click()]);
    const lines = (await readFile(await some.path(), 'utf8')).trim().split('\n');
    assert.match(lines[0] ?? '', /^\uFEFF?Name,Username,State,/);
    assert.deepEqual([lines.length, lines[1]?.startsWith('Rahima Akter,rahima,')], [2, true]);
    await button('More about this list').click();
    await lookAt(page, 'customers-menu', { dark: true });
    const [all] = await Promise.all([
      page.waitForEvent('download'),
      menuItem('Export all that match as CSV').click(),
    ]);
    assert.match(await readFile(await all.path(), 'utf8'), /Rahima Akter/);
    await page.keyboard.press('Escape');
  });
});

describe('while it is done', () => {
  test('the bar says how far it is, and comes back with the page; Stop leaves the rest', async () => {
    const letGoOfSecondPart = await holdDevice(shop.database, 'Room', 250);
    const letGoOfThirdPart = await holdDevice(shop.database, 'Room', 450);
    const others = leaveToWhoWorks(shop.database);
    await open('/devices?search=Room');
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check();
    await button(`Select all ${MANY} that match`).click();
    await button('Move', selected()).click();
    await dialog().getByLabel('Customer').fill('annex');
    await page.getByRole('option', { name: 'Annex · annex' }).click();
    await button(`Move ${MANY} devices`, dialog()).click();
    await run()
      .getByRole('progressbar', { name: `200 of ${MANY}` })
      .waitFor();
    await lookAt(page, 'moving many', { asItIs: true, dark: true });
    await letGoOfSecondPart();
    await run()
      .getByRole('progressbar', { name: `400 of ${MANY}` })
      .waitFor();

    await page.reload();
    await run()
      .getByRole('progressbar', { name: `400 of ${MANY}` })
      .waitFor();
    await run().getByText(`Moving ${MANY} devices to Annex`).waitFor();
    await untilOneMoreWaits(shop.database, () => button('Stop', run()).click());
    await others();
    await letGoOfThirdPart();
    await run().getByText('Moved 600 devices to Annex.').waitFor();
    await run().getByText('60 were not reached.').waitFor();
    assert.equal(await count('search=annex'), 600);
    await lookAt(page, 'stopped', { asItIs: true });
    await button(/^Undo/, run()).click();
    await run().getByText('Undone: 600 devices as before.').waitFor();
    assert.equal(await count('search=annex'), 0);
    await button('Close', run()).click();
  });
});

describe('many at once, by keyboard', () => {
  test('rows are walked and selected, with Shift on the way', async () => {
    await open('/devices?search=Room');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await selected().getByText('1 selected').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await selected().getByText('3 selected').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await selected().getByText('2 selected').waitFor();
    await page.keyboard.press('Escape');
    await selected().waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await dialog().getByText('Select all that are loaded, then all that match').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('all that match are removed and undone without a mouse', async () => {
    await page.keyboard.press('a');
    await selected().getByText('100 selected').waitFor();
    await page.keyboard.press('a');
    await selected().getByText(`All ${MANY} that match are selected`).waitFor();
    await page.keyboard.press('b');
    for (let step = 0; step < 4; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog().getByText(`Remove ${MANY} devices?`).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await run().getByText(`Removed ${MANY} devices.`).waitFor();
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await run().getByText(`Undone: ${MANY} devices as before.`).waitFor();
    assert.equal(await count('search=Room'), MANY);
  });
});

describe('on a phone', () => {
  test('a finger that rests on a row selects it, a tap selects more, and the bar fits', async () => {
    const { page: phone, context } = await openPhone();
    await phone.goto('/devices?type=Router&sort=mac');
    const first = phone.getByRole('listitem').filter({ hasText: macOf(0x30, 0) });
    await first.waitFor();
    await lookAt(phone, 'devices on a phone', { asItIs: true, dark: true });
    await restOn(phone, first);
    await phone.getByText('1 selected').waitFor();
    await phone.getByRole('checkbox', { name: `Select ${macOf(0x30, 1)} of Rahima Akter` }).check();
    await phone.getByText('2 selected').waitFor();
    await lookAt(phone, 'selected on a phone', { asItIs: true, dark: true });
    await button('Label', phone).click();
    await phone.getByRole('dialog').getByText('Label 2 devices?').waitFor();
    await lookAt(phone, 'label on a phone', { asItIs: true, dark: true });
    await context.close();
  });

  async function openPhone() {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      baseURL: gatehouse.adminUrl,
      reducedMotion: 'reduce',
      storageState: await page.context().storageState(),
    });
    const phone = await context.newPage();
    phone.setDefaultTimeout(PATIENCE_MS);
    return { context, page: phone };
  }

  async function restOn(phone: Page, what: ReturnType<Page['getByRole']>): Promise<void> {
    const box = await what.boundingBox();
    assert.ok(box);
    const at = { x: box.x + 40, y: box.y + box.height / 2 };
    const session = await phone.context().newCDPSession(phone);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await phone.getByText('1 selected').waitFor();
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
});

test('a private address says so in the table, with how to make it fixed', async () => {
  await open('/devices?private=true');
  await row('9A:3B:00:00:00:07')
    .getByRole('button', { name: /^Private address/ })
    .click();
  await page.getByText('set “Private Wi-Fi address” to Off or Fixed').waitFor();
  await lookAt(page, 'private address', { asItIs: true, dark: true });
});

test('no fault was said in the console', () => {
  assert.deepEqual(faults, []);
});
