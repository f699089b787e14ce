import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventTypes } from '@gatehouse/domain/events/event-types';
import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { autoRegisterDevice, type LoginToStore } from '../devices/auto-register-device.ts';
import { doBulk, undoBulk } from '../devices/bulk/testing.ts';
import { addTestCustomer, type Json } from '../http/testing/test-api.ts';
import { applyFile, checkFile, undoFile } from '../imports/testing/run-import.ts';
import { freshMac, type Heard, type HookHouse, openHookHouse } from './testing/hook-house.ts';

let house: HookHouse;
before(async () => {
  house = await openHookHouse();
});
afterEach(() => house.clear());
after(() => house?.close());

const privateMac = () => freshMac().replace(/^C4/, 'C6');

/** What is heard of from now on. */
async function listen(): Promise<() => Promise<Heard[]>> {
  const hook = await house.addWebhook(eventTypes);
  return async () => {
    await house.sendDue(hook);
    const heard = house.heard();
    house.receiver.received.length = 0;
    return heard;
  };
}

/** `type MAC` of each, in the order in which they happened. */
const saidOf = (heard: readonly Heard[]) =>
  heard.map(({ type, device, customer }) =>
    [type, device?.['mac'] ?? customer?.['username']].map(String).join(' '),
  );

const addDevice = async (customer: Json, mac: string, more: object = {}) => {
  const added = await house.api.call('POST', `/customers/${customer['id']}/devices`, {
    mac,
    overLimit: true,
    ...more,
  });
  assert.equal(added.status, 201, added.text);
  return added.body;
};

function loginOf(customer: Json, mac: string, write: LoginToStore['writes'][number]): LoginToStore {
  return {
    customerId: Number(customer['id']),
    mac: parseMacAddress(mac) as MacAddress,
    zoneId: null,
    writes: [write],
    deviceLimit: 3,
    borrowedPlaces: 0,
    ticketId: null,
    subscriptionId: null,
  };
}

test('an import is one event for each thing that it adds, moves or changes, and so is its undoing', async () => {
  const { api } = house;
  const sold = { name: 'Home 20', kind: 'pppoe', validitySeconds: 86_400 };
  assert.equal((await api.call('POST', '/service-packages', sold)).status, 201);
  const [rahim, karim] = [
    await addTestCustomer(api, { username: 'rahim.many', deviceLimit: 9 }),
    await addTestCustomer(api, { username: 'karim.many', deviceLimit: 9 }),
  ];
  const [his, moved, fresh] = [freshMac(), freshMac(), freshMac()];
  await addDevice(rahim, his, { label: 'Old name' });
  await addDevice(karim, moved);
  const hear = await listen();
  const file = [
    'username,password,name,package,macs,label,phone',
    `jamal.many,open-sesame-3,Jamal,Home 20,${fresh},Shop,`,
    `rahim.many,,,,${his},New name,0171555`,
    `rahim.many,,,,${moved},,0171555`,
  ];
  const applied = await applyFile(api, await checkFile(api, 'customers', file, { moveDevices: true }));
  assert.deepEqual(applied['outcomes'], { applied: 2, nothing: 1 });
  const heard = await hear();
  assert.deepEqual(saidOf(heard).toSorted(), [
    'customer.added jamal.many',
    'customer.changed rahim.many',
    'customer.package-given jamal.many',
    `device.added ${fresh}`,
    `device.changed ${his}`,
    `device.moved ${moved}`,
  ]);
  assert.doesNotMatch(JSON.stringify(heard), /sesame|cipher|"password"/i);
  const given = heard.find(({ type }) => type === 'customer.package-given');
  assert.equal(given?.['after']?.['servicePackage'], 'Home 20');
  const wasMoved = heard.find(({ type }) => type === 'device.moved');
  assert.deepEqual(
    [wasMoved?.['before']?.['customerId'], wasMoved?.['after']?.['customerId']],
    [karim['id'], rahim['id']],
  );
  const undone = await undoFile(api, applied);
  assert.equal(undone['state'], 'undone');
  const taken = await hear();
  assert.deepEqual(saidOf(taken).toSorted(), [
    'customer.changed rahim.many',
    'customer.removed jamal.many',
    `device.changed ${his}`,
    `device.moved ${moved}`,
    `device.removed ${fresh}`,
  ]);
});

test('what is done to many at once is an event for each device, and so is its undoing; what is left is none', async () => {
  const { api } = house;
  const [rahim, karim] = [
    await addTestCustomer(api, { deviceLimit: 9 }),
    await addTestCustomer(api, { deviceLimit: 9 }),
  ];
  const macs = [freshMac(), freshMac()];
  const devices = [];
  for (const mac of macs) devices.push(await addDevice(rahim, mac));
  const selection = { ids: devices.map(({ id }) => id) };
  const hear = await listen();
  const each = (type: string) => macs.map((mac) => `${type} ${mac}`);
  for (const [sent, event, undoing] of [
    [{ action: 'label', label: 'Spare' }, 'device.changed', 'device.changed'],
    [{ action: 'type', type: 'Router' }, 'device.changed', 'device.changed'],
    [{ action: 'move', customerId: karim['id'] }, 'device.moved', 'device.moved'],
    [{ action: 'block', reason: 'Stolen' }, 'device.blocked', 'device.unblocked'],
    [{ action: 'remove' }, 'device.removed', 'device.added'],
  ] as const) {
    const done = await doBulk(api, { ...sent, selection });
    assert.deepEqual(done['outcomes'], { changed: 2 }, sent.action);
    assert.deepEqual(saidOf(await hear()).toSorted(), each(event), sent.action);
    const undone = await undoBulk(api, done);
    assert.deepEqual(undone['outcomes'], { undone: 2 }, sent.action);
    assert.deepEqual(saidOf(await hear()).toSorted(), each(undoing), `undoing ${sent.action}`);
  }
  const same = await doBulk(api, { action: 'label', label: null, selection });
  assert.deepEqual(same['outcomes'], { nothing: 2 });
  assert.deepEqual(await hear(), []);
});

test('a swap window that a login uses is a device that was replaced, or one that registered itself; its undoing too', async () => {
  const { api } = house;
  const customer = await addTestCustomer(api, { deviceLimit: 3 });
  const [old, fresh, further] = [freshMac(), freshMac(), freshMac()];
  const device = await addDevice(customer, old, { label: 'Home Router' });
  const open = (deviceId?: Json) =>
    api.call('POST', `/customers/${customer['id']}/swap-window`, { ...(deviceId && { deviceId }) });
  const hear = await listen();
  await open(device['id']);
  assert.equal(
    await autoRegisterDevice(api.database.db, loginOf(customer, fresh, 'use-swap-window')),
    'stored',
  );
  const [replaced, ...none] = await hear();
  assert.deepEqual(
    [
      replaced?.type,
      replaced?.['before']?.['mac'],
      replaced?.['after']?.['mac'],
      replaced?.['device']?.['label'],
    ],
    ['device.replaced', old, fresh, 'Home Router'],
  );
  assert.equal(replaced?.['actor']?.['name'], 'Automatic (swap window)');
  assert.deepEqual(none, []);
  await api.call('POST', `/devices/${device['id']}/undo-replace`);
  assert.deepEqual(saidOf(await hear()), [`device.replaced ${old}`]);
  await addDevice(customer, freshMac());
  await hear();
  await open();
  assert.equal(
    await autoRegisterDevice(api.database.db, loginOf(customer, further, 'use-swap-window')),
    'stored',
  );
  assert.deepEqual(saidOf(await hear()), [`device.auto-registered ${further}`]);
  assert.equal(
    await autoRegisterDevice(api.database.db, loginOf(customer, freshMac(), 'use-swap-window')),
    'lost-race',
  );
  assert.deepEqual(await hear(), [], 'a window is used once');
});

test('two records that are one device: the older goes on under the new address, the newer is gone; and back', async () => {
  const { api } = house;
  const customer = await addTestCustomer(api, { kind: 'hotspot', deviceLimit: 2 });
  const [older, newer] = [privateMac(), privateMac()];
  const add = async (mac: string, addedDaysAgo: number, seenDaysAgo: number) => {
    const { rows } = await api.database.pool.query<{ id: number }>(
      `insert into devices (customer_id, mac, source, added_by, added_at, last_seen_at, zone_ids)
       values ($1, $2, 'hotspot', 'Automatic (hotspot)', now() - $3 * interval '1 day', now() - $4 * interval '1 day', '{7}')
       returning id`,
      [customer['id'], mac, addedDaysAgo, seenDaysAgo],
    );
    return rows[0]?.id ?? 0;
  };
  const [olderId, newerId] = [await add(older, 40, 12), await add(newer, 2, 0)];
  const hear = await listen();
  const said = await api.call('POST', `/devices/${olderId}/continue`, { newerId: String(newerId) });
  assert.equal(said.status, 200, said.text);
  const heard = await hear();
  assert.deepEqual(
    heard.map(({ type, device }) => [type, device?.['id'], device?.['mac']]),
    [
      ['device.removed', String(newerId), newer],
      ['device.replaced', String(olderId), newer],
    ],
  );
  assert.equal((await api.call('POST', `/devices/${olderId}/separate`)).status, 200);
  assert.deepEqual(
    (await hear()).map(({ type, device }) => [type, device?.['id'], device?.['mac']]),
    [
      ['device.replaced', String(olderId), older],
      ['device.added', String(newerId), newer],
    ],
  );
});

test('taking back an adding and a moving are events, so that a copy elsewhere stays right', async () => {
  const { api } = house;
  const [rahim, karim] = [await addTestCustomer(api), await addTestCustomer(api)];
  const [added, moved] = [freshMac(), freshMac()];
  const hear = await listen();
  const one = await addDevice(rahim, added);
  await api.call('POST', `/devices/${one['id']}/undo-add`);
  const other = await addDevice(rahim, moved);
  await api.call('POST', `/devices/${other['id']}/move`, { customerId: karim['id'] });
  await api.call('POST', `/devices/${other['id']}/undo-move`);
  assert.deepEqual(saidOf(await hear()), [
    `device.added ${added}`,
    `device.removed ${added}`,
    `device.added ${moved}`,
    `device.moved ${moved}`,
    `device.moved ${moved}`,
  ]);
});
