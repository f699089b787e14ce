import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import type { AccountingEvent } from './accounting-event.ts';
import { type AccountingWriter, openAccountingWriter } from './accounting-writer.ts';
import type { JournalledSession } from './session-row.ts';
import { ROUTER_MAC, tell, tellOfNas } from './testing.ts';

const NODE = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
let keeper: TestDatabase;
let folder: string;
let writer: AccountingWriter;
let journal: Journal;
let refused: unknown[] = [];
let toldOfJournal: JournalledSession[] = [];

before(async () => {
  database = await createTestDatabase();
  keeper = await createTestDatabase();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-journal-'));
  refused = [];
  toldOfJournal = [];
  await open();
});
afterEach(async () => {
  await comeBack();
  await writer.close();
  await database.pool.query('truncate sessions, subscription_usage, session_changes');
  await rm(folder, { recursive: true, force: true });
});
after(async () => {
  await database?.close();
  await keeper?.close();
});

async function open(bytesMax?: number): Promise<void> {
  const onError = (): void => {};
  journal = await openJournal({ folder, name: NODE, onError, ...(bytesMax !== undefined && { bytesMax }) });
  writer = openAccountingWriter({
    connection: database.connection,
    nodeId: NODE,
    listener: { apply() {}, applyJournalled: (session) => toldOfJournal.push(session) },
    onError,
    onRefused: (record) => refused.push(record),
    journal,
  });
}

const store = (event: AccountingEvent): Promise<boolean> =>
  new Promise((resolve) => {
    if (!writer.submit(event, resolve)) resolve(false);
  });
const storeAll = (...events: AccountingEvent[]): Promise<boolean[]> => Promise.all(events.map(store));

const name = (): string => new URL(database.url).pathname.slice(1);

/** Nobody gets into the database any more, and whoever is in it is thrown out. */
async function goAway(): Promise<void> {
  await keeper.pool.query(`alter database ${name()} allow_connections false`);
  await keeper.pool.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    name(),
  ]);
}

async function comeBack(): Promise<void> {
  await keeper.pool.query(`alter database ${name()} allow_connections true`);
}

async function untilDrained(): Promise<void> {
  for (const until = Date.now() + 20_000; !journal.isEmpty; await pause(20)) {
    assert.ok(Date.now() < until, 'the journal is not drained');
  }
}

async function rows() {
  return (await database.pool.query('select * from sessions order by id')).rows;
}

const told = (acctSessionId: string) => [
  tell('start', { acctSessionId }),
  tell('interim-update', { acctSessionId, at: 300, sessionSeconds: 300, inputBytes: 10 }),
  tell('stop', { acctSessionId, at: 400, sessionSeconds: 400, inputBytes: 15 }),
];

test('with the database away accounting is answered from the journal, and stored when it is back', async () => {
  await store(tell('start', { acctSessionId: 'a' }));
  await goAway();
  assert.deepEqual(await storeAll(...told('a'), ...told('b')), Array(6).fill(true));
  assert.equal(writer.stats.journal?.depth, 6);
  await comeBack();
  await untilDrained();
  assert.deepEqual(
    (await rows()).map((row) => [row.acct_session_id, row.input_bytes, row.terminate_cause]),
    [
      ['a', 15, 'User-Request'],
      ['b', 15, 'User-Request'],
    ],
  );
  const { rows: usage } = await database.pool.query('select * from subscription_usage');
  assert.deepEqual(usage, [{ subscription_id: 70, used_bytes: 30, used_seconds: 800 }]);
});

test('the directory is told of what is in the journal, before it is answered', async () => {
  await store(tell('start', { acctSessionId: 'stored' }));
  assert.deepEqual(toldOfJournal, []);
  await goAway();
  const seen = told('b').map(async (event) => (await store(event)) && toldOfJournal.length > 0);
  assert.deepEqual(await Promise.all(seen), [true, true, true]);
  assert.deepEqual(
    toldOfJournal.map(({ customerId, mac, open }) => [customerId, mac, open]),
    [true, true, false].map((open) => [7, ROUTER_MAC, open]),
  );
});

test('what is told while the journal is being emptied stands behind it', async () => {
  await goAway();
  await storeAll(...Array.from({ length: 3000 }, (_, i) => tell('start', { acctSessionId: `s${i}` })));
  await comeBack();
  const later = { acctSessionId: 's2999', at: 60, sessionSeconds: 60, inputBytes: 7 };
  assert.equal(await store(tell('stop', later)), true);
  assert.equal(await store(tell('interim-update', { ...later, at: 61, inputBytes: 9 })), true);
  await untilDrained();
  assert.equal((await rows()).length, 3000);
  const last = (await rows()).find((row) => row.acct_session_id === 's2999');
  assert.deepEqual([last.input_bytes, last.terminate_cause], [9, 'User-Request']);
  const before = writer.stats.journalled;
  assert.equal(await store(tell('start', { acctSessionId: 'direct' })), true);
  assert.equal(writer.stats.journalled, before, 'an empty journal is not used');
});

test('a commit that takes too long is not waited for; stored late and stored again it is one event', async () => {
  const other = await database.pool.connect();
  try {
    await other.query('begin; lock table sessions in share mode');
    assert.deepEqual(await storeAll(...told('slow')), [true, true, true]);
    assert.ok(writer.stats.journalled > 0);
  } finally {
    await other.query('rollback');
    other.release();
  }
  await untilDrained();
  const [row, ...others] = await rows();
  assert.equal(others.length, 0);
  assert.deepEqual([row.input_bytes, row.terminate_cause], [15, 'User-Request']);
});

test('what a killed process had answered from its journal is stored by the next one', async () => {
  await goAway();
  assert.deepEqual(
    await storeAll(...told('x'), tellOfNas('accounting-on', { at: 500 })),
    Array(4).fill(true),
  );
  // Killed at this moment: the next one finds what is on the disk. That the first lives on here only adds to it:
  // it stores everything as well.
  const killed = writer;
  const left = `${folder}-left`;
  await cp(folder, left, { recursive: true });
  folder = left;
  await open();
  await comeBack();
  await untilDrained();
  assert.equal((await rows()).length, 1);
  assert.equal(await store(tell('start', { acctSessionId: 'y' })), true);
  await killed.close();
  assert.equal((await rows()).length, 2);
});

test('a bit that the disk damages costs one answered event, and those behind it are stored', async () => {
  await goAway();
  for (const i of [1, 2, 3, 4, 5, 6]) assert.ok(await store(tell('start', { acctSessionId: `bit-${i}` })));
  await writer.close();
  const [file = ''] = await readdir(folder);
  const octets = await readFile(join(folder, file));
  const at = octets.indexOf('bit-2');
  octets.writeUInt8(octets.readUInt8(at) ^ 1, at);
  await writeFile(join(folder, file), octets);
  await open();
  assert.equal(journal.stats.depth, 5);
  await comeBack();
  await untilDrained();
  assert.deepEqual(
    (await rows()).map((row) => row.acct_session_id),
    ['bit-1', 'bit-3', 'bit-4', 'bit-5', 'bit-6'],
  );
  assert.deepEqual(await readdir(folder), [file.replace('.journal', '.damaged')]);
});

test('what neither the database nor the journal takes is not answered', async () => {
  await writer.close();
  await open(1);
  await goAway();
  assert.equal(await store(tell('start')), false);
  assert.equal(writer.stats.journal?.state, 'full');
  await comeBack();
  for (const until = Date.now() + 10_000; !(await store(tell('start'))); await pause(20)) {
    assert.ok(Date.now() < until);
  }
  assert.equal((await rows()).length, 1);
});

test('an event that the database will never take leaves the journal, and is told', async () => {
  await goAway();
  const bad = tell('start', { acctSessionId: 'bad', framedIpAddress: 'no address' });
  assert.deepEqual(await storeAll(...told('a'), bad, ...told('b')), Array(7).fill(true));
  await comeBack();
  await untilDrained();
  assert.deepEqual(
    (await rows()).map((row) => row.acct_session_id),
    ['a', 'b'],
  );
  assert.equal(refused.length, 1);
});

test('a stop in order puts into the journal what a hanging database does not take', async () => {
  const other = await database.pool.connect();
  try {
    await other.query('begin; lock table sessions in share mode');
    const answered = storeAll(...told('late'));
    await writer.close();
    assert.deepEqual(await answered, [true, true, true]);
  } finally {
    await other.query('rollback');
    other.release();
  }
  await open();
  await untilDrained();
  assert.equal((await rows()).length, 1);
});
