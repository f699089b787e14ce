import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { SessionEvent } from './accounting-event.ts';
import { type AccountingWriter, openAccountingWriter } from './accounting-writer.ts';
import { closeStaleSessions } from './close-stale-sessions.ts';
import { LISTED_IDS, trimListedSessions } from './listed-sessions.ts';
import { NOON, tell } from './testing.ts';

let database: TestDatabase;
let writer: AccountingWriter;

before(async () => {
  database = await createTestDatabase();
  writer = openAccountingWriter({
    connection: database.connection,
    nodeId: '00000000-0000-4000-8000-000000000001',
    listener: { apply() {} },
    onError: (error) => assert.fail(String(error)),
  });
});
afterEach(async () => {
  await database.pool.query('truncate sessions, open_sessions, subscription_usage, session_changes');
});
after(async () => {
  await writer?.close();
  await database?.close();
});

const store = (event: SessionEvent): Promise<boolean> => new Promise((done) => writer.submit(event, done));

async function listed(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select acct_session_id as name from sessions where id in (${LISTED_IDS}) order by id`,
  );
  return rows.map(({ name }) => name);
}

async function openOnes(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select acct_session_id as name from sessions where ended_at is null order by id`,
  );
  return rows.map(({ name }) => name);
}

const start = (acctSessionId: string) => tell('start', { acctSessionId });
const stop = (acctSessionId: string) => tell('stop', { acctSessionId, at: 2, sessionSeconds: 2 });
const goOn = (acctSessionId: string) =>
  tell('interim-update', { acctSessionId, at: 300, sessionSeconds: 300 });

test('every session that opens is listed; what has ended is dropped, and nothing else', async () => {
  await Promise.all(['a', 'b', 'c'].map((id) => store(start(id))));
  await Promise.all([store(stop('b')), store(start('d'))]);
  assert.deepEqual(await listed(), ['a', 'b', 'c', 'd']);
  assert.equal(await trimListedSessions(database.pool), 1);
  assert.deepEqual(await listed(), ['a', 'c', 'd']);
  assert.equal(await trimListedSessions(database.pool), 0);
});

test('a session that is open again is listed again', async () => {
  await store(start('a'));
  await store(stop('a'));
  await trimListedSessions(database.pool);
  assert.deepEqual(await listed(), []);
  await store(goOn('a'));
  assert.deepEqual(await listed(), ['a']);
  await store(stop('b'));
  await trimListedSessions(database.pool);
  await Promise.all([store(goOn('b')), store(goOn('c'))]);
  assert.deepEqual([await listed(), await openOnes()], [await openOnes(), ['a', 'b', 'c']]);
});

test('one that was given up as stale and dropped is listed again when it speaks', async () => {
  await store(start('a'));
  assert.equal(await closeStaleSessions(database.pool, NOON + 10 * 3600_000), 1);
  await trimListedSessions(database.pool);
  assert.deepEqual(await listed(), []);
  await store(tell('interim-update', { acctSessionId: 'a', at: 40_000, sessionSeconds: 40_000 }));
  assert.deepEqual(await listed(), ['a']);
});

test('dropping again and again beside sessions that open and end loses none', async () => {
  let trims = 0;
  let done = false;
  const trimming = (async () => {
    while (!done) {
      await trimListedSessions(database.pool);
      trims += 1;
    }
  })();
  for (let round = 0; round < 20; round++) {
    const ids = Array.from({ length: 20 }, (_, i) => `${round}-${i}`);
    await Promise.all(ids.map((id) => store(start(id))));
    await Promise.all(ids.map((id, i) => (i % 2 === 0 ? store(stop(id)) : store(goOn(id)))));
    await Promise.all(ids.filter((_, i) => i % 4 === 0).map((id) => store(goOn(id))));
  }
  done = true;
  await trimming;
  assert.ok(trims > 1);
  const open = await openOnes();
  assert.equal(open.length, 300);
  await trimListedSessions(database.pool);
  assert.deepEqual(await listed(), open);
});
