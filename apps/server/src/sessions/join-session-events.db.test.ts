import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { SessionEvent } from './accounting-event.ts';
import { type AccountingWriter, openAccountingWriter } from './accounting-writer.ts';
import type { SessionChange } from './session-row.ts';
import { tell } from './testing.ts';

let database: TestDatabase;
let told: SessionChange[] = [];

before(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  told = [];
  await database.pool.query('truncate sessions, subscription_usage, session_changes');
});
after(() => database?.close());

const open = (): AccountingWriter =>
  openAccountingWriter({
    connection: database.connection,
    nodeId: '00000000-0000-4000-8000-000000000001',
    listener: { apply: (sessions) => told.push(...sessions) },
    onError: (error) => assert.fail(String(error)),
  });

const store = (writer: AccountingWriter, event: SessionEvent): Promise<boolean> =>
  new Promise((resolve) => writer.submit(event, resolve));

async function ends(): Promise<boolean[]> {
  const { rows } = await database.pool.query(
    'select ended_at is not null as ended from sessions order by id',
  );
  return rows.map(({ ended }) => ended);
}

/** hostapd on a busy machine: the session goes on under the id of which it has told a Stop. */
const untilItGoesOn = [
  tell('start'),
  tell('stop', { at: 2, sessionSeconds: 2 }),
  tell('start', { at: 3 }),
  tell('interim-update', { at: 303, sessionSeconds: 300 }),
];

test('a session that goes on after its Stop is open again, and the directory is told', async () => {
  const writer = open();
  for (const event of untilItGoesOn) assert.ok(await store(writer, event));
  assert.deepEqual(await ends(), [false]);
  assert.equal(told.at(-1)?.open, true);
  assert.ok(await store(writer, tell('stop', { at: 310, sessionSeconds: 307 })));
  assert.deepEqual(await ends(), [true]);
  assert.equal(told.at(-1)?.open, false);
  await writer.close();
});

test('it is open again also where all of it arrives at once, or at a process that remembers nothing', async () => {
  const writer = open();
  await Promise.all(untilItGoesOn.map((event) => store(writer, event)));
  assert.deepEqual(await ends(), [false]);
  await writer.close();
  await database.pool.query(`truncate sessions`);
  for (const event of untilItGoesOn) {
    const anew = open();
    assert.ok(await store(anew, event));
    await anew.close();
  }
  assert.deepEqual(await ends(), [false]);
});

test('a late Interim-Update leaves a stored Stop alone', async () => {
  const writer = open();
  for (const event of untilItGoesOn.slice(0, 2)) assert.ok(await store(writer, event));
  for (const late of [
    tell('interim-update', { at: 4, sessionSeconds: 1 }),
    tell('interim-update', { at: 30, sessionSeconds: 2 }),
    tell('start', { at: 31, delay: 31 }),
  ]) {
    assert.ok(await store(writer, late));
    assert.deepEqual(await ends(), [true]);
    assert.equal(told.at(-1)?.open, false);
  }
  await writer.close();
});
