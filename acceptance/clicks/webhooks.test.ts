import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openReceiver, type Receiver } from '@gatehouse/server/webhooks/testing/receiver';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** A program that listens, and an owner who sets its webhook up. */
const MAC = 'C4:E9:84:1F:22:0A';
let gatehouse: Gatehouse;
let receiver: Receiver;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let rahima: Item;
let secret = '';

before(async () => {
  gatehouse = await startOnTestDatabase();
  receiver = await openReceiver();
  api = await gatehouse.api();
  const line = { username: 'rahima.home', password: 'a-long-password', kind: 'pppoe' };
  rahima = await api.post<Item>('/customers', { name: 'Rahima Akter', ...line });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await receiver?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
async function heard(count: number): Promise<void> {
  for (const end = Date.now() + 20_000; receiver.received.length < count; await sleep(50))
    assert.ok(Date.now() < end, `${receiver.received.length} of ${count} came`);
}
const idsHeard = () => receiver.received.map(({ headers }) => headers['gatehouse-event-id']);

/** As the handbook says a receiver does it. */
function isSigned(index: number, key: string): boolean {
  const { headers, body } = receiver.received[index] ?? assert.fail('nothing came');
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['gatehouse-signature'])) ?? [];
  return createHmac('sha256', key).update(`${t}.${body}`).digest('hex') === v1;
}

describe('adding a webhook', () => {
  test('begins at an empty page that says what it is for, and is all by keyboard', async () => {
    await open('/settings/hotspot');
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByText('No program is told anything').waitFor();
    await lookAt(page, 'webhooks empty', { dark: true });
    await button('Add webhook').press('Enter');
    await page.getByLabel('Name').fill('Billing');
    await lookAt(page, 'webhook form', { dark: true });
    await page.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data');
    await page.getByLabel('Address').press('Enter');
    await page.getByText('a cloud’s metadata').waitFor();
    await lookAt(page, 'webhook form with a fault', { asItIs: true });
    await page.getByLabel('Address').fill(`${receiver.url}/hooks?key=sesame`);
    await page.getByLabel('Address').press('Enter');
  });

  test('shows its secret once', async () => {
    await dialog().getByRole('heading', { name: 'The secret of Billing' }).waitFor();
    secret = (await dialog().locator('code').first().textContent()) ?? '';
    assert.match(secret, /^whsec_[\w-]{43}$/);
    await lookAt(page, 'webhook secret', { dark: true });
    await button('Copy secret').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().press('Enter');
    await page.getByText('Nothing sent yet').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Billing' }).waitFor();
    const text = (await page.content()) + JSON.stringify(await api.get('/webhooks'));
    assert.ok(!text.includes(secret) && !text.includes('sesame'));
  });
});

describe('the log of what was sent', () => {
  test('a test arrives at once, signed with the secret', async () => {
    await button('Send a test to Billing').click();
    await page.getByText(/^Taken: 200 after \d+ ms\.$/).waitFor();
    await heard(1);
    assert.ok(isSigned(0, secret));
    assert.equal(receiver.received[0]?.path, '/hooks?key=sesame');
    await page.getByText(/^Last taken/).waitFor();
  });

  test('what an operator does is told within moments, and the list shows it by itself', async () => {
    await page.getByRole('link', { name: 'Billing' }).click();
    await row('test').waitFor();
    await api.post(`/customers/${rahima.id}/devices`, { mac: MAC, label: 'Home Router' });
    await heard(2);
    assert.ok(isSigned(1, secret));
    await row('device.added').getByText('Taken').waitFor();
    await lookAt(page, 'webhook deliveries', { dark: true });
  });

  test('one of them says what was sent and answered, and is sent again with the same id', async () => {
    await row('device.added').click();
    await dialog().getByText('It said:').waitFor();
    await dialog().getByText(MAC).first().waitFor();
    await lookAt(page, 'webhook delivery', { dark: true });
    await dialog().getByRole('button', { name: 'Send again' }).press('Enter');
    await heard(3);
    assert.equal(idsHeard()[2], idsHeard()[1]);
    await page.keyboard.press('Escape');
  });

  test('what is not taken says why and when it is tried again; the list of webhooks says so too', async () => {
    receiver.answerWith(503);
    await api.patch(`/customers/${rahima.id}`, { status: 'suspended' });
    await row('customer.suspended').getByText('Waiting').waitFor();
    await row('customer.suspended').click();
    await dialog().getByText('It answered 503').waitFor();
    await dialog()
      .getByText(/Next try at/)
      .waitFor();
    await lookAt(page, 'webhook delivery that waits', { asItIs: true, dark: true });
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Webhooks', exact: true }).last().click();
    await page.getByText(/^Nothing taken, first/).waitFor();
    await lookAt(page, 'webhooks failing', { dark: true });
    receiver.answerWith(200);
    await page.getByRole('link', { name: 'Billing' }).click();
    await row('customer.suspended').click();
    await dialog().getByRole('button', { name: 'Send again' }).press('Enter');
    await dialog().getByText('Taken').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/^Last taken/).waitFor();
  });

  test('is searched by a MAC in any format and filtered by state', async () => {
    await page.getByRole('searchbox').fill('c4e9841f220a');
    await row('customer.suspended').waitFor({ state: 'detached' });
    await row('device.added').waitFor();
  });
});

describe('changing a webhook', () => {
  test('switches it off and on again with undo', async () => {
    await open('/settings/webhooks');
    const on = page.getByRole('switch', { name: 'Tell Billing what happens' });
    await on.press('Space');
    await page.getByText('Billing is told nothing any more.').waitFor();
    await button(/^Undo/).click();
    await page.getByText('Billing is as before.').waitFor();
    assert.equal(await on.isChecked(), true);
  });

  test('keeps its address where none is typed, and its events where none is changed', async () => {
    await button('Actions for Billing').click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByLabel('Name').fill('Billing and CRM');
    await button('Save').click();
    await page.getByRole('link', { name: 'Billing and CRM' }).waitFor();
    const before = receiver.received.length;
    await button('Send a test to Billing and CRM').click();
    await heard(before + 1);
    assert.equal(receiver.received.at(-1)?.path, '/hooks?key=sesame');
  });

  test('makes a new secret, after which the old one signs nothing', async () => {
    await button('Actions for Billing and CRM').click();
    await page.getByRole('menuitem', { name: 'New secret…' }).click();
    await lookAt(page, 'webhook new secret', { asItIs: true });
    await button('Make a new secret').press('Enter');
    await dialog().getByRole('heading', { name: 'The secret of Billing and CRM' }).waitFor();
    const next = (await dialog().locator('code').first().textContent()) ?? '';
    assert.notEqual(next, secret);
    await dialog().getByRole('button', { name: 'Close' }).last().press('Enter');
    const before = receiver.received.length;
    await button('Send a test to Billing and CRM').click();
    await heard(before + 1);
    assert.ok(isSigned(before, next) && !isSigned(before, secret));
  });

  test('removes it after a question', async () => {
    await button('Actions for Billing and CRM').click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).press('Enter');
    await page.getByText('No program is told anything').waitFor();
    assert.deepEqual(
      faults.filter((fault) => !/400 \(Bad Request\).*\/webhooks\)?$/.test(fault)),
      [],
    );
  });
});
