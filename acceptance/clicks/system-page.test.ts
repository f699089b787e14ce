import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { type DatabaseLink, openDatabaseLink } from '../faults/database-link.ts';
import { assertAccessible, assertFits, findViolations } from '../open-browser.ts';
import { openAsOperator } from '../open-admin.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

/** What someone sees at three in the morning: a System page over real traffic, and over a database that goes away. */
const customer = { username: 'rahima.home', password: 'wonderland' };

let database: TestDatabase;
let link: DatabaseLink;
let gatehouse: Gatehouse;
let api: ApiClient;
let nas: TestNas;
let browser: Browser;
let page: Page;
let faults: string[];
let traffic: NodeJS.Timeout;

before(async () => {
  database = await createTestDatabase();
  link = await openDatabaseLink(database.url);
  gatehouse = await startGatehouse({ databaseUrl: link.url });
  api = await gatehouse.api();
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.27.21' });
  await api.post('/customers', { ...customer, name: 'Rahima Akter', kind: 'pppoe' });
  traffic = setInterval(() => void logInTwice(), 250);
  await passAnHour();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  clearInterval(traffic);
  await browser?.close();
  await nas?.close();
  await gatehouse?.stop();
  await link?.close();
  await database?.close();
});

async function logInTwice(): Promise<void> {
  await nas.logIn(customer).catch(() => undefined);
  await nas.logIn({ ...customer, password: 'guessed' }).catch(() => undefined);
  await nas.account({ event: 'Interim-Update', username: customer.username }).catch(() => undefined);
}

/** An hour that went before: half of it busy, with a hole where nobody counted. */
async function passAnHour(): Promise<void> {
  await database.pool.query(
    `insert into radius_samples (node_id, step_seconds, at, seconds, sample)
     select gen_random_uuid(), 10, now() - make_interval(secs => 10 * i), 10,
            jsonb_build_object('accepted', 40 + i % 7, 'rejected', jsonb_build_object('suspended', i % 3),
              'discards', jsonb_build_object('unknown-nas', 1), 'databaseMs', 4,
              'acceptLatency', '{"count": 40, "sumMs": 8, "buckets": [14, 30, 20, 10]}'::jsonb)
       from generate_series(30, 350) as i where i not between 100 and 140`,
  );
}

const plot = (title: RegExp | string) => page.getByRole('slider', { name: title });
const open = async (path = '/system'): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
  await plot(/^Logins per/).waitFor();
};

describe('the System page', () => {
  test('is where the dot in the frame leads, and the g y keys', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /^System:/ }).click();
    await page.getByRole('link', { name: 'Open System' }).click();
    await page.waitForURL('**/system');
    await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
    await page.goto('/routers');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('y');
    await page.waitForURL('**/system');
  });

  test('says that all is well, and shows the logins that really happen', async () => {
    await open();
    await page.getByText('All is well', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Wrong password' }).waitFor();
    const counted = await page.getByRole('listitem').filter({ hasText: 'Wrong password' }).innerText();
    assert.ok(Number(/\d+/.exec(counted)?.[0]) > 0, counted);
    const node = page.getByRole('region', { name: /^RADIUS process/ });
    assert.match(await node.innerText(), new RegExp(`127\\.0\\.0\\.1:${gatehouse.auth.port}`));
    assert.match(await node.innerText(), /1 customer, 0 devices/);
    assert.match(await node.innerText(), /Answering/);
    await page.getByText(/^PostgreSQL \d/).waitFor();
  });

  test('every plot is read by arrow keys, moment by moment, in all plots at once', async () => {
    const logins = plot(/^Logins per/);
    await logins.focus();
    await page.keyboard.press('Home');
    const first = await logins.getAttribute('aria-valuetext');
    assert.match(first ?? '', /^(\d+ \w+ )?\d\d:\d\d:\d\d: Accepted [\d.]+, Refused [\d.]+$/);
    assert.equal(await logins.getAttribute('aria-valuenow'), '0');
    assert.match(
      (await plot('Time to accept a login').getAttribute('aria-valuetext')) ?? '',
      /p99\) [\d.]+ ms/,
    );
    await page.keyboard.press('ArrowRight');
    assert.equal(await logins.getAttribute('aria-valuenow'), '1');
    assert.equal(await plot('Time to accept a login').getAttribute('aria-valuenow'), '1');
    await page.keyboard.press('Escape');
    const { length } = await pointsOf('hour');
    assert.ok(
      Math.abs(Number(await logins.getAttribute('aria-valuenow')) - length + 1) <= 1,
      'the latest again',
    );
  });

  test('every plot is a table too, with the same numbers in it', async () => {
    await page.getByRole('button', { name: /^Logins per .*: show as a table$/ }).click();
    const table = page.getByRole('region', { name: /^Logins per .*, as a table$/ });
    await table.getByRole('columnheader', { name: 'Accepted' }).waitFor();
    const rows = await table.getByRole('row').count();
    assert.ok(rows > 100, `${rows} rows`);
    await assertAccessible(page, 'plots as a table');
    await page.getByRole('button', { name: /^Logins per .*: show as a plot$/ }).click();
    await plot(/^Logins per/).waitFor();
  });

  test('a time when nobody counted is a gap in the line, not a zero', async () => {
    const line = await page
      .getByRole('region', { name: /^Logins per/ })
      .locator('g[data-tone=green] path')
      .last()
      .getAttribute('d');
    assert.ok((line?.match(/M/g)?.length ?? 0) >= 2, `the line is lifted: ${line}`);
  });

  test('goes back a day and a week, which stands in the address', async () => {
    await page.getByText('Week', { exact: true }).click();
    await page.waitForURL('**/system?span=week');
    await page.reload();
    await page.getByRole('radio', { name: 'Week' }).waitFor({ state: 'attached' });
    assert.ok(await page.getByRole('radio', { name: 'Week' }).isChecked());
    await page.getByText('Hour', { exact: true }).click();
    await page.waitForURL('**/system');
  });

  test('names what is wrong and what to do, and a process that is gone can be taken off there', async () => {
    await database.pool.query(
      `insert into radius_nodes (id, name, started_at, heartbeat_at)
       values (gen_random_uuid(), 'old-host', now() - interval '2 days', now() - interval '1 day')`,
    );
    await open();
    await page.getByText(/^old-host gives no sign of life/).waitFor();
    await page.getByText(/^See whether its machine runs/).waitFor();
    await assertAccessible(page, 'a verdict');
    await page
      .getByRole('region', { name: 'RADIUS process old-host' })
      .getByText('24 h ago')
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Take off the list' }).click();
    await page.getByText('All is well', { exact: true }).waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no axe violation in ${colorScheme}, on a screen and on a telephone, where it fits`, async () => {
      const what = colorScheme === 'dark' ? 'colors' : 'all';
      await page.emulateMedia({ colorScheme });
      await open();
      const violations = await findViolations(page, colorScheme, what);
      await page.setViewportSize({ width: 360, height: 740 });
      await plot('How late RADIUS comes to its work').waitFor();
      await assertFits(page, 'System');
      violations.push(...(await findViolations(page, `${colorScheme}, 360 px`, what)));
      await page.setViewportSize({ width: 1440, height: 900 });
      assert.deepEqual(violations, []);
    });
  }

  test('complained about nothing in the console', () => assert.deepEqual(faults, []));

  test('while the database is away it says so, what goes on all the same, and comes back by itself', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open();
    await link.cut();
    await page
      .getByRole('status')
      .getByText(
        /^The database is away: .* RADIUS processes that are running go on answering logins from memory/,
      )
      .waitFor();
    await page.getByRole('button', { name: 'System: Database away' }).waitFor();
    await plot(/^Logins per/).waitFor();
    assert.equal(await nas.logIn(customer), 'Access-Accept');
    await assertAccessible(page, 'the database away');
    await link.mend();
    await page.getByRole('button', { name: 'System: Database away' }).waitFor({ state: 'detached' });
  });

  test('Home says so in its sentence meanwhile, keeps what it knew with the time, and comes back by itself', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Since yesterday', exact: true }).waitFor();
    await link.cut();
    const away = page.getByRole('heading', {
      level: 1,
      name: /^The database is away: nothing can be looked up or changed/,
    });
    await away.waitFor();
    await page.getByText(/^What stands below is from \d\d:\d\d\.$/).waitFor();
    await page.getByText(/^Look whether PostgreSQL runs/).waitFor();
    await page.getByRole('heading', { name: 'Since yesterday', exact: true }).waitFor();
    await assertAccessible(page, 'Home, the database away');
    await link.mend();
    await away.waitFor({ state: 'detached' });
    await page.getByText(/^What stands below is from/).waitFor({ state: 'detached' });
  });
});

async function pointsOf(span: string): Promise<readonly unknown[]> {
  return (await api.get<{ points: unknown[] }>(`/system/history?span=${span}`)).points;
}
