import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../api-client.ts';
import { type DatabaseLink, openDatabaseLink } from '../faults/database-link.ts';
import { type MachineClock, openMachineClock } from '../faults/set-clock.ts';
import { assertAccessible, assertFits } from '../open-browser.ts';
import { openAsOperator } from '../open-admin.ts';
import { type Gatehouse, makeDataFolder, removeDataFolder, startGatehouse } from '../start-gatehouse.ts';

const TEN_YEARS = 3652 * 24 * 3600_000;

let database: TestDatabase;
let link: DatabaseLink;
let dataFolder: string;
let clock: MachineClock;
let gatehouse: Gatehouse;
let api: ApiClient;
let browser: Browser;
let page: Page;

before(async () => {
  database = await createTestDatabase();
  link = await openDatabaseLink(database.url);
  dataFolder = await makeDataFolder();
  clock = await openMachineClock(path.join(path.dirname(dataFolder), 'ahead'), database);
  gatehouse = await startGatehouse({ databaseUrl: link.url, dataFolder, environment: clock.environment });
  api = await gatehouse.api();
  const day = await api.post<{ id: string }>('/service-packages', {
    name: 'Day',
    kind: 'pppoe',
    validitySeconds: 86_400,
  });
  const rahima = { name: 'Rahima Akter', username: 'rahima', password: 'wonderland', kind: 'pppoe' };
  await api.post('/customers', { ...rahima, servicePackageId: day.id });
  ({ browser, page } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
  await link?.close();
  await database?.close();
  await removeDataFolder(dataFolder);
});

test('a clock ten years ahead is shown above the page, with what confirming would do, and nobody is signed out', async () => {
  await clock.setAhead(TEN_YEARS);
  await page.getByText('The clock of the machine is 10 years ahead.').waitFor();
  await page.getByText('1 package ends at once.').waitFor();
  await assertAccessible(page, 'a page with the notice of the clock');
  await page.setViewportSize({ width: 390, height: 844 });
  await assertFits(page, 'the notice of the clock on a phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await page.getByText('The clock of the machine is 10 years ahead.').waitFor();
});

test('confirmed by a click, it is that time, and the notice goes', async () => {
  await page.getByRole('button', { name: /^Confirm 2\d \w+ 2036/ }).click();
  await page.getByText(/^It is .* 2036.* from now on\.$/).waitFor();
  await page.getByText('The clock of the machine is').waitFor({ state: 'detached' });
  const { time } = await api.get<{ time: string }>('/system/clock');
  assert.match(time, /^2036/);
});

test('while the database is away every page says so, and a page opened then too; both mend by themselves', async () => {
  await link.cut();
  await page.getByText('The database is away.', { exact: true }).waitFor();
  await assertAccessible(page, 'a page with the notice of the database');
  await page.reload();
  await page.getByText('The database is away', { exact: true }).waitFor();
  await link.mend();
  await page.getByRole('navigation').getByRole('link', { name: 'Devices' }).waitFor();
  await page.getByText('The database is away.', { exact: true }).waitFor({ state: 'detached' });
});
