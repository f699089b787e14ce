import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { type DeviceSightings, openDeviceSightings } from './device-sightings.ts';

const MAC = '02:AE:00:00:00:01';
const START = Date.parse('2026-11-22T12:00:00Z');
let database: TestDatabase;
let sightings: DeviceSightings;
let now = START;

before(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    `with c as (insert into customers (name, username, username_key, password_cipher, kind)
                values ('Rahima', 'rahima', 'rahima', '', 'pppoe') returning id)
     insert into devices (customer_id, mac, source, added_by) select id, $1::macaddr, 'operator', 'Test' from c`,
    [MAC],
  );
  sightings = openDeviceSightings({
    pool: database.pool,
    onError: (error) => assert.fail(String(error)),
    clock: () => now,
    flushEveryMs: 5,
  });
});
after(() => database.close());

test('a device is seen soon, then at most once a minute, and nothing is lost at the end', async () => {
  see(START);
  await until(START);
  now = START + 30_000;
  see(now);
  await pause(100);
  assert.equal(await lastSeen(), START, 'not written twice within a minute');
  now = START + 61_000;
  await until(START + 30_000);
  see(START + 50_000);
  see(START + 10_000);
  await sightings.close();
  assert.equal(
    await lastSeen(),
    START + 50_000,
    'what waited is written when it stops; time never goes back',
  );
});

function see(at: number): void {
  sightings.saw(parseMacAddress(MAC) as MacAddress, at);
  sightings.saw(0x02_ff_ff_ff_ff_01 as MacAddress, at); // nobody's
}

async function lastSeen(): Promise<number | undefined> {
  const row = await database.db.selectFrom('devices').select('last_seen_at').executeTakeFirstOrThrow();
  return row.last_seen_at?.getTime();
}

async function until(at: number): Promise<void> {
  for (const end = Date.now() + 3000; (await lastSeen()) !== at; await pause(10)) {
    assert.ok(Date.now() < end, 'it was not written in time');
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
