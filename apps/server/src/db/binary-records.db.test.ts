import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RecordArray } from './binary-records.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
let type: number;

before(async () => {
  database = await createTestDatabase();
  await database.pool.query('create type told as (number bigint, at timestamptz, mac macaddr, words text)');
  const { rows } = await database.pool.query(`select 'told'::regtype::oid::bigint as oid`);
  type = rows[0].oid;
});
after(() => database?.close());

type Told = { number: number | null; at: number | null; mac: number | null; words: string | null };

async function comeBack(all: readonly Told[]): Promise<Record<string, unknown>[]> {
  const records = new RecordArray(type, 4, 0);
  for (const { number, at, mac, words } of all) {
    records.begin();
    records.bigint(number);
    records.time(at);
    records.macaddr(mac);
    records.text(words);
  }
  const { rows } = await database.pool.query('select * from unnest($1::told[])', [records.finish()]);
  return rows;
}

test('records arrive as they were put, the smallest, the largest and none', async () => {
  const noon = Date.UTC(2026, 10, 22, 12, 0, 0, 7);
  assert.deepEqual(
    await comeBack([
      { number: Number.MAX_SAFE_INTEGER, at: noon, mac: 0xc4e9841f220a, words: 'plain' },
      { number: -7, at: Date.UTC(1999, 0, 1), mac: 0xffffffffffff, words: '' },
      { number: null, at: null, mac: null, words: null },
    ]),
    [
      { number: Number.MAX_SAFE_INTEGER, at: new Date(noon), mac: 'c4:e9:84:1f:22:0a', words: 'plain' },
      { number: -7, at: new Date(Date.UTC(1999, 0, 1)), mac: 'ff:ff:ff:ff:ff:ff', words: '' },
      { number: null, at: null, mac: null, words: null },
    ],
  );
});

test('texts of any letters and any length arrive whole; NUL does not stop them', async () => {
  const texts = ['রহিমা', 'Zoë 🚀', `a\0b`, '\u{d800}', '{"},\\', 'x'.repeat(5000), 'ø'.repeat(5000)];
  const back = await comeBack(texts.map((words) => ({ number: 1, at: 0, mac: 0, words })));
  assert.deepEqual(
    back.map(({ words }) => words),
    texts.map((text) => text.replaceAll(/[\0\u{d800}]/gu, '\u{fffd}')),
  );
});

test('no records are an empty array, thousands are thousands', async () => {
  assert.deepEqual(await comeBack([]), []);
  const many = Array.from({ length: 5000 }, (_, i) => ({ number: i, at: i, mac: i, words: `${i}` }));
  assert.deepEqual(
    (await comeBack(many)).map(({ number }) => number),
    many.map(({ number }) => number),
  );
});
