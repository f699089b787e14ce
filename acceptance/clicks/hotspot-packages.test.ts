import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

const PHONE = 'C4:E9:84:1F:22:0A';
const TELEVISION = 'F0:BF:97:00:00:42';
const CONSOLE = 'F0:BF:97:00:00:77';

type Package = Item & Readonly<Record<string, unknown>>;

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let guest: Item;
let cafe: Item;
let garden: Item;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  cafe = await api.post<Item>('/hotspot-zones', { name: 'Café', ssid: 'Lakeside' });
  garden = await api.post<Item>('/hotspot-zones', {
    name: 'Garden',
    ssid: 'Lakeside',
    roamingGroup: 'Lakeside',
  });
  nas = await addNas(gatehouse, api, { name: 'Café router', address: '127.0.0.76', zoneId: cafe.id });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await nas?.close();
  await gatehouse?.stop();
});

describe('a hotspot that sells hours', () => {
  test('a package by the hour, from its first login and for one zone, is made on the Packages screen', async () => {
    await page.goto('/packages');
    await page.getByRole('button', { name: 'Add package' }).first().click();
    await page.getByLabel('Name').fill('Five hours');
    await page.getByText('Hotspot', { exact: true }).last().click();
    await page.getByLabel('Runs for').fill('1');
    await page.getByRole('combobox', { name: 'Begins' }).click();
    await page.getByRole('option', { name: 'with the first login' }).click();
    await page.getByRole('textbox', { name: 'Time online' }).fill('5');
    await page.getByRole('combobox', { name: 'Good in' }).click();
    await page.getByRole('option', { name: 'Café' }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Device limit').fill('3');
    await lookAt(page, 'package-form');
    await page.getByRole('dialog').getByRole('button', { name: 'Add package' }).click();
    await page.getByText('Five hours added').waitFor();
    const { items } = await api.get<List<Package>>('/service-packages');
    const [sold] = items;
    assert.ok(sold !== undefined && Array.isArray(sold['zoneIds']));
    const { validitySeconds, validFrom, onlineSeconds } = sold;
    assert.deepEqual([validitySeconds, validFrom, onlineSeconds], [86_400, 'first-use', 18_000]);
    assert.equal(sold['zoneIds'].length, 1);
    await page.getByText('1 day from the first login').first().waitFor();
    await lookAt(page, 'packages');
  });

  test('a free trial is a switch in the form, and has no price but 0', async () => {
    await page.goto('/packages');
    await page.getByRole('button', { name: 'Add package' }).first().click();
    await page.getByLabel('Name').fill('A taste');
    await page.getByText('Hotspot', { exact: true }).last().click();
    await page.getByLabel('Runs for').fill('1');
    await page.getByRole('switch', { name: 'Free trial' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Price' }).inputValue(), '0');
    await page.getByRole('textbox', { name: 'Price' }).fill('5');
    await page.getByRole('dialog').getByRole('button', { name: 'Add package' }).click();
    await page.getByText('A trial is free: its price is 0.').waitFor();
    await page.getByRole('textbox', { name: 'Price' }).fill('0');
    await lookAt(page, 'package-trial');
    await page.getByRole('dialog').getByRole('button', { name: 'Add package' }).click();
    await page.getByText('A taste added').waitFor();
    await page.getByText('Free trial').first().waitFor();
    const { items } = await api.get<List<Package>>('/service-packages?search=taste');
    assert.deepEqual([items[0]?.['trial'], items[0]?.['priceMinor']], [true, 0]);
  });

  test('the profile says that it waits for the first login, then what is left', async () => {
    const { items } = await api.get<List<Package>>('/service-packages?search=Five');
    guest = await api.post<Item>('/customers', {
      name: 'Rahima Akter',
      username: 'rahima',
      password: 'a-long-password',
      kind: 'hotspot',
      servicePackageId: items[0]?.id,
    });
    await page.goto(`/customers/${guest.id}`);
    await page.getByText('1 day after the first login, which has not been yet').waitFor();
    await lookAt(page, 'profile-waiting');
    const session = { username: 'rahima', callingStationId: PHONE, service: 'hotspot' } as const;
    assert.equal(await nas.logIn({ ...session, password: 'a-long-password' }), 'Access-Accept');
    await nas.account({ ...session, acctSessionId: '1', event: 'Stop', sessionSeconds: 7200 });
    await page.reload();
    await page.getByText('2 hours of 5 hours').waitFor();
    await lookAt(page, 'profile-begun');
  });

  test('who waits here now is a place: from Hotspot and Zones, by keys, to its customer', async () => {
    for (const mac of [CONSOLE, '02:AB:CD:00:00:02']) assert.equal(await nas.macLogIn(mac), 'Access-Reject');
    await page.goto('/hotspot');
    await page.getByRole('link', { name: /^Unknown devices waiting\s*2$/ }).click();
    await page.waitForURL('**/zones/waiting');
    await page.getByRole('row', { name: /F0:BF:97:00:00:77.*Café.*Café router/ }).waitFor();
    await page.getByRole('row', { name: /02:AB:CD:00:00:02.*Private/ }).waitFor();
    await lookAt(page, 'waiting-everywhere', { dark: true });
    await page.goto('/zones');
    await page.getByRole('link', { name: '2 unknown devices' }).click();
    await page.waitForURL(`**/zones/${cafe.id}/waiting`);
    await page.getByRole('heading', { level: 2, name: 'Waiting here now 2' }).waitFor();
    assert.equal(await nas.macLogIn(CONSOLE), 'Access-Reject');
    await page.getByRole('row', { name: new RegExp(`${CONSOLE}.*2×`) }).waitFor();
    await lookAt(page, 'waiting-here', { dark: true });
    await page.getByRole('button', { name: `Add to a customer…: ${CONSOLE}` }).focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Add Device' });
    assert.equal(await form.getByLabel('MAC address').inputValue(), CONSOLE);
    await form.getByRole('combobox', { name: 'Customer' }).fill('Rahima');
    await page.getByRole('option', { name: /Rahima Akter/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await lookAt(page, 'waiting-add', { dark: true });
    await page.keyboard.press('Control+Enter');
    await page.getByText('It may log in from now on').waitFor();
    await page.getByRole('heading', { level: 2, name: 'Waiting here now 1' }).waitFor();
    assert.equal(await nas.macLogIn(CONSOLE), 'Access-Accept');
  });

  test('where nobody waits, the place says what it is for', async () => {
    await page.goto(`/zones/${garden.id}/waiting`);
    await page.getByText('No unknown device was heard in the last quarter of an hour').waitFor();
    await page.getByText(/television, a console or a printer shows no login page/).waitFor();
    await lookAt(page, 'waiting-nobody', { dark: true });
  });

  test('a television that waits in the zone is picked instead of typed', async () => {
    assert.equal(await nas.macLogIn(TELEVISION), 'Access-Reject');
    assert.equal(await nas.macLogIn('02:AB:CD:00:00:01'), 'Access-Reject');
    await page.goto(`/customers/${guest.id}/devices`);
    await page.getByRole('button', { name: 'Add Device' }).first().click();
    const waiting = page.getByRole('list', { name: 'Unknown devices heard here' });
    await waiting.getByRole('button', { name: TELEVISION }).waitFor();
    await lookAt(page, 'add-device');
    await waiting.getByRole('button', { name: TELEVISION }).click();
    assert.equal(await page.getByLabel('MAC address').inputValue(), TELEVISION);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('It may log in from now on').waitFor();
    assert.equal(await nas.macLogIn(TELEVISION), 'Access-Accept');
  });

  test('the Zones screen counts who waits, and a roaming group is set there', async () => {
    await page.goto('/zones');
    await page.getByText('2 unknown devices').first().waitFor();
    await lookAt(page, 'zones');
    await page.getByText('Café').first().click();
    await page.getByRole('combobox', { name: 'Roaming group' }).fill('Lakeside');
    await page.getByText('Its devices are known here too: Garden.').waitFor();
    await lookAt(page, 'zone-form');
    await page.getByRole('button', { name: 'Save access' }).click();
    await page.getByText('Café changed').waitFor();
    const { items } = await api.get<List<Package>>('/hotspot-zones');
    assert.deepEqual(
      items.map(({ roamingGroup }) => roamingGroup),
      ['Lakeside', 'Lakeside'],
    );
  });

  test('none of these pages complained in the console', () => {
    assert.deepEqual(faults, []);
  });
});
