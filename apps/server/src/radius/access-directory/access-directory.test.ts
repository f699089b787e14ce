import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { AccessDirectory } from './access-directory.ts';
import type { CustomerRecord } from './directory-records.ts';
import { NO_ROW } from './records.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3600_000;
const MAC = 0x02_00_00_00_00_01 as MacAddress;
const OTHER = 0x02_00_00_00_00_02 as MacAddress;

function customer(id: number, more: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    id,
    usernameKey: `user${id}`,
    password: `password ${id}`,
    kind: 'pppoe',
    status: 'active',
    macBinding: null,
    deviceLimit: null,
    sessionLimit: null,
    framedIpAddress: null,
    subscriptions: [],
    devices: [],
    removedMacs: [],
    swapWindowEndsAt: null,
    ...more,
  };
}

const device = (mac: MacAddress, id = 1) => ({ id, mac, macLoginPaused: false, zoneIds: [] });

function directoryOf(...customers: CustomerRecord[]): AccessDirectory {
  const directory = new AccessDirectory('nobody knows');
  directory.putServicePackages([
    {
      id: 5,
      name: 'Home',
      rateDownKbps: 20480,
      rateUpKbps: 10240,
      quotaBytes: 1000,
      onlineSeconds: null,
      deviceLimit: 3,
      sessionLimit: null,
      macBinding: 'strict',
      zoneIds: [],
      framedPool: null,
      privateMacPolicy: 'allow',
    },
  ]);
  for (const one of customers) directory.putCustomer(one);
  return directory;
}

test('gives back what it was told of a customer', () => {
  const directory = directoryOf(
    customer(9, {
      kind: 'hotspot',
      status: 'suspended',
      macBinding: 'observe',
      deviceLimit: 0,
      sessionLimit: 2,
      framedIpAddress: '100.64.0.9',
      devices: [device(MAC)],
      removedMacs: [OTHER],
      swapWindowEndsAt: NOW + 60_000,
    }),
  );
  const row = directory.findByUsernameKey('user9');
  const facts = directory.customerFacts(row, OTHER, NOW);
  assert.deepEqual(facts, {
    id: 9,
    kind: 'hotspot',
    status: 'suspended',
    macBinding: 'observe',
    deviceLimit: 0,
    sessionLimit: 2,
    framedIpAddress: '100.64.0.9',
    hadSubscription: false,
    subscription: null,
    deviceCount: 1,
    borrowedPlaces: 0,
    otherSessions: 0,
    macWasRemoved: true,
    swapWindowEndsAt: NOW + 60_000,
  });
  assert.equal(directory.findByDevice(MAC), row);
  assert.equal(directory.deviceFacts(MAC)?.customerId, 9);
  assert.equal(Buffer.from(directory.passwords.bytes(row)).toString(), 'password 9');
});

test('what is replaced leaves nothing behind', () => {
  const directory = directoryOf(customer(9, { devices: [device(MAC)], removedMacs: [OTHER] }));
  directory.putCustomer(customer(9, { usernameKey: 'renamed', password: 'ä' }));
  assert.equal(directory.findByUsernameKey('user9'), NO_ROW);
  assert.equal(directory.findByDevice(MAC), NO_ROW);
  const row = directory.findByUsernameKey('renamed');
  assert.equal(directory.customerFacts(row, OTHER, NOW).macWasRemoved, false);
  assert.equal(Buffer.from(directory.passwords.bytes(row)).toString(), 'ä');
  directory.removeCustomer(9);
  assert.equal(directory.findByUsernameKey('renamed'), NO_ROW);
  assert.deepEqual([...directory.customerIds()], []);
});

test('a MAC that moved belongs to its new customer, in whatever order the two are read', () => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    const directory = directoryOf(customer(1, { devices: [device(MAC)] }), customer(2));
    const after = [customer(1), customer(2, { devices: [device(MAC)] })];
    for (const id of order) directory.putCustomer(after[id - 1] as CustomerRecord);
    assert.equal(directory.deviceFacts(MAC)?.customerId, 2);
  }
});

test('a username handed on belongs to its new customer, in whatever order the two are read', () => {
  const directory = directoryOf(customer(1, { usernameKey: 'shop' }));
  directory.putCustomer(customer(2, { usernameKey: 'shop' }));
  directory.putCustomer(customer(1, { usernameKey: 'old shop' }));
  assert.equal(directory.customerId(directory.findByUsernameKey('shop')), 2);
});

test('of several subscriptions the one begun last counts, else the one that ended last', () => {
  const subscription = (id: number, startsAt: number, endsAt: number | null) => ({
    id,
    servicePackageId: 5,
    startsAt: NOW + startsAt,
    endsAt: endsAt === null ? null : NOW + endsAt,
    waitingSeconds: null,
  });
  const current = (now: number, ...subscriptions: ReturnType<typeof subscription>[]) => {
    const directory = directoryOf(customer(1, { subscriptions }));
    return directory.customerFacts(directory.findById(1), null, now).subscription?.id ?? null;
  };
  const old = subscription(1, -3 * HOUR, -HOUR);
  const running = subscription(2, -2 * HOUR, HOUR);
  const upgrade = subscription(3, -HOUR, null);
  const coming = subscription(4, 2 * HOUR, 3 * HOUR);
  assert.equal(current(NOW, old, running, upgrade, coming), 3);
  assert.equal(current(NOW, coming, running, old), 2);
  assert.equal(current(NOW, coming, old), 1);
  assert.equal(current(NOW, coming), null);
  assert.equal(current(NOW + 2 * HOUR, old, running, coming), 4);
});

test('a line has had a package from the moment that its first one begins, and not when it is booked', () => {
  const coming = {
    id: 4,
    servicePackageId: 5,
    startsAt: NOW + HOUR,
    endsAt: NOW + 2 * HOUR,
    waitingSeconds: null,
  };
  const directory = directoryOf(customer(1, { subscriptions: [coming] }));
  const hadAt = (now: number) => directory.customerFacts(directory.findById(1), null, now).hadSubscription;
  assert.equal(hadAt(NOW), false);
  assert.equal(hadAt(NOW + HOUR), true);
  assert.equal(hadAt(NOW + 3 * HOUR), true);
});

test('a package that is not known grants nothing, and counts as had', () => {
  const unknown = { id: 4, servicePackageId: 999, startsAt: NOW - HOUR, endsAt: null, waitingSeconds: null };
  const directory = directoryOf(customer(1, { subscriptions: [unknown] }));
  const facts = directory.customerFacts(directory.findById(1), null, NOW);
  assert.equal(facts.subscription, null);
  assert.equal(facts.hadSubscription, true);
});

test('usage of a subscription is the sum that accounting told', () => {
  const directory = directoryOf(
    customer(1, {
      subscriptions: [
        { id: 3, servicePackageId: 5, startsAt: NOW - HOUR, endsAt: null, waitingSeconds: 3600 },
      ],
    }),
  );
  directory.sessions.apply([], [{ subscriptionId: 3, usedBytes: 700, usedSeconds: 60 }]);
  const { subscription } = directory.customerFacts(directory.findById(1), null, NOW);
  assert.equal(subscription?.usedBytes, 700);
  assert.equal(subscription?.usedSeconds, 60);
  assert.equal(subscription?.waitingSeconds, 3600);
  assert.equal(subscription?.servicePackage.quotaBytes, 1000);
});

test('passwords survive that their buffer is packed and grown', () => {
  const directory = directoryOf();
  for (let round = 0; round < 5; round += 1) {
    for (let id = 1; id <= 2000; id += 1) {
      directory.putCustomer(customer(id, { password: `${round} ${'x'.repeat(id % 60)} ${id}` }));
    }
  }
  for (let id = 1; id <= 2000; id += 1) {
    const kept = Buffer.from(directory.passwords.bytes(directory.findById(id))).toString();
    assert.equal(kept, `4 ${'x'.repeat(id % 60)} ${id}`);
  }
});
