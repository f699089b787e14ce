import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type NasAnswer,
  openTestNas,
  replyTo,
  type TestNas as Disconnectable,
} from '@gatehouse/server/radius/dynamic-authorization/testing';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { untilRead } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** One customer online from four devices; the router says what each test wants it to say. */
const DEVICES = ['C4:E9:84:1F:22:0A', 'C4:E9:84:1F:22:0B', 'C4:E9:84:1F:22:0C', 'C4:E9:84:1F:22:0D'] as const;

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let router: Disconnectable;

const acknowledge: NasAnswer = async (request) => {
  const acctSessionId = `8300${DEVICES.findIndex((mac) => mac === cutOff)}`;
  await nas.account({ username: 'rahima.home', callingStationId: cutOff, acctSessionId, event: 'Stop' });
  return [replyTo(request, 'ack', { secret: nas.secret })];
};
const refuse: NasAnswer = (request) => [replyTo(request, 'nak', { secret: nas.secret, errorCause: 504 })];
let cutOff: string = DEVICES[0];

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.0.73' });
  router = await openTestNas(nas.address, nas.secret, acknowledge);
  await api.patch(`/nas/${nas.id}`, { coaPort: router.port });
  const customer = await api.post<Item>('/customers', {
    name: 'Rahima Akter',
    username: 'rahima.home',
    password: 'a-long-password',
    kind: 'pppoe',
    deviceLimit: 4,
  });
  for (const [i, mac] of DEVICES.entries()) {
    await api.post(`/customers/${customer.id}/devices`, { mac, label: `Router ${i + 1}` });
    const session = { username: 'rahima.home', callingStationId: mac, acctSessionId: `8300${i}` };
    await nas.logIn({ ...session, password: 'a-long-password' });
    assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
  }
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  router?.close();
  await nas?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) =>
  within.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

describe('what routers are asked to do', () => {
  test('Disconnect on a session asks first, and says in words that the router has ended it', async () => {
    await open('/sessions');
    await button(`Disconnect rahima.home ${DEVICES[0]}`).click();
    await dialog().getByText('North Tower is asked to end this session now').waitFor();
    await lookAt(page, 'ask to disconnect', { asItIs: true });
    await button('Disconnect', dialog()).click();
    await dialog().getByText('North Tower has ended the session.').waitFor();
    await lookAt(page, 'disconnected', { asItIs: true });
    await button('Close', dialog()).last().click();
    await dialog().waitFor({ state: 'detached' });
    await row(DEVICES[0]).getByText('Ended').waitFor();
  });

  test('a refusal is said in words, with what helps, and can be tried again; all of it by keyboard', async () => {
    cutOff = DEVICES[1];
    router.answer = refuse;
    await open('/sessions');
    await button(`Disconnect rahima.home ${DEVICES[1]}`).press('Enter');
    await page.locator(':focus', { hasText: 'Keep online' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog().getByText('North Tower refused: it cannot end this session.').waitFor();
    await dialog().getByText('End the session on the router itself.').waitFor();
    await lookAt(page, 'refused', { dark: true, asItIs: true });
    router.answer = acknowledge;
    await button('Try again', dialog()).press('Enter');
    await dialog().getByText('North Tower has ended the session.').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('Remove and disconnect now removes the device, ends its session, and can be taken back', async () => {
    cutOff = DEVICES[2];
    await open('/devices');
    await button(`More ways to remove ${DEVICES[2]}`).click();
    await page.getByRole('menuitem', { name: 'Remove and disconnect now…' }).click();
    await dialog().getByText('Whoever uses it goes offline.').waitFor();
    await lookAt(page, 'ask to remove and disconnect', { asItIs: true });
    await button('Remove and disconnect', dialog()).click();
    await dialog().getByText('North Tower has ended the session.').waitFor();
    await lookAt(page, 'removed and disconnected', { asItIs: true });
    assert.equal(await row(DEVICES[2]).count(), 0);
    await button('Register again', dialog()).click();
    await row(DEVICES[2]).waitFor();
  });

  test('every request stands under Activity › Disconnects, and opens to how it was asked', async () => {
    await open('/');
    await page.getByRole('navigation').getByRole('link', { name: 'Disconnects' }).click();
    await row('North Tower refused').waitFor();
    assert.equal(await page.getByRole('row').count(), 5, 'a heading and four requests');
    await lookAt(page, 'disconnects', { dark: true, asItIs: true });
    await row('North Tower refused').click();
    await dialog().getByText('Error-Cause 504 Session-Context-Not-Removable').waitFor();
    await lookAt(page, 'one request', { asItIs: true });
    await page.keyboard.press('Escape');
    await open('/disconnects?state=refused');
    await row('North Tower refused').waitFor();
    assert.equal(await page.getByRole('row').count(), 2);
  });

  test('a request that is under way says that it goes on by itself, and then what came of it', async () => {
    cutOff = DEVICES[3];
    const late = Promise.withResolvers<void>();
    router.answer = async (request, nth) => {
      await late.promise;
      return acknowledge(request, nth);
    };
    const sessions = await api.get<{ items: { id: string; mac: string }[] }>('/sessions?open=true');
    const session = sessions.items.find(({ mac }) => mac === cutOff);
    const answer = api.post(`/sessions/${session?.id}/disconnect`, {});
    await open('/disconnects');
    await row('Asking North Tower').click();
    await dialog().getByText('It goes on without this window.').waitFor();
    late.resolve();
    await dialog().getByText('North Tower has ended the session.').waitFor();
    assert.equal(await dialog().getByText('It goes on without this window.').count(), 0);
    await answer;
    await page.keyboard.press('Escape');
  });

  test('what else disconnects is set under Settings, and a change can be undone', async () => {
    await open('/settings/my-account');
    await page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('link', { name: 'Disconnecting' })
      .click();
    const suspended = page.getByRole('switch', { name: 'Disconnect a customer who is suspended' });
    await suspended.waitFor();
    await lookAt(page, 'settings', { dark: true, asItIs: true });
    await suspended.focus();
    await page.keyboard.press('Space');
    await button(/^Undo/).click();
    await page.getByText('The setting is as before.').waitFor();
    assert.equal(await suspended.isChecked(), true);
    const settings = await api.get<{ disconnectOnSuspend: boolean }>('/settings');
    assert.equal(settings.disconnectOnSuspend, true);
  });

  test('on a phone of 360 px everything fits', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ['/disconnects', '/settings/disconnecting', '/sessions', '/devices']) {
      await open(path);
      await untilRead(page);
      await lookAt(page, `phone ${path.slice(1).replaceAll('/', ' ')}`, { asItIs: true });
    }
    assert.deepEqual(faults, []);
  });
});
