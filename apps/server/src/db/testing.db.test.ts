import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createTestDatabase } from './testing.ts';

const first = await createTestDatabase();
const second = await createTestDatabase();
after(async () => {
  await first.close();
  await second.close();
});

test('two test databases know nothing of each other', async () => {
  await first.db.insertInto('hotspot_zones').values({ name: 'Harbour', ssid: 'harbour' }).execute();
  const zones = await second.db.selectFrom('hotspot_zones').selectAll().execute();
  assert.deepEqual(zones, []);
});

test('numbers, times, MACs and snapshots arrive in the types the schema promises', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select 1::bigint as id, 1.5::numeric as sum, '{1,2}'::bigint[] as ids, '{}'::bigint[] as none,
           'AABB.CCDD.EEFF'::macaddr as mac, '2026-11-22'::date as day, pg_current_snapshot() as snapshot,
           '2026-11-22 23:30:00+00'::timestamptz::date::text as utc_day, '\\x01'::bytea as bytes`.execute(
    first.db,
  );
  const row = rows[0] ?? {};
  assert.equal(row['id'], 1);
  assert.equal(row['sum'], 1.5);
  assert.deepEqual(row['ids'], [1, 2]);
  assert.deepEqual(row['none'], []);
  assert.equal(row['mac'], 'aa:bb:cc:dd:ee:ff');
  assert.equal(row['day'], '2026-11-22');
  assert.equal(row['utc_day'], '2026-11-22');
  assert.match(String(row['snapshot']), /^\d+:\d+:/);
  assert.ok(Buffer.isBuffer(row['bytes']));
});
