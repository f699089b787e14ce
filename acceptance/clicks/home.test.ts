import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** Is everything all right? And: what happens shows by itself, by real RADIUS. */
const HOME = 'C4:E9:84:1F:22:0A';
const PASSWORD = 'right-password-here';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let customerId = '';
/** What the page has asked of the API since the last time somebody looked. */
let asked: string[] = [];

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace('/api/v1', '')));
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

const logIn = (password = PASSWORD, mac = HOME): Promise<string> =>
  nas.logIn({ username: 'rahima.home', password, callingStationId: mac });
const sentence = () => page.getByRole('heading', { level: 1 });
const rows = () => page.locator('tbody tr[data-index]');

const untilFirst = (text: string) => rows().first().getByText(text).first().waitFor();

async function untilRows(count: number): Promise<void> {
  for (const end = Date.now() + 30_000; (await rows().count()) !== count; await page.waitForTimeout(100))
    assert.ok(Date.now() < end, `${await rows().count()} rows instead of ${count}`);
}

/** The stream has begun once the page is told so and asks for what it shows. */
async function untilLive(): Promise<void> {
  const stream = page.waitForRequest('**/api/v1/live').catch(() => null);
  if (!asked.includes('/live')) await stream;
  await page.waitForTimeout(700);
}

describe('Home', () => {
  test('leads a new house to its first steps, and plots nothing', async () => {
    await page.goto('/');
    await sentence().getByText('no router has been added yet', { exact: false }).waitFor();
    await page.getByRole('heading', { name: 'Getting started' }).waitFor();
    assert.equal(await page.getByRole('slider').count(), 0);
    await lookAt(page, 'home-first', { dark: true });
  });

  test('says in one sentence that all is well, with who is online, as it happens', async () => {
    nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.92' });
    const customer = { name: 'Rahima Akter', username: 'rahima.home', password: PASSWORD, kind: 'pppoe' };
    customerId = (await api.post<Item>('/customers', { ...customer, macBinding: 'strict' })).id;
    await api.post(`/customers/${customerId}/devices`, { mac: HOME, label: 'Home Router', type: 'Router' });
    await page.goto('/');
    await untilLive();
    assert.equal(await logIn(), 'Access-Accept');
    await nas.account({ event: 'Start', username: 'rahima.home', callingStationId: HOME });
    await sentence().getByText('All is well: 1 online, nobody refused in a row in the last hour.').waitFor();
    await page.getByRole('link', { name: /^Online now\s*1$/ }).waitFor();
    await page.getByText('Nothing waits for you.').waitFor();
    await page
      .getByRole('slider', { name: 'Online over the last day' })
      .or(page.getByText('Nothing was counted in this time.').first())
      .waitFor();
  });

  test('a customer who is refused again and again appears by itself, leads to the profile, and goes when let in', async () => {
    for (let times = 0; times < 3; times += 1) assert.equal(await logIn('wrong'), 'Access-Reject');
    await page.getByRole('link', { name: '1 customer refused in a row', exact: true }).waitFor();
    const most = page.locator('section', {
      has: page.getByRole('heading', { name: 'Refused most since yesterday' }),
    });
    await most.getByText('×3').waitFor();
    await most.getByText('Wrong password').waitFor();
    await sentence().getByText('1 customer refused in a row in the last hour', { exact: false }).waitFor();
    await lookAt(page, 'home', { dark: true });
    await most.getByRole('link', { name: 'Rahima Akter' }).click();
    await page.waitForURL(`**/customers/${customerId}`);
    await page.goBack();
    assert.equal(await logIn(), 'Access-Accept');
    await most.getByText('Let in again').waitFor();
    await page.getByText('Nothing waits for you.').waitFor();
  });

  test('what somebody else changes is there in words, without a click, and leads to where it is', async () => {
    for (const name of ['one', 'two'])
      await api.post('/customers', { name, username: name, password: PASSWORD, kind: 'pppoe' });
    const said = page.getByRole('link', { name: 'acceptance owner added 3 customers.' });
    await said.waitFor();
    await said.click();
    await page.waitForURL('**/customers');
    await page.goto('/');
  });

  test('the plots are there as tables too, by minute and by hour, and all is reached by the keyboard', async () => {
    await page.getByText('Last day', { exact: true }).click();
    await page.getByRole('button', { name: 'Refused per hour, by reason: show as a table' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Refused per hour, by reason: show as a plot' }).waitFor();
    await page.getByText('Last hour', { exact: true }).click();
    await page.getByRole('heading', { name: 'Logins let in per minute' }).waitFor();
    await page.getByRole('link', { name: /^Online now/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sessions?open=true');
  });
});

describe('lists that come by themselves', () => {
  test('a login is in the access log within a second or two, and nothing is asked meanwhile', async () => {
    await page.goto('/access-log');
    await rows().first().waitFor();
    await untilLive();
    await page.waitForTimeout(2500);
    asked = [];
    await page.waitForTimeout(4000);
    assert.deepEqual(
      asked.filter((path) => path === '/attempts'),
      [],
      'while nothing happens nothing is asked',
    );
    assert.equal(
      await nas.logIn({ username: 'just.now', password: 'x', callingStationId: HOME }),
      'Access-Reject',
    );
    await untilFirst('just.now');
    assert.ok(asked.includes('/attempts'));
  });

  test('on a phone rows that come push the others down, high and low ones, without gap or overlap', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const phoneRows = page.locator('main ul[aria-label] > li[data-index]');
    await phoneRows.first().waitFor();
    for (const username of [
      `high.${'one-'.repeat(30)}`,
      'low.two',
      `high.${'three-'.repeat(20)}`,
      'low.four',
    ]) {
      const login = nas.logIn({ username, password: 'x', callingStationId: HOME });
      assert.equal(await login, 'Access-Reject');
      await phoneRows.first().getByText(username).first().waitFor();
    }
    const boxes = await phoneRows.evaluateAll((all) =>
      all.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
    );
    const gaps = boxes.slice(1).map(({ top }, index) => Math.round(top - (boxes[index]?.bottom ?? 0)));
    assert.deepEqual([...new Set(gaps)], [0]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await rows().first().waitFor();
  });

  test('paused, new rows wait and say how many they are; resumed, they are there', async () => {
    const first = await rows().first().innerText();
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByRole('button', { name: 'Paused' }).waitFor();
    for (const username of ['late.one', 'late.two', 'late.three'])
      assert.equal(await nas.logIn({ username, password: 'x', callingStationId: HOME }), 'Access-Reject');
    await page.getByRole('button', { name: '3 new' }).waitFor();
    assert.equal(await rows().first().innerText(), first, 'nothing moved');
    await lookAt(page, 'access-log-paused', { dark: true });
    await page.getByRole('button', { name: 'Paused' }).click();
    await untilFirst('late.three');
    assert.equal(await page.getByRole('button', { name: / new$/ }).count(), 0);
  });

  test('a reader who has scrolled keeps the place; “new” leads to the top', async () => {
    await page.setViewportSize({ width: 1440, height: 340 });
    for (let n = 0; n < 14; n += 1)
      await nas.logIn({ username: `filler.${n}`, password: 'x', callingStationId: HOME });
    await untilFirst('filler.13');
    await page.locator('#main').evaluate((main) => main.scrollTo({ top: 300 }));
    const held = await page.evaluate<string>(`(() => {
      const main = document.getElementById('main').getBoundingClientRect();
      const row = [...document.querySelectorAll('tbody tr[data-index]')].find((each) => each.getBoundingClientRect().top > main.top + 60);
      return row.innerText + '@' + Math.round(row.getBoundingClientRect().top);
    })()`);
    await nas.logIn({ username: 'while.reading', password: 'x', callingStationId: HOME });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    const [text, top] = held.split('@') as [string, string];
    const now = await page.evaluate<number[]>(
      `[...document.querySelectorAll('tbody tr[data-index]')].filter((row) => row.innerText === ${JSON.stringify(text)}).map((row) => Math.round(row.getBoundingClientRect().top))`,
    );
    // The bar that says so may take a line above the table; the row has not gone elsewhere.
    assert.ok(now.length > 0 && Math.abs((now[0] ?? 0) - Number(top)) < 60, `${now} instead of ${top}`);
    await page.getByRole('button', { name: '1 new' }).click();
    await untilFirst('while.reading');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a session appears as it begins and leaves the list of open ones as it ends', async () => {
    await page.goto('/sessions?open=true');
    await rows().first().waitFor();
    await untilLive();
    const start = { username: 'rahima.home', callingStationId: HOME, acctSessionId: 'second-session' };
    await nas.account({ event: 'Start', ...start });
    await untilRows(2);
    await nas.account({ event: 'Stop', ...start, sessionSeconds: 5 });
    await untilRows(1);
    await lookAt(page, 'sessions-live', { dark: true });
  });

  test('the next login arrives on the profile', async () => {
    const one = { username: 'rahima.home', callingStationId: HOME };
    await nas.account({ event: 'Stop', ...one, sessionSeconds: 60 });
    await page.goto(`/customers/${customerId}`);
    await page.getByRole('status').first().waitFor();
    await untilLive();
    assert.equal(await logIn(), 'Access-Accept');
    const arrived = /^Accepted \d s ago from Home Router at Tower 3/;
    await page.getByRole('status').getByText(arrived).first().waitFor();
  });

  test('several tabs share one stream', async () => {
    const streams: string[] = [];
    const context = page.context();
    const note = (url: string): void => void (url.endsWith('/api/v1/live') && streams.push(url));
    context.on('request', (request) => note(request.url()));
    const tabs = await Promise.all([context.newPage(), context.newPage()]);
    for (const tab of tabs) {
      await tab.goto('/access-log');
      await tab.locator('tbody tr[data-index]').first().waitFor();
    }
    await page.bringToFront();
    assert.deepEqual(streams, [], 'the first tab follows for all');
    for (const tab of tabs) await tab.close();
  });

  test('without the stream it is asked again and again, as ever', async () => {
    await page.context().route('**/api/v1/live', (route) => route.abort());
    await page.goto('/access-log');
    await rows().first().waitFor();
    await nas.logIn({ username: 'without.stream', password: 'x', callingStationId: HOME });
    await untilFirst('without.stream');
    await page.context().unroute('**/api/v1/live');
    // The browser says that it was cut off; we did that.
    for (const [index, fault] of faults.entries())
      if (fault.includes('/api/v1/live')) faults.splice(index, 1);
  });

  test('complained about nothing in the console', () =>
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('/api/v1/live')),
      [],
    ));
});
