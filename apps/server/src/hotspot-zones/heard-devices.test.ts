import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { HeardDevices, WAITING_MS } from './heard-devices.ts';

const [CAFE, LIBRARY] = [1, 2];
const NOON = Date.UTC(2026, 10, 22, 12);
const mac = (n: number) => (0x02_00_00_00_00_00 + n) as MacAddress;
const macsOf = (heard: HeardDevices, zoneId: number, max = 100) =>
  heard.latest(zoneId, NOON - WAITING_MS, max).map((device) => device.mac);

test('each zone has those that were heard in it, the latest first', () => {
  const heard = new HeardDevices();
  heard.hear(CAFE, mac(1), 7, NOON);
  heard.hear(CAFE, mac(2), 7, NOON + 1000);
  heard.hear(LIBRARY, mac(1), 8, NOON + 2000);
  assert.deepEqual(macsOf(heard, CAFE), [mac(2), mac(1)]);
  assert.deepEqual(macsOf(heard, LIBRARY), [mac(1)]);
  assert.deepEqual(macsOf(heard, CAFE, 1), [mac(2)]);
});

test('a device that stays is counted on; one that comes back begins anew', () => {
  const heard = new HeardDevices();
  heard.hear(CAFE, mac(1), 7, NOON);
  heard.hear(CAFE, mac(1), 9, NOON + 60_000);
  assert.deepEqual(heard.latest(CAFE, 0, 10), [
    { mac: mac(1), nasId: 9, firstAt: NOON, lastAt: NOON + 60_000, count: 2 },
  ]);
  const later = NOON + 60_000 + WAITING_MS;
  heard.hear(CAFE, mac(1), 7, later);
  assert.deepEqual(heard.latest(CAFE, 0, 10), [
    { mac: mac(1), nasId: 7, firstAt: later, lastAt: later, count: 1 },
  ]);
  assert.deepEqual(heard.latest(CAFE, later, 10), [], 'nobody since');
});

test('who keeps asking stays through a crowd that walks past, and so does who asked last', () => {
  const heard = new HeardDevices();
  const [television, newcomer] = [mac(1_000_001), mac(1_000_002)];
  heard.hear(CAFE, television, 7, NOON);
  heard.hear(CAFE, television, 7, NOON + 1);
  for (let n = 1; n <= 100_000; n += 1) heard.hear(CAFE, mac(n), 7, NOON + 1 + n);
  heard.hear(CAFE, newcomer, 7, NOON + 200_000);
  const kept = macsOf(heard, CAFE, 200);
  assert.equal(kept.length, 200);
  assert.equal(kept[0], newcomer);
  assert.equal(kept.at(-1), television);
});

test('of a flood a bounded number is kept, and the latest are among them', () => {
  const heard = new HeardDevices();
  for (let n = 1; n <= 100_000; n += 1) heard.hear(CAFE, mac(n), 7, NOON + n);
  const kept = macsOf(heard, CAFE, 1_000_000);
  assert.ok(kept.length <= 8192, `${kept.length} kept`);
  assert.equal(kept[0], mac(100_000));
  assert.ok(kept.slice(0, 1000).every((each) => each > mac(98_000)));
});
