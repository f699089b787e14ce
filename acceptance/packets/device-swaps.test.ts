import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { attemptsOf, newMac, openShop, type Shop } from '../shop.ts';

let shop: Shop;
let nas: TestNas;

before(async () => {
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.27' });
});
after(async () => {
  await nas?.close();
  await shop?.stop();
});

describe('a replaced device', () => {
  test('is let in at the very next login, and the old one is refused and not learned again, until it is undone', async () => {
    for (const macBinding of ['strict', 'learn'] as const) {
      const [old, fresh] = [newMac(), newMac()];
      const customer = await shop.addCustomer({ macBinding, deviceLimit: 2 });
      const device = await shop.addDevice(customer, old);
      await shop.api.post(`/devices/${device.id}/replace`, { mac: fresh });
      assert.equal(await nas.logIn({ ...customer, callingStationId: fresh }), 'Access-Accept', macBinding);
      assert.equal(await nas.logIn({ ...customer, callingStationId: old }), 'Access-Reject', macBinding);
      await shop.api.post(`/devices/${device.id}/undo-replace`, {});
      assert.equal(await nas.logIn({ ...customer, callingStationId: old }), 'Access-Accept', macBinding);
    }
  });
});

describe('a swap window', () => {
  for (const macBinding of ['off', 'observe', 'learn', 'strict'] as const) {
    test(`takes exactly one of 50 devices that log in at once, in ${macBinding}`, async () => {
      const registered = newMac();
      const customer = await shop.addCustomer({ macBinding });
      const device = await shop.addDevice(customer, registered);
      await shop.api.post(`/customers/${customer.id}/swap-window`, {});
      const macs = Array.from({ length: 50 }, newMac);
      const outcomes = await Promise.all(
        macs.map((callingStationId) => nas.logIn({ ...customer, callingStationId })),
      );
      const accepted = macs.filter((_, index) => outcomes[index] === 'Access-Accept');
      if (macBinding === 'learn' || macBinding === 'strict') assert.equal(accepted.length, 1);
      const { items } = await shop.api.get<{ items: { id: string; mac: string }[] }>(
        `/customers/${customer.id}/devices`,
      );
      const [swapped] = items;
      assert.equal(items.length, 1);
      assert.equal(swapped?.id, device.id);
      assert.ok(accepted.includes(swapped?.mac ?? ''));
      const { swapWindow } = await shop.api.get<{ swapWindow: { open: boolean; usedMac: string } }>(
        `/customers/${customer.id}/swap-window`,
      );
      assert.deepEqual([swapWindow.open, swapWindow.usedMac], [false, swapped?.mac]);
    });
  }

  test('fills a free place where several are registered, and lifts a removal', async () => {
    const customer = await shop.addCustomer({ macBinding: 'learn', deviceLimit: 3 });
    await shop.addDevice(customer, newMac());
    await shop.addDevice(customer, newMac());
    const again = newMac();
    const removed = await shop.addDevice(customer, again);
    await shop.api.remove(`/devices/${removed.id}`);
    assert.equal(await nas.logIn({ ...customer, callingStationId: again }), 'Access-Reject');
    await shop.api.post(`/customers/${customer.id}/swap-window`, {});
    assert.equal(await nas.logIn({ ...customer, callingStationId: again }), 'Access-Accept');
    const { items } = await shop.api.get<{ items: unknown[] }>(`/customers/${customer.id}/devices`);
    assert.equal(items.length, 3);
    const [attempt] = await attemptsOf(shop.api, customer.username, 2);
    assert.match(attempt?.explanation ?? '', /swap window/);
  });

  test('closed by hand it is closed at the very next login; its device’s own logins leave it open', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    await shop.addDevice(customer, mac);
    const window = `/customers/${customer.id}/swap-window`;
    await shop.api.post(window, {});
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
    assert.equal(
      await nas.logIn({ ...customer, password: 'wrong', callingStationId: newMac() }),
      'Access-Reject',
    );
    await shop.api.remove(window);
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Reject');
    await shop.api.post(`${window}/reopen`, {});
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Accept');
  });
});

describe('a blocked MAC', () => {
  test('is refused everywhere: its holder, whoever else uses it, and in a swap window', async () => {
    const mac = newMac();
    const [holder, other] = [await shop.addCustomer({ macBinding: 'strict' }), await shop.addCustomer({})];
    await shop.addDevice(holder, mac);
    await shop.api.post('/blocked-macs', { mac, reason: 'Stolen' });
    await shop.api.post(`/customers/${other.id}/swap-window`, {});
    for (const customer of [holder, other]) {
      assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Reject');
      const [attempt] = await attemptsOf(shop.api, customer.username, 1);
      assert.equal(attempt?.reason, 'device-blocked');
    }
    await shop.api.remove(`/blocked-macs/${mac}`);
    assert.equal(await nas.logIn({ ...holder, callingStationId: mac }), 'Access-Accept');
  });
});
