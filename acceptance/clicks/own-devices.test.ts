import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { PATIENCE_MS } from '../open-browser.ts';
import { type Customer, newMac } from '../shop.ts';

const PHONE = { width: 320, height: 568 };
const LAPTOP = { width: 1440, height: 900 };
/** As large as it is, in both themes. */
const AS_IT_IS = { dark: true, asItIs: true } as const;

let shop: HotspotShop;
let browser: Browser;
let page: Page;
let faults: string[];
before(async () => {
  shop = await openHotspotShop();
  ({ browser, page, faults } = await openAsOperator(shop.gatehouse));
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

const devicesOf = async (guest: Customer) =>
  (await shop.api.get<{ items: { mac: string; label: string | null }[] }>(`/customers/${guest.id}/devices`))
    .items;

for (const [locale, words] of [
  ['en-GB', { account: 'I have an account', own: 'Your devices', add: 'Add a TV, console or printer' }],
  ['ar-EG', { account: 'لدي حساب', own: 'أجهزتك', add: 'إضافة تلفاز أو جهاز ألعاب أو طابعة' }],
  ['bn-BD', { account: '', own: '', add: 'টিভি, কনসোল বা প্রিন্টার যোগ করুন' }],
] as const)
  test(`${locale}: on a phone of 320 pixels a customer names a device, takes a removal back, and adds a television`, async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const guest = await shop.addGuest({ name: 'Rahima Akter', deviceLimit: 3 });
    const [mac, tv] = [newMac(), newMac()];
    await gateway.join(mac);
    const context = await browser.newContext({ viewport: PHONE, locale, baseURL: shop.gatehouse.portalUrl });
    const phone = await context.newPage();
    phone.setDefaultTimeout(PATIENCE_MS);
    await phone.goto(gateway.url);
    await phone.waitForURL('**/v/*');
    const home = /^\/v\/[\w-]+/.exec(new URL(phone.url()).pathname)?.[0] ?? '';
    await phone.goto(`${home}/login`);
    await phone.locator('#username').fill(guest.username);
    await phone.locator('#password').fill(guest.password);
    await phone.locator('button').click();
    await phone.locator('.tick').waitFor();
    assert.ok(gateway.isOnline(mac));
    await phone.goto(`${home}/devices`);
    if (words.own !== '') await phone.getByRole('heading', { name: words.own }).waitFor();
    await lookAt(phone, `own-page-${locale}`, AS_IT_IS);

    await phone.locator('li a.button').click();
    await phone.locator('#name').fill('Galaxy');
    await lookAt(phone, `own-device-${locale}`, AS_IT_IS);
    await phone.locator('button:not(.second)').click();
    await phone.getByText('Galaxy').waitFor();
    await phone.locator('li a.button').click();
    await phone.locator('form[action$="/remove"] button').click();
    await phone.locator('form.note').waitFor();
    await lookAt(phone, `own-removed-${locale}`, AS_IT_IS);
    assert.deepEqual(await devicesOf(guest), []);
    await phone.locator('form.note button').click();
    await phone.locator('li').getByText('Galaxy').waitFor();

    assert.equal(await gateway.join(tv), false);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await phone.getByRole('link', { name: words.add }).click();
    await phone.getByText(tv).waitFor();
    await lookAt(phone, `own-add-${locale}`, AS_IT_IS);
    // Typed as it stands on the label of the device.
    await phone.locator('#mac').fill('no MAC at all');
    await phone.locator('form button').first().click();
    await phone.getByRole('alert').waitFor();
    await lookAt(phone, `own-add-fault-${locale}`, AS_IT_IS);
    await phone.locator('#mac').fill(tv.replaceAll(':', '').toLowerCase());
    await phone.locator('form button').first().click();
    await phone.locator('#name').fill('Television');
    await lookAt(phone, `own-confirm-${locale}`, AS_IT_IS);
    await phone.locator('form button').click();
    await phone.locator('p.note').waitFor();
    await lookAt(phone, `own-added-${locale}`, AS_IT_IS);
    const items = await devicesOf(guest);
    assert.deepEqual(items.map(({ label }) => label).toSorted(), ['Galaxy', 'Television']);
    assert.equal(await gateway.join(tv), true);
    await context.close();
  });

describe('maybe the same device', () => {
  /** A phone that fell silent, and one that came two days ago. */
  async function addPair(name: string, label: string | null): Promise<Customer> {
    const guest = await shop.addGuest({ name, deviceLimit: 2 });
    const macs = [newMac(), newMac()].map((mac) => mac.replace('D4:CA', '9A:CA'));
    for (const [at, mac] of macs.entries())
      await shop.database.pool.query(
        `insert into devices (customer_id, mac, label, source, added_by, added_at, last_seen_at)
         values ($1, $2, $3, 'hotspot', 'Automatic (hotspot)', now() - $4 * interval '1 day', now() - $5 * interval '1 day')`,
        [guest.id, mac, at === 0 ? label : null, at === 0 ? 60 : 2, at === 0 ? 12 : 0.1],
      );
    return guest;
  }

  test('an operator merges a pair at the customer and takes it back', async () => {
    const guest = await addPair('Nusrat Jahan', 'Galaxy A15');
    const before = await devicesOf(guest);
    await page.setViewportSize(LAPTOP);
    await page.goto(`/customers/${guest.id}/devices`);
    await page.getByRole('heading', { name: 'Maybe the same device' }).waitFor();
    await lookAt(page, 'same-devices-customer', AS_IT_IS);
    await page.getByRole('button', { name: /^Same device: Galaxy A15 is 9A:CA/ }).click();
    await page.getByText(/Galaxy A15 goes on under/).waitFor();
    await page.getByRole('heading', { name: 'Maybe the same device' }).waitFor({ state: 'detached' });
    const merged = await devicesOf(guest);
    assert.deepEqual(
      merged.map(({ label }) => label),
      ['Galaxy A15'],
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Two devices again, as before.').waitFor();
    await page.getByRole('heading', { name: 'Maybe the same device' }).waitFor();
    assert.deepEqual(await devicesOf(guest), before);
  });

  test('among all devices the pairs wait behind one line, and “Two devices” is not asked again', async () => {
    await addPair('Karim Uddin', null);
    await page.goto('/');
    await page.getByRole('link', { name: '2 phones may have changed their address' }).waitFor();
    await lookAt(page, 'home-same-devices', AS_IT_IS);
    await page.getByRole('link', { name: '2 phones may have changed their address' }).click();
    await page.waitForURL('**/devices');
    await page.getByRole('heading', { name: 'Maybe the same device' }).waitFor();
    await lookAt(page, 'same-devices-closed', AS_IT_IS);
    await page.getByRole('button', { name: 'Look through them' }).click();
    await page.getByRole('link', { name: 'Karim Uddin' }).first().waitFor();
    await lookAt(page, 'same-devices', AS_IT_IS);
    await page.setViewportSize({ width: 390, height: 844 });
    await lookAt(page, 'same-devices-390', AS_IT_IS);
    await page.setViewportSize(LAPTOP);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Karim Uddin' })
      .getByRole('button', { name: /^Two devices/ })
      .click();
    await page.getByText(/are two devices\./).waitFor();
    const { items } = await shop.api.get<{ items: { older: { customerName: string } }[] }>(
      '/maybe-same-devices',
    );
    assert.ok(!items.some(({ older }) => older.customerName === 'Karim Uddin'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/listed again/).waitFor();
    assert.deepEqual(faults, []);
  });
});
