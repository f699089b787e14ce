import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Item } from '../api-client.ts';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, logInAt, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser, type PlainPage } from '../plain-browser.ts';
import { type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

const macsOf = async (guest: Customer) =>
  (await shop.api.get<{ items: { mac: string }[] }>(`/customers/${guest.id}/devices`)).items
    .map(({ mac }) => mac)
    .toSorted();

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

for (const [make, start] of MAKES) {
  for (const cookies of [true, false]) {
    const kind = cookies ? 'with cookies' : 'without cookies';

    test(`${make}, ${kind}: at the limit the own devices are shown, and one removed makes room`, async () => {
      const gateway = await shop.openHotspot(start);
      const guest = await shop.addGuest({ deviceLimit: 2 });
      const [first, second, third] = [newMac(), newMac(), newMac()];
      for (const mac of [first, second]) {
        await gateway.join(mac);
        assert.equal((await logInAt(openPlainBrowser(), gateway, guest)).title, 'You are online');
      }
      await gateway.join(third);
      const browser = openPlainBrowser({ cookies });
      const full = await logInAt(browser, gateway, guest);
      assert.equal(full.title, 'All places are taken');
      assert.match(full.text, /Your account is for 2 devices/);
      assert.equal(full.text.match(/last seen now|last seen this minute/g)?.length, 2);
      assert.equal(gateway.isOnline(third), false);
      assert.equal((await browser.click(full, 'Remove')).title, 'You are online');
      assert.ok(gateway.isOnline(third));
      const macs = await macsOf(guest);
      assert.equal(macs.length, 2);
      assert.ok(macs.includes(third));
      const removed = macs.includes(first) ? second : first;
      assert.equal(await gateway.join(removed), false, 'a removed device needs a login again');
    });
  }
}

describe('a gateway that names no device', () => {
  test('gets no ticket, for it would be good from any: the page says in words how to go on', async () => {
    const gateway = await shop.openHotspot(startCoovaChilli);
    const guest = await shop.addGuest({ deviceLimit: 1 });
    await gateway.join(newMac());
    await logInAt(openPlainBrowser(), gateway, guest);
    await gateway.join(newMac());
    const browser = openPlainBrowser({ cookies: true });
    await browser.open(gateway.url);
    const entry = new URL(browser.visited.find((url) => url.includes('res=notyet')) ?? '');
    entry.searchParams.delete('mac');
    const form = await browser.click(await browser.open(entry.href), 'I have an account');
    const page = await browser.submit(form, { username: guest.username, password: guest.password });
    assert.equal(page.status, 422);
    assert.match(page.text, /The router did not say which device this is/);
    const { rows } = await shop.database.pool.query(
      'select from portal_tickets where customer_id = $1 and mac_hint is null',
      [guest.id],
    );
    assert.equal(rows.length, 0);
  });
});

describe('the customer’s own page', () => {
  test('shows what is left and the devices; somebody else’s device cannot be removed from it', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, other] = [await shop.addGuest({ name: 'Rahima Akter' }), await shop.addGuest()];
    const [mac, othersMac] = [newMac(), newMac()];
    const othersDevice = await shop.addDevice(other, othersMac);
    await gateway.join(mac);
    const browser = openPlainBrowser({ cookies: true });
    const online = await logInAt(browser, gateway, guest);
    const own = await browser.click(online, 'Your devices');
    assert.equal(own.title, 'Hello, Rahima Akter');
    assert.match(own.text, /this device/);
    assert.match(own.text, /10 GB/);
    const device = await browser.click(own, 'Change');
    const removal = device.text.match(/action="([^"]+\/devices\/)\d+\/remove"/)?.[1] ?? '';
    await fetch(new URL(`${removal}${othersDevice.id}/remove`, own.url), {
      method: 'POST',
      redirect: 'manual',
    });
    assert.deepEqual(await macsOf(other), [othersMac]);
    const after = await browser.click(device, 'Remove');
    assert.match(after.text, /No device is registered yet/);
    assert.deepEqual(await macsOf(guest), []);
    assert.equal(await gateway.join(mac), false, 'a removed device needs a login again');
    const again = await browser.click(after, 'Undo');
    assert.match(again.text, /this device/);
    assert.equal(await gateway.join(mac), true, 'brought back, it is known again');
    const { rows } = await shop.database.pool.query(
      `select actor_kind, actor_name from audit_log where action = 'devices.remove' and customer_id = $1`,
      [guest.id],
    );
    assert.deepEqual(rows, [{ actor_kind: 'customer', actor_name: 'Rahima Akter' }]);
  });

  for (const [make, start] of MAKES)
    test(`${make}: a device that removed itself logs in again, however it comes; the page where it did may still undo`, async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac] = [await shop.addGuest(), newMac()];
      await gateway.join(mac);
      const browser = openPlainBrowser({ cookies: true });
      const own = await browser.click(await logInAt(browser, gateway, guest), 'Your devices');
      const removeItself = async (page: PlainPage) =>
        browser.click(await browser.click(page, 'Change'), 'Remove');
      const removed = await removeItself(own);
      assert.equal(await gateway.join(mac), false);
      assert.match((await browser.open(gateway.url)).title, /^Welcome/);
      assert.deepEqual(await macsOf(guest), []);
      const back = await browser.click(removed, 'Undo');
      assert.match(back.text, /this device/);
      assert.equal(await gateway.join(mac), true);
      const again = await removeItself(back);
      assert.equal(await gateway.join(mac), false);
      assert.match((await browser.click(again, 'Go online')).title, /^Welcome/);
      assert.match((await browser.open(again.url)).title, /^Welcome/, 'and this visit is nobody’s');
      assert.deepEqual(await macsOf(guest), []);
      assert.equal((await logInAt(browser, gateway, guest)).title, 'You are online');
      assert.deepEqual(await macsOf(guest), [mac]);
    });

  for (const [make, start] of MAKES)
    test(`${make}: a television that waits in the zone is picked there, and gets online by itself`, async () => {
      const [gateway, elsewhere] = [await shop.openHotspot(start), await shop.openHotspot(start)];
      const [guest, tv, farTv] = [await shop.addGuest({ deviceLimit: 3 }), newMac(), newMac()];
      await gateway.join(newMac());
      const browser = openPlainBrowser({ cookies: true });
      const own = await browser.click(await logInAt(browser, gateway, guest), 'Your devices');
      assert.equal(await gateway.join(tv), false);
      assert.equal(await elsewhere.join(farTv), false);
      let page = await browser.click(own, 'Add a TV, console or printer');
      for (let look = 0; look < 30 && !page.text.includes(tv); look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        page = await browser.click(page, 'Look again');
      }
      assert.ok(page.text.includes(tv), 'heard in this zone');
      assert.ok(!page.text.includes(farTv), 'and only what was heard here');
      const confirm = await browser.click(page, 'Choose');
      assert.equal(confirm.title, 'Is this your device?');
      const added = await browser.submit(confirm, { name: 'Television' });
      assert.match(added.text, /Television is registered/);
      assert.ok(!(await browser.open(page.url)).text.includes(tv), 'it waits no longer');
      assert.equal(await gateway.join(tv), true);
      assert.equal(await elsewhere.join(tv), false, 'in another zone it is a stranger');
    });

  test('is closed everywhere by one button, and the devices stay online', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac] = [await shop.addGuest(), newMac()];
    await gateway.join(mac);
    const [here, there] = [openPlainBrowser({ cookies: true }), openPlainBrowser({ cookies: true })];
    const thereOwn = await there.click(await logInAt(there, gateway, guest), 'Your devices');
    await gateway.join(newMac());
    const hereOwn = await here.click(await logInAt(here, gateway, guest), 'Your devices');
    assert.equal((await here.click(hereOwn, 'Sign out everywhere')).title, 'Signed out');
    for (const page of [hereOwn, thereOwn])
      assert.equal((await there.open(page.url)).title, 'This page is over');
    assert.equal(await gateway.join(mac), true);
  });

  test('of a customer without a package names what is sold, and an operator’s grant lets them in', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const guest = await shop.addCustomer({ kind: 'hotspot' });
    const mac = newMac();
    await gateway.join(mac);
    const browser = openPlainBrowser({ cookies: true });
    const page = await logInAt(browser, gateway, guest);
    assert.match(page.text, /You have no package yet/);
    assert.match(page.text, /BDT\s?500\.00/);
    const [granted] = (await shop.api.get<{ items: Item[] }>('/service-packages?search=Month')).items;
    await shop.api.post(`/customers/${guest.id}/subscriptions`, { servicePackageId: granted?.id });
    assert.equal((await browser.click(page, 'Try again')).title, 'You are online');
    assert.ok(gateway.isOnline(mac));
  });
});

describe('a phone that changed its private address', () => {
  const privateMac = () => `9A:3B${newMac().slice(5)}`;

  /** A customer with one place, taken by a phone with a private address that was last seen three days ago. */
  async function openCase(start: StartGateway) {
    const gateway = await shop.openHotspot(start);
    const [guest, old, fresh] = [await shop.addGuest({ deviceLimit: 1 }), privateMac(), privateMac()];
    await gateway.join(old);
    await logInAt(openPlainBrowser(), gateway, guest);
    const seenDaysAgo = (days: number) =>
      shop.database.pool.query(
        `update devices set label = 'Galaxy', last_seen_at = now() - make_interval(days => $2) where mac = $1`,
        [old, days],
      );
    // What was just seen is written behind the login.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return { gateway, guest, old, fresh, seenDaysAgo };
  }

  for (const [make, start] of MAKES) {
    test(`${make}: is asked whether it is the old one, and goes on as that on yes`, async () => {
      const { gateway, guest, old, fresh, seenDaysAgo } = await openCase(start);
      await seenDaysAgo(3);
      await gateway.join(fresh);
      const browser = openPlainBrowser();
      const page = await logInAt(browser, gateway, guest);
      assert.match(page.text, /Is this your Galaxy, last seen 3 days ago, with a new address\?/);
      assert.equal((await browser.click(page, 'Yes, it is')).title, 'You are online');
      assert.deepEqual(await macsOf(guest), [fresh]);
      const { rows } = await shop.database.pool.query(`select label, source from devices where mac = $1`, [
        fresh,
      ]);
      assert.deepEqual(rows, [{ label: 'Galaxy', source: 'hotspot' }]);
      assert.equal(await gateway.join(old), false);
      assert.equal(await gateway.join(fresh), true);
    });
  }

  for (const [make, start] of MAKES)
    test(`${make}: is told that all places are taken where the old one came back before the yes`, async () => {
      const { gateway, guest, old, fresh, seenDaysAgo } = await openCase(start);
      await seenDaysAgo(3);
      await gateway.join(fresh);
      const browser = openPlainBrowser({ cookies: true });
      const page = await logInAt(browser, gateway, guest);
      assert.equal(await gateway.join(old), true);
      assert.equal(await gateway.join(fresh), false);
      const told = await browser.click(page, 'Yes, it is');
      assert.equal(told.title, 'All places are taken');
      assert.match(told.text, /Galaxy/);
      assert.deepEqual(await macsOf(guest), [old]);
      assert.equal((await browser.click(told, 'Remove')).title, 'You are online');
      assert.deepEqual(await macsOf(guest), [fresh]);
    });

  test('below the limit registers as new; an operator who merges the two is obeyed at the very next login, and so is the undo', async () => {
    const { gateway, guest, old, fresh, seenDaysAgo } = await openCase(startMikrotik);
    await shop.api.patch(`/customers/${guest.id}`, { deviceLimit: 2 });
    await seenDaysAgo(3);
    await gateway.join(fresh);
    assert.equal((await logInAt(openPlainBrowser(), gateway, guest)).title, 'You are online');
    type Pair = { readonly older: Item & { mac: string }; readonly newer: Item & { mac: string } };
    const { items } = await shop.api.get<{ items: Pair[] }>(`/maybe-same-devices?customerId=${guest.id}`);
    const [pair] = items;
    assert.deepEqual([pair?.older.mac, pair?.newer.mac], [old, fresh]);
    await shop.api.post(`/devices/${pair?.older.id}/continue`, { newerId: pair?.newer.id });
    assert.deepEqual(await macsOf(guest), [fresh]);
    assert.equal(await gateway.join(fresh), true);
    assert.equal(await gateway.join(old), false);
    await shop.api.post(`/devices/${pair?.older.id}/separate`, {});
    assert.equal(await gateway.join(old), true);
    assert.equal(await gateway.join(fresh), true);
    assert.deepEqual(await macsOf(guest), [old, fresh].toSorted());
  });

  test('is not asked about one that was seen within a day, and a yes made up changes nothing', async () => {
    const { gateway, guest, old, fresh, seenDaysAgo } = await openCase(startMikrotik);
    await gateway.join(fresh);
    const browser = openPlainBrowser();
    const page = await logInAt(browser, gateway, guest);
    assert.equal(page.title, 'All places are taken');
    assert.doesNotMatch(page.text, /Is this your/);
    const made = page.text.match(/action="([^"]+\/devices\/\d+)\/remove/)?.[1] ?? '';
    await fetch(new URL(`${made}/continue`, page.url), { method: 'POST', redirect: 'manual' });
    assert.deepEqual(await macsOf(guest), [old]);
    await seenDaysAgo(3);
    await gateway.join(newMac());
    const other = await logInAt(openPlainBrowser(), gateway, guest);
    assert.doesNotMatch(other.text, /Is this your/, 'a phone with its maker’s address is no changed one');
  });
});
