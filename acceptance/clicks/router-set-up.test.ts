import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import {
  openTestNas,
  replyTo,
  type TestNas as Disconnectable,
} from '@gatehouse/server/radius/dynamic-authorization/testing';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { addNas, playNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** A new router is set up: its kit is taken, and its checklist followed from the first packet to the last. */
const customer = { username: 'rahima.home', password: 'a-long-password' };
const PHONE = 'C4:E9:84:1F:22:0A';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let router: Disconnectable;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  const zone = await api.post<Item>('/hotspot-zones', { name: 'Market', ssid: 'Market Wi-Fi' });
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.26.21', zoneId: zone.id });
  router = await openTestNas(nas.address, nas.secret, (request) => [
    replyTo(request, 'ack', { secret: nas.secret }),
  ]);
  await api.patch(`/nas/${nas.id}`, { coaPort: router.port });
  await api.post('/customers', { ...customer, name: 'Rahima Akter', kind: 'pppoe' });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  router?.close();
  await nas?.close();
  await gatehouse?.stop();
});

const kit = () => page.getByRole('region', { name: 'Set-up kit' });
const file = () => page.getByRole('region', { name: /^gatehouse-north-tower\.rsc$/ });
const line = (title: string) => page.getByRole('listitem').filter({ hasText: title });
const stands = (title: string, state: string) =>
  line(title).getByRole('img', { name: state, exact: true }).waitFor();

/** What the script fetches, from where the portal really listens. */
async function fetchAsRouter(path: string): Promise<string> {
  return (await fetch(`${gatehouse.portalUrl}/router-files/${path}`)).text();
}

describe('setting up a router', () => {
  test('before the portal’s address is known, the kit says what it lacks and leads to where that is entered', async () => {
    await page.goto('/routers');
    await page.getByRole('row').filter({ hasText: 'North Tower' }).click();
    const setUp = page.getByRole('link', { name: 'Set up this router' });
    await setUp.waitFor();
    await lookAt(page, 'router-drawer', { dark: true });
    await setUp.click();
    await page.getByRole('heading', { level: 1, name: 'Set up North Tower' }).waitFor();
    await kit()
      .getByText(/login pages and the walled garden are left out/)
      .waitFor();
    assert.doesNotMatch(await file().innerText(), /walled-garden/);
    await lookAt(page, 'router-set-up-new', { dark: true });
    await kit().getByRole('link', { name: 'Open settings' }).first().click();
    await page.waitForURL('**/settings/hotspot');
  });

  test('Settings › Hotspot says that it is missing, takes it, and says what is wrong with a bad one', async () => {
    await page.getByText(/The portal’s address is not set/).waitFor();
    await lookAt(page, 'settings-hotspot', { dark: true });
    const address = page.getByLabel('Address of the portal');
    await address.fill('wifi.example.net');
    await page.getByRole('button', { name: 'Save addresses' }).click();
    await page.getByText(/must be http:\/\/ or https:\/\/ with a host/i).waitFor();
    await address.fill('https://wifi.example.net/');
    const radius = page.getByLabel('IP addresses of RADIUS');
    await radius.fill('127.0.0.1, radius.example');
    await page.getByRole('button', { name: 'Save addresses' }).click();
    await page.getByText(/must be an IP address/i).waitFor();
    await radius.fill('127.0.0.1 127.0.0.2');
    await page.getByRole('button', { name: 'Save addresses' }).click();
    await page.getByText(/Saved\. Run the set-up script/).waitFor();
    assert.equal(await address.inputValue(), 'https://wifi.example.net');
    assert.equal(await radius.inputValue(), '127.0.0.1, 127.0.0.2');
    await page.getByText(/The portal’s address is not set/).waitFor({ state: 'detached' });
    await page.reload();
    assert.equal(await page.getByLabel('Address of the portal').inputValue(), 'https://wifi.example.net');
  });

  test('the kit has everything, and its secret only once somebody asked for it', async () => {
    await page.goto(`/routers/${nas.id}/set-up`);
    await file()
      .getByText(/walled-garden ip add/)
      .waitFor();
    assert.match(await file().innerText(), new RegExp(`authentication-port=${gatehouse.auth.port}`));
    assert.ok(!(await page.content()).includes(nas.secret));
    await page.getByRole('button', { name: 'Show with its secrets' }).click();
    await file().getByText(`secret="${nas.secret}"`).waitFor();
    await page.getByText(/That you looked is recorded/).waitFor();
    assert.ok(!gatehouse.output().includes(nas.secret), 'no log has it');
  });

  test('it is copied and downloaded as it is shown', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy file' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download file' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'gatehouse-north-tower.rsc');
    const downloaded = await readFile(await download.path(), 'utf8');
    assert.equal(copied, downloaded);
    assert.ok(downloaded.includes(`secret="${nas.secret}"`) && downloaded.includes('login.html'));
  });

  test('a router with another secret is found out, then the right one turns the list green, line by line', async () => {
    await stands('Its requests arrive', 'Waiting');
    const { id, address } = nas;
    const mistyped = { id, address, secret: 'another-secret', server: gatehouse, tries: 3, timeoutMs: 200 };
    const stranger = await playNas(mistyped);
    assert.equal(await stranger.logIn(customer), 'timeout');
    await stranger.close();
    await stands('The secret is the same on both sides', 'Does not work');
    await line('The secret is the same on both sides')
      .getByText(/Enter the same secret/)
      .waitFor();
    await stands('Its requests arrive', 'Done');
    await lookAt(page, 'router-set-up-wrong-secret', { dark: true });

    assert.equal(await nas.logIn({ ...customer, acctSessionId: '81' }), 'Access-Accept');
    await stands('The secret is the same on both sides', 'Done');
    await stands('It signs its logins (Message-Authenticator)', 'Done');
    const session = { username: customer.username, acctSessionId: '81', callingStationId: PHONE };
    await nas.account({ ...session, event: 'Start' });
    await stands('Its accounting arrives', 'Done');
    await stands('It sends interim updates', 'Waiting');
    await nas.account({ ...session, event: 'Interim-Update', sessionSeconds: 300 });
    await stands('It sends interim updates', 'Done');
    await stands('Known devices log in by their MAC', 'Waiting');
    await nas.macLogIn(PHONE);
    await stands('Known devices log in by their MAC', 'Done');
  });

  test('a disconnect that is answered turns its line green too', async () => {
    await stands('It can be asked to disconnect', 'Waiting');
    const { items } = await api.get<List<Item>>('/sessions?open=true');
    await api.post(`/sessions/${items[0]?.id}/disconnect`);
    await stands('It can be asked to disconnect', 'Done');
  });

  test('which RouterOS it is, is said to be unknown until the script told it from the router', async () => {
    await stands('Its RouterOS has no known hole', 'Not known');
    await page.getByText('7 of 8 done.').waitFor();
    const script = await file().innerText();
    assert.match(
      await fetchAsRouter(`login.html?nas=${nas.id}`),
      /wifi\.example\.net\/hotspot\/mikrotik\?nas=/,
    );
    const [, told] = /router-files\/(report\\3F[^"]*)"/.exec(script) ?? [];
    const report = told?.replace('\\3F', '?');
    assert.equal(await fetchAsRouter(`${report}7.14.3`), 'ok\n');
    await stands('Its RouterOS has no known hole', 'Needs a look');
    await line('Its RouterOS has no known hole')
      .getByText(/CVE-2024-3596/)
      .waitFor();
    assert.equal(await fetchAsRouter(`${report}7.24.2`), 'ok\n');
    await stands('Its RouterOS has no known hole', 'Done');
    await page.getByText('All done.').waitFor();
    await lookAt(page, 'router-set-up-done', { dark: true });
  });

  test('complained about nothing in the console', () => {
    const unexpected = faults.filter((fault) => !/400 \(Bad Request\)/.test(fault));
    assert.deepEqual(unexpected, []);
  });
});
