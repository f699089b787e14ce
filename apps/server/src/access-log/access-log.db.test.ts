import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { ListRequest } from '../db/keyset.ts';
import { readCursor } from '../db/keyset.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { addDays, dayOf, ensureAttemptPartition, keepAttemptPartitions } from './attempt-partitions.ts';
import { openAttemptRecorder } from './attempt-recorder.ts';
import { openAttemptStore } from './attempt-store.ts';
import { listAttempts } from './attempts.queries.ts';
import type { AttemptFilters } from './attempts.schemas.ts';
import { attempt, NOON } from './testing.ts';

const NODE = '00000000-0000-4000-8000-000000000001';
const FIRST_PAGE: ListRequest<'at'> = {
  limit: 50,
  cursor: null,
  search: null,
  sort: 'at',
  descending: true,
  count: false,
};

let database: TestDatabase;
let rahima: number;
let karim: number;
let tower: number;

before(async () => {
  database = await createTestDatabase();
  const add = async (name: string, username: string): Promise<number> => {
    const { rows } = await database.pool.query(
      `insert into customers (name, username, username_key, password_cipher, kind) values ($1, $2, lower($2), '', 'pppoe') returning id`,
      [name, username],
    );
    return rows[0].id;
  };
  rahima = await add('Rahima Akter', 'Rahima.Home');
  karim = await add('Karim Uddin', 'karim');
  const { rows } = await database.pool.query(
    `insert into nas (name, address, secret_cipher, vendor, coa_port) values ('North Tower', '192.0.2.1', '', 'mikrotik', 3799) returning id`,
  );
  tower = rows[0].id;
});
afterEach(() => database.pool.query('delete from attempts'));
after(() => database?.close());

function openRecorder(onRefused: (error: unknown) => void = (error) => assert.fail(String(error))) {
  return openAttemptRecorder({
    store: openAttemptStore(database.pool, NODE, onRefused),
    randomBytes,
    clock: Date.now,
    onError: (error) => assert.fail(String(error)),
  });
}

async function write(...attempts: ReturnType<typeof attempt>[]): Promise<void> {
  const recorder = openRecorder();
  for (const each of attempts) recorder.record(each);
  await recorder.close();
}

const list = async (filters: AttemptFilters = {}, more: Partial<ListRequest<'at'>> = {}) =>
  (await listAttempts(database.db, { ...FIRST_PAGE, ...more }, filters, NOON)).items;

test('a new attempt is in the list within a second, with its sentence and its names', async () => {
  const recorder = openRecorder();
  recorder.record(
    attempt({
      at: Date.now(),
      customerId: rahima,
      nasId: tower,
      facts: () => ({ method: 'pap', holderCustomerId: karim }),
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 900));
  const [seen, ...others] = await list();
  assert.equal(others.length, 0);
  assert.equal(seen?.customerName, 'Rahima Akter');
  assert.equal(seen?.holderName, 'Karim Uddin');
  assert.deepEqual(seen?.nas, { id: String(tower), name: 'North Tower' });
  assert.equal(seen?.mac, 'C4:E9:84:77:01:9C');
  assert.equal(seen?.reason, 'device-not-registered');
  assert.match(seen?.explanation ?? '', /Karim Uddin/);
  await recorder.close();
});

test('a refusal says how the same login would fare now, and by whose devices', async () => {
  const { pool } = database;
  const device = async (customerId: number, mac: string, label: string | null) => {
    await pool.query(
      `insert into devices (customer_id, mac, label, source, added_by, last_seen_at)
       values ($1, $2, $3, 'operator', 'Ayesha', '2026-11-21T22:10:00Z')`,
      [customerId, mac, label],
    );
  };
  await pool.query(`update customers set mac_binding = 'strict' where id = $1`, [rahima]);
  await device(rahima, '02:00:00:00:00:aa', 'Home Router');
  await write(
    attempt({ customerId: rahima, nasId: tower }),
    attempt({ customerId: rahima, reason: 'wrong-password' }),
    attempt({ customerId: rahima, mac: 0x02_00_00_00_00_aa as MacAddress, reason: 'suspended' }),
    attempt({ customerId: null, username: 'KARIM', reason: 'unknown-username' }),
    attempt({ customerId: null, username: 'nobody', reason: 'unknown-username' }),
  );
  const presents = async () =>
    new Map((await list()).map((row) => [`${row.reason} ${row.username}`, row.present]));
  const before = await presents();
  const stranger = before.get('device-not-registered rahima.home');
  assert.deepEqual(
    [stranger?.outcome, stranger?.reason, stranger?.deviceCount, stranger?.deviceLimit],
    ['reject', 'device-not-registered', 1, 1],
  );
  assert.match(stranger?.sentence ?? '', /^An unregistered TP-Link.* \(C4:E9:84:77:01:9C\)/);
  assert.deepEqual(
    stranger?.devices.map(({ name, lastSeenAt }) => [name, lastSeenAt]),
    [['Home Router', '2026-11-21T22:10:00.000Z']],
  );
  assert.equal(before.get('wrong-password rahima.home'), null, 'a password is not tried again');
  assert.equal(before.get('suspended rahima.home')?.sentence, 'Active again; waiting for its next login.');
  assert.equal(before.get('unknown-username KARIM')?.outcome, 'accept');
  assert.equal(before.get('unknown-username nobody'), null);

  await device(rahima, 'c4:e9:84:77:01:9c', null);
  const registered = (await presents()).get('device-not-registered rahima.home');
  assert.equal(registered?.sentence, 'Registered now; waiting for its next login.');
  await write(
    attempt({ customerId: rahima, nasId: tower, at: NOON + 5000, outcome: 'accept', reason: null }),
  );
  const back = (await presents()).get('device-not-registered rahima.home');
  assert.equal(back?.sentence, 'Registered now; it has logged in since.');
  await pool.query(`update customers set status = 'suspended' where id = $1`, [rahima]);
  const suspended = (await presents()).get('device-not-registered rahima.home');
  assert.equal(suspended?.sentence, 'Rahima Akter is suspended. The password was right.');
  await pool.query('delete from devices');
  await pool.query(`update customers set status = 'active', mac_binding = null`);
});

test('a line without a MAC that was kept out by itself would get in now, another one would not', async () => {
  const { pool } = database;
  await pool.query('update customers set session_limit = 1 where id = $1', [rahima]);
  await pool.query(
    `insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
                           calling_station_id, customer_id, started_at, last_event_start_at, last_heard_at)
     values (1, $1, '192.0.2.1', '', '1', 'rahima.home', '+4930123456', $2, now(), now(), now())`,
    [tower, rahima],
  );
  const refused = { customerId: rahima, nasId: tower, mac: null, reason: 'too-many-sessions' } as const;
  const callers = ['+4930123456', '+4930123457', ''];
  await write(
    ...callers.map((callingStationId, at) => attempt({ ...refused, callingStationId, at: NOON + at })),
  );
  const rows = (await list()).toReversed();
  assert.deepEqual(
    rows.map(({ callingStationId, present }) => [callingStationId, present?.outcome]),
    [
      ['+4930123456', 'accept'],
      ['+4930123457', 'reject'],
      ['', 'accept'],
    ],
  );
  await pool.query('truncate sessions');
  await pool.query('update customers set session_limit = null');
});

test('a higher count replaces the row', async () => {
  const recorder = openRecorder();
  const at = Date.now();
  recorder.record(attempt({ at }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let i = 1; i <= 3; i++) recorder.record(attempt({ at: at + i }));
  await recorder.close();
  const [row, ...others] = await list();
  assert.equal(others.length, 0);
  assert.deepEqual(
    [row?.count, row?.firstAt, row?.at],
    [4, new Date(at).toISOString(), new Date(at + 3).toISOString()],
  );
});

test('a day that nobody made a place for is made when its first attempt comes', async () => {
  await write(attempt({ at: NOON - 20 * 86_400_000 }));
  assert.equal((await list()).length, 1);
});

test('what a router may send and the database cannot hold loses no attempt', async () => {
  await write(
    attempt({
      customerId: null,
      username: 'a\0b',
      facts: () => ({ method: 'pap', calledStationId: 'x\0y' }),
    }),
    attempt({ customerId: null, username: '{"},\\' }),
  );
  assert.deepEqual((await list()).map((row) => row.username).sort(), ['a\u{fffd}b', '{"},\\']);
});

test('is filtered by username in any case, MAC in any format, outcome, reason, customer and router', async () => {
  const other = 0x02_00_00_00_00_01 as MacAddress;
  await write(
    attempt({ customerId: rahima, username: 'RAHIMA.home', nasId: tower }),
    attempt({
      customerId: rahima,
      username: '02:00:00:00:00:01',
      mac: other,
      kind: 'hotspot-mac',
      outcome: 'accept',
      reason: null,
    }),
    attempt({
      customerId: karim,
      username: 'karim',
      mac: null,
      callingStationId: 'eth1',
      reason: 'mac-missing',
    }),
    attempt({ customerId: null, username: 'nobody', reason: 'unknown-username' }),
  );
  const counts = async (filters: AttemptFilters) => (await list(filters)).length;
  assert.equal(await counts({ username: 'rahima.HOME' }), 2);
  assert.equal(await counts({ username: 'nobody' }), 1);
  assert.equal(await counts({ mac: 'c4e9.8477.019c' }), 2);
  assert.equal(await counts({ mac: '77-01' }), 2);
  assert.equal(await counts({ mac: 'not a mac' }), 0);
  assert.equal(await counts({ outcome: 'accept' }), 1);
  assert.equal(await counts({ reason: 'mac-missing' }), 1);
  assert.equal(await counts({ customerId: karim }), 1);
  assert.equal(await counts({ nasId: tower }), 1);
  assert.equal(await counts({ kind: 'hotspot-mac' }), 1);
  assert.equal(await counts({ since: new Date(NOON + 1) }), 0);
  assert.equal(await counts({ since: new Date(NOON), until: new Date(NOON) }), 4);
  const found = async (search: string) => (await list({}, { search })).length;
  assert.equal(await found('akter'), 2);
  assert.equal(await found('NOBO'), 1);
  assert.equal(await found('8477019c'), 2);
  assert.equal(await found('50% off_'), 0);
});

test('pages one after the other show each attempt once, the newest first', async () => {
  await write(
    ...Array.from({ length: 25 }, (_, i) => attempt({ customerId: 1000 + i, at: NOON + (i >> 2) })),
  );
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listAttempts(
      database.db,
      { ...FIRST_PAGE, limit: 10, count: true, cursor: cursor === null ? null : readCursor(cursor, '-at') },
      {},
      NOON,
    );
    assert.equal(page.total, 25);
    seen.push(...page.items.map((item) => `${item.at} ${item.id}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  assert.equal(new Set(seen).size, 25);
  assert.deepEqual(seen.toSorted().reverse(), seen);
});

test('keeps places ahead for two days, drops what is over 90 days old; twice is once', async () => {
  const today = dayOf(NOON);
  await ensureAttemptPartition(database.pool, addDays(today, -91));
  await ensureAttemptPartition(database.pool, addDays(today, -90));
  assert.deepEqual(await keepAttemptPartitions(database.pool, NOON), ['attempts_20260823']);
  assert.deepEqual(await keepAttemptPartitions(database.pool, NOON), []);
  const { rows } = await database.pool.query(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'attempts'::regclass order by 1`,
  );
  const names = rows.map((row) => row.name);
  for (const kept of ['attempts_20260824', 'attempts_20261122', 'attempts_20261123', 'attempts_20261124']) {
    assert.ok(names.includes(kept), kept);
  }
  assert.ok(!names.includes('attempts_20260823'));
});

test('two processes that need the same day at once both get it', async () => {
  const day = addDays(dayOf(NOON), 30);
  await Promise.all(Array.from({ length: 6 }, () => ensureAttemptPartition(database.pool, day)));
});

test('a long reader of the access log does not hold up a new day', async () => {
  const reader = await database.pool.connect();
  try {
    await reader.query('begin');
    await reader.query('select count(*) from attempts');
    await ensureAttemptPartition(database.pool, addDays(dayOf(NOON), 40));
  } finally {
    await reader.query('rollback');
    reader.release();
  }
});
