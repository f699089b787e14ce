import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openDiscardRecorder } from './discard-recorder.ts';
import { listDiscards } from './discards.queries.ts';
import { NOON } from './testing.ts';
import { trimDiscards } from './trim-discards.ts';

let database: TestDatabase;
let tower: number;

before(async () => {
  database = await createTestDatabase();
  const { rows } = await database.pool.query(
    `insert into nas (name, address, secret_cipher, vendor, coa_port) values ('North Tower', '192.0.2.1', '', 'mikrotik', 3799) returning id`,
  );
  tower = rows[0].id;
});
afterEach(() => database.pool.query('delete from discards'));
after(() => database?.close());

function open(sentences: string[] = []) {
  return openDiscardRecorder({
    pool: database.pool,
    warn: (sentence) => sentences.push(sentence),
    onError: (error) => assert.fail(String(error)),
  });
}

const list = async () =>
  (
    await listDiscards(
      database.db,
      { limit: 50, cursor: null, search: null, sort: 'lastAt', descending: true, count: true },
      {},
    )
  ).items;

test('requests without an answer are counted by source and reason, and go on being counted', async () => {
  for (const at of [NOON, NOON + 5000]) {
    const recorder = open();
    recorder.record('192.0.2.7', 'unknown-nas', null, at);
    recorder.record('192.0.2.7', 'unknown-nas', null, at + 1);
    recorder.record('192.0.2.1', 'bad-authenticator', tower, at);
    await recorder.close();
  }
  const [stranger, router, ...others] = await list();
  assert.equal(others.length, 0);
  assert.equal(stranger?.message, '192.0.2.7 asks, and is no router of yours.');
  assert.deepEqual([stranger?.count, stranger?.firstAt], [4, new Date(NOON).toISOString()]);
  assert.deepEqual([router?.nasName, router?.count], ['North Tower', 2]);
  assert.match(router?.message ?? '', /shared secret/);
});

test('a router that was removed meanwhile does not lose the line', async () => {
  const recorder = open();
  recorder.record('192.0.2.9', 'malformed', 999_999, NOON);
  recorder.record('fe80::1%eth0', 'unknown-nas', null, NOON);
  await recorder.close();
  const found = await list();
  assert.deepEqual(found.map((row) => row.sourceAddress).sort(), ['192.0.2.9', 'fe80::1']);
});

test('the log names every unknown source once an hour, also shortly after another one', async () => {
  const sentences: string[] = [];
  const recorder = open(sentences);
  for (const [source, at] of [
    ['192.0.2.7', 0],
    ['192.0.2.8', 2000],
    ['192.0.2.7', 4000],
  ] as const)
    recorder.record(source, 'unknown-nas', null, NOON + at);
  await recorder.close();
  assert.deepEqual(
    sentences.map((sentence) => sentence.split(' ')[0]),
    ['192.0.2.7', '192.0.2.8'],
  );
});

test('a flood of forged addresses neither fills memory nor the log', async () => {
  const sentences: string[] = [];
  const recorder = open(sentences);
  for (let i = 0; i < 5000; i++) recorder.record(`10.0.${i >> 8}.${i & 255}`, 'unknown-nas', null, NOON + i);
  assert.equal(recorder.overflowed, 4500);
  assert.equal(sentences.length, 10);
  await recorder.close();
  assert.equal((await list()).length, 50);
});

test('lines of last month are trimmed, those of today stay; twice is once', async () => {
  const recorder = open();
  recorder.record('192.0.2.7', 'unknown-nas', null, Date.now() - 30 * 86_400_000);
  recorder.record('192.0.2.8', 'unknown-nas', null, Date.now());
  await recorder.close();
  assert.equal(await trimDiscards(database.pool), 1);
  assert.equal(await trimDiscards(database.pool), 0);
});
