import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventTypes } from '@gatehouse/domain/events/event-types';
import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { attempt } from '../access-log/testing.ts';
import { openAttemptRecorder } from '../access-log/attempt-recorder.ts';
import { openAttemptStore } from '../access-log/attempt-store.ts';
import { autoRegisterDevice } from '../devices/auto-register-device.ts';
import { addTestCustomer, type Json } from '../http/testing/test-api.ts';
import { noteClones } from '../review/note-clones.ts';
import { addPastDevice, addPastSession, newMac } from '../review/testing.ts';
import { freshMac, type HookHouse, openHookHouse } from './testing/hook-house.ts';

let house: HookHouse;
before(async () => {
  house = await openHookHouse();
  await house.api.database.pool.query(
    `insert into nas (id, name, address, secret_cipher, vendor, coa_port)
     overriding system value values (1, 'Tower 3', '192.0.2.1', '\\x00', 'mikrotik', 3799), (2, 'Tower 4', '192.0.2.2', '\\x00', 'mikrotik', 3799)`,
  );
});
afterEach(() => house.clear());
after(() => house?.close());

const raise = (error: unknown) => {
  throw error;
};
const types = () => house.heard().map(({ type }) => type);

test('a device that is changed, replaced, moved and removed, and a customer who is suspended, are each one event', async () => {
  const { api } = house;
  const hook = await house.addWebhook(eventTypes);
  const [rahim, karim] = [await addTestCustomer(api), await addTestCustomer(api)];
  const mac = freshMac();
  const { body: device } = await api.call('POST', `/customers/${rahim['id']}/devices`, { mac });
  await api.call('PATCH', `/devices/${device['id']}`, { label: 'Kitchen' });
  await api.call('POST', `/devices/${device['id']}/replace`, { mac: freshMac() });
  await api.call('POST', `/devices/${device['id']}/move`, { customerId: karim['id'] });
  await api.call('DELETE', `/devices/${device['id']}`);
  for (const status of ['suspended', 'active', 'ended'])
    await api.call('PATCH', `/customers/${rahim['id']}`, { status });
  await api.call('PATCH', `/customers/${rahim['id']}`, { name: 'Rahim Uddin' });
  const block = await api.call('POST', '/blocked-macs', { mac, reason: 'stolen' });
  assert.equal(block.status, 201, block.text);
  await api.call('DELETE', `/blocked-macs/${encodeURIComponent(mac)}`);
  await house.sendDue(hook);
  assert.deepEqual(types(), [
    'customer.added',
    'customer.added',
    'device.added',
    'device.changed',
    'device.replaced',
    'device.moved',
    'device.removed',
    'customer.suspended',
    'customer.activated',
    'customer.ended',
    'customer.changed',
    'device.blocked',
    'device.unblocked',
  ]);
  const events = house.heard();
  assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  const replaced = events.find(({ type }) => type === 'device.replaced');
  assert.equal(replaced?.['before']?.['mac'], mac);
  assert.equal(replaced?.['after']?.['mac'], replaced?.['device']?.['mac']);
  const moved = events.find(({ type }) => type === 'device.moved');
  assert.deepEqual(
    [moved?.['before']?.['customerId'], moved?.['after']?.['customerId'], moved?.['customer']?.['id']],
    [rahim['id'], karim['id'], karim['id']],
  );
});

test('what is refused and rolled back is told to nobody', async () => {
  const { api } = house;
  const hook = await house.addWebhook(['device.added']);
  const [rahim, karim] = [await addTestCustomer(api), await addTestCustomer(api)];
  const mac = freshMac();
  await api.call('POST', `/customers/${rahim['id']}/devices`, { mac });
  assert.equal((await api.call('POST', `/customers/${karim['id']}/devices`, { mac })).status, 409);
  await house.sendDue(hook);
  assert.deepEqual(types(), ['device.added']);
});

test('no password, no secret and no code leaves the house; that a password is another one does', async () => {
  const { api } = house;
  const hook = await house.addWebhook(eventTypes);
  const customer = await addTestCustomer(api, { password: 'open-sesame-1' });
  await api.call('PATCH', `/customers/${customer['id']}`, { password: 'open-sesame-2' });
  await api.call('POST', `/customers/${customer['id']}/password`);
  const sold = { name: 'Month', kind: 'pppoe', priceMinor: 100, currency: 'BDT', validitySeconds: 86_400 };
  const { body: month } = await api.call('POST', '/service-packages', sold);
  const given = await api.call('POST', `/customers/${customer['id']}/subscriptions`, {
    servicePackageId: month['id'],
  });
  assert.equal(given.status, 201, given.text);
  const subscriptionId = given.body['id'];
  const renewed = await api.call('POST', `/customers/${customer['id']}/renew`, { subscriptionId });
  const undone = await api.call('POST', `/subscriptions/${renewed.body['id']}/undo-renew`);
  assert.deepEqual([renewed.status, undone.status], [201, 200]);
  await house.sendDue(hook);
  const said = JSON.stringify(house.heard());
  assert.doesNotMatch(said, /sesame|cipher|"password"/i);
  assert.deepEqual(types(), [
    'customer.added',
    'customer.changed',
    'customer.package-given',
    'customer.package-given',
    'customer.package-taken-back',
  ]);
  const [, changed, package_, , takenBack] = house.heard();
  assert.equal(takenBack?.['before']?.['servicePackage'], 'Month');
  assert.deepEqual(changed?.['after'], { passwordChanged: true });
  assert.equal(package_?.['after']?.['servicePackage'], 'Month');
});

test('a login that registers its device tells so, in the transaction in which it does', async () => {
  const { api } = house;
  const hook = await house.addWebhook(eventTypes);
  const customer = await addTestCustomer(api);
  const mac = freshMac();
  const login = {
    customerId: Number(customer['id']),
    mac: parseMacAddress(mac) as MacAddress,
    nasId: 1,
    zoneId: null,
    writes: ['register-device' as const],
    deviceLimit: 1,
    borrowedPlaces: 0,
    ticketId: null,
    subscriptionId: null,
  };
  assert.equal(
    await autoRegisterDevice(api.database.db, { ...login, isGivenUp: () => true }).catch(() => 'given up'),
    'given up',
  );
  assert.equal(await autoRegisterDevice(api.database.db, login), 'stored');
  await house.sendDue(hook);
  assert.deepEqual(types(), ['customer.added', 'device.auto-registered']);
  const [, registered] = house.heard();
  assert.equal(registered?.['device']?.['mac'], mac);
  assert.equal(registered?.['customer']?.['id'], customer['id']);
});

test('a device that is refused with the right password is told once, and again after an hour of quiet; not while it is ignored', async () => {
  const { api } = house;
  const hook = await house.addWebhook(['device.refused']);
  const customer = await addTestCustomer(api);
  const mac = freshMac();
  const tried = async (minutesAgo: number, more: object = {}) => {
    const store = openAttemptStore(api.database.pool, '11111111-1111-4111-8111-111111111111', raise);
    const { randomBytes } = api.parts;
    const recorder = openAttemptRecorder({
      store,
      randomBytes,
      clock: Date.now,
      onError: raise,
      writeEveryMs: 5,
    });
    const at = Date.now() - minutesAgo * 60_000;
    recorder.record(
      attempt({ at, customerId: Number(customer['id']), mac: parseMacAddress(mac), nasId: 1, ...more }),
    );
    await recorder.close();
    await house.sendDue(hook);
    return house.heard().length;
  };
  assert.equal(await tried(300, { reason: 'wrong-password' }), 0);
  assert.equal(await tried(290, { outcome: 'accept' }), 0, 'observe lets it in');
  assert.equal(await tried(280), 1);
  assert.equal(await tried(270), 1);
  assert.equal(await tried(215), 1, 'not an hour without a try');
  assert.equal(await tried(150), 2);
  const [, told] = house.heard();
  assert.deepEqual([told?.['device']?.['mac'], told?.['customer']?.['id']], [mac, customer['id']]);
  assert.deepEqual(
    [told?.['after']?.['reason'], told?.['after']?.['refused'] as unknown, told?.['after']?.['router']],
    ['device-not-registered', 4, 'Tower 3'],
  );
  const { body } = await api.call('GET', `/unrecognised-devices?customerId=${customer['id']}`);
  const [listed] = body['items'] as unknown as Json[];
  const ignored = await api.call('POST', '/unrecognised-devices/ignore', {
    ids: [listed?.['id']],
    ignored: true,
  });
  assert.ok(ignored.status < 300, ignored.text);
  assert.equal(await tried(10), 2);
});

test('a MAC address that is online at two places is told once', async () => {
  const { api } = house;
  const hook = await house.addWebhook(['device.clone-suspected']);
  const customer = await addTestCustomer(api);
  const mac = newMac();
  await addPastDevice(api, customer, { mac });
  await addPastSession(api, customer, { mac, startedMinutesAgo: 90 });
  await addPastSession(api, customer, { mac, nasId: 2, startedMinutesAgo: 60 });
  await noteClones(api.database.db);
  await noteClones(api.database.db);
  await house.sendDue(hook);
  const [told, ...more] = house.heard();
  assert.deepEqual(
    [told?.['device']?.['mac'], told?.['customer']?.['id'], told?.['after']?.['routers'], more.length],
    [mac, customer['id'], ['Tower 3', 'Tower 4'], 0],
  );
});
