import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { ensureAttemptPartition } from './attempt-partitions.ts';
import { listAttempts } from './attempts.queries.ts';
import type { AttemptFilters } from './attempts.schemas.ts';

let database: TestDatabase;

/** A log of 50,100 attempts, one a second; the first five are what is looked for. */
before(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await pool.query(
    `insert into customers (name, username, username_key, password_cipher, kind)
     select n, n, n, '', 'pppoe' from unnest('{rahima,karim}'::text[]) n`,
  );
  await pool.query(
    `insert into devices (customer_id, mac, source, added_by) values (2, 'c4:e9:84:77:01:9c', 'operator', 'x')`,
  );
  await ensureAttemptPartition(pool, '2026-11-22');
  const insert = `
    insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, outcome, facts)
    select gen_random_uuid(), at, at, 1, gen_random_uuid(), 'pppoe', customer_id, username, mac, coalesce(mac::text, ''), 'accept', '{}'
      from `;
  await pool.query(
    `${insert} (values (1, 1::bigint, 'rahima', null::macaddr), (2, null, 'stranger', null), (3, null, 'x', 'c4:e9:84:77:01:9c'),
                       (4, null, 'y', 'aa:bb:cc:77:55:44'), (5, null, 'early', 'aa:bb:cc:11:11:11')) v (second, customer_id, username, mac)
     cross join lateral (select '2026-11-22 00:00Z'::timestamptz + make_interval(secs => second) as at) t`,
  );
  await pool.query(
    `${insert} (select null::bigint as customer_id, case when n = 50000 then 'late stranger' else 'z' end as username,
                       null::macaddr as mac, '2026-11-22 01:00Z'::timestamptz + make_interval(secs => n) as at
                  from generate_series(1, 50095) n) v`,
  );
  await pool.query('analyze attempts');
});
after(() => database?.close());

async function find(search: string | null, filters: AttemptFilters = {}) {
  const list = { limit: 50, cursor: null, search, sort: 'at', descending: true, count: true } as const;
  const page = await listAttempts(database.db, list, filters, Date.now());
  return { found: page.items.map(({ username }) => username), total: page.total, since: page.searchedSince };
}

test('customers and the devices registered to them are found however long ago it was', async () => {
  assert.deepEqual((await find('rahim')).found, ['rahima']);
  assert.deepEqual((await find('77:01:9c')).found, ['x']);
  assert.deepEqual((await find(null, { mac: '77:01:9c' })).found, ['x']);
  assert.deepEqual((await find(null, { mac: 'C4E9.8477.019C' })).found, ['x']);
});

test('a MAC of nobody is found by its beginning, however long ago it was', async () => {
  assert.deepEqual((await find(null, { mac: 'aa:bb:cc:77' })).found, ['y']);
  assert.deepEqual((await find('aa-bb-cc')).found, ['early', 'y']);
});

test('any other text is found among the newest, and the answer says since when', async () => {
  const { found, total, since } = await find('stranger');
  assert.deepEqual([found, total], [['late stranger'], 1]);
  assert.equal(since, '2026-11-22T01:01:35.000Z');
  assert.deepEqual((await find(null, { mac: '77:55:44' })).found, []);
});

test('before a time that is told, the newest before it are searched', async () => {
  const { found, since } = await find('stranger', { until: new Date('2026-11-22T02:00:00Z') });
  assert.deepEqual([found, since], [['stranger'], undefined]);
});

test('a list that is not searched says nothing of it', async () => {
  assert.equal((await find(null)).since, undefined);
});
