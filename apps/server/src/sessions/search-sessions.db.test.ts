import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCursor } from '../db/keyset.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { listSessions } from './sessions.queries.ts';
import type { SessionFilters } from './sessions.schemas.ts';

let database: TestDatabase;

/** 50,100 sessions; the first four are what is looked for, and one of them is open. */
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
  const insert = `
    insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, calling_station_id, username,
                          customer_id, mac, ended_at, started_at, last_event_start_at, last_heard_at)
    select n, '192.0.2.1', '', 's' || n, '', username, customer_id, mac, ended_at, now(), now(), now() from `;
  await pool.query(
    `${insert} (values (1, 'rahima', 1, null::macaddr, now()), (2, 'stranger', null, null, now()),
                       (3, 'x', 2, 'c4:e9:84:77:01:9c', now()), (4, 'open stranger', null, 'aa:bb:cc:77:55:44', null))
               v (n, username, customer_id, mac, ended_at)`,
  );
  await pool.query(
    `insert into open_sessions select source_address, array[id, id] from sessions where username <> 'x'`,
  );
  await pool.query(
    `${insert} (select n, case when n = 50000 then 'late stranger' else 'z' end as username, null::bigint as customer_id,
                       null::macaddr as mac, now() as ended_at from generate_series(5, 50100) n) v`,
  );
  await pool.query('analyze sessions');
});
after(() => database?.close());

async function find(search: string | null, filters: SessionFilters = {}) {
  const list = { limit: 50, cursor: null, search, sort: 'startedAt', descending: true, count: true } as const;
  const page = await listSessions(database.db, list, filters);
  return { found: page.items.map(({ username }) => username), total: page.total, since: page.searchedSince };
}

test('customers and the devices registered to them are found however long ago it was', async () => {
  assert.deepEqual((await find('rahim')).found, ['rahima']);
  assert.deepEqual((await find('77:01:9c')).found, ['x']);
  assert.deepEqual((await find(null, { mac: 'C4E9.8477' })).found, ['x']);
});

test('any other text is found among the newest, and the answer says since when', async () => {
  const { found, total, since } = await find('stranger');
  assert.deepEqual([found, total], [['late stranger'], 1]);
  assert.ok(since !== undefined);
});

test('who is online is found whatever is searched for, and listed once', async () => {
  assert.deepEqual(await find(null, { open: 'true' }), {
    found: ['open stranger'],
    total: 1,
    since: undefined,
  });
  assert.deepEqual((await find('stranger', { open: 'true' })).found, ['open stranger']);
  assert.deepEqual((await find(null, { open: 'true', mac: '77:55:44' })).found, ['open stranger']);
});

test('pages of who is online follow one another in both directions', async () => {
  await database.pool.query(`update sessions set ended_at = null where id > 50000`);
  await database.pool.query(
    `insert into open_sessions select source_address, array_agg(id) from sessions where id > 50000 group by 1`,
  );
  for (const descending of [true, false]) {
    const ids: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const list = { limit: 30, search: null, sort: 'startedAt', descending, count: false } as const;
      const read: ReturnType<typeof listSessions> = listSessions(
        database.db,
        { ...list, cursor: readAs(cursor, descending) },
        { open: 'true' },
      );
      const page = await read;
      ids.push(...page.items.map(({ id }) => Number(id)));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    const ordered = [4, ...Array.from({ length: 100 }, (_, i) => 50_001 + i)];
    assert.deepEqual(ids, descending ? ordered.toReversed() : ordered);
  }
});

const readAs = (cursor: string | null, descending: boolean) =>
  cursor === null ? null : readCursor(cursor, `${descending ? '-' : ''}startedAt`);
