import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { seedPrefixes } from './device-makes.ts';
import { makeIsp, SEED_CUSTOMERS, SEED_DEVICES } from './make-isp.ts';

const plan = { seed: 7, passwordSeed: 11, now: Date.UTC(2026, 10, 22, 12) };

test('the demo’s provider has 300 customers and 900 devices, none of them twice', () => {
  const { customers } = makeIsp(plan);
  const macs = customers.flatMap((customer) => customer.devices.map((device) => device.mac));
  assert.equal(customers.length, SEED_CUSTOMERS);
  assert.equal(macs.length, SEED_DEVICES);
  assert.equal(new Set(macs).size, SEED_DEVICES);
  assert.equal(new Set(customers.map((customer) => customer.username)).size, SEED_CUSTOMERS);
});

test('the same plan gives the same provider, and only the passwords follow the password seed', () => {
  assert.deepEqual(makeIsp(plan), makeIsp(plan));
  const other = makeIsp({ ...plan, passwordSeed: 12 });
  assert.notEqual(other.customers[0]?.password, makeIsp(plan).customers[0]?.password);
  assert.equal(other.customers[0]?.username, makeIsp(plan).customers[0]?.username);
});

test('usernames are plain and none of them reads as a MAC', () => {
  for (const { username } of makeIsp(plan).customers) assert.match(username, /^[a-z0-9-]+\.[a-z0-9-]+$/);
});

test('every prefix of the demo’s devices is one that the IEEE gave out', () => {
  const vendors = createRequire(import.meta.url)('oui-data') as Record<string, string>;
  for (const prefix of seedPrefixes) assert.ok(vendors[prefix], prefix);
});

test('nothing happened in the future, and devices were added before they were seen', () => {
  for (const customer of makeIsp(plan).customers) {
    for (const device of customer.devices) {
      assert.ok(device.addedAt <= plan.now && device.addedAt >= customer.createdAt);
      assert.ok(
        device.lastSeenAt === null || (device.lastSeenAt >= device.addedAt && device.lastSeenAt <= plan.now),
      );
    }
  }
});
