import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bigintArray, doubleArray, timeArray } from './binary-arrays.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database?.close());

async function read(array: Buffer, type: 'bigint' | 'float8'): Promise<unknown[]> {
  const { rows } = await database.pool.query(`select unnest($1::${type}[])::text as value`, [array]);
  return rows.map(({ value }) => (value === null ? null : Number(value)));
}

const columns = [
  [],
  [null],
  [
    0,
    1,
    -1,
    null,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    -(2 ** 40),
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ],
];
for (const values of columns) {
  test(`the database reads back ${values.length} whole numbers as they were`, async () => {
    assert.deepEqual(await read(bigintArray(values), 'bigint'), values);
    assert.deepEqual(await read(doubleArray(values), 'float8'), values);
  });
}

test('fractions stay what they are', async () => {
  assert.deepEqual(await read(doubleArray([0.1, -1e300, null]), 'float8'), [0.1, -1e300, null]);
});

test('times before and after the year 2000 are the times they were', async () => {
  const times = [
    0,
    Date.UTC(1999, 11, 31, 23, 59, 59, 999),
    Date.UTC(2026, 10, 22, 12, 0, 0, 1),
    -62_135_596_800_000,
  ];
  const { rows } = await database.pool.query('select unnest($1::timestamptz[]) as time', [timeArray(times)]);
  assert.deepEqual(
    rows.map(({ time }) => time.getTime()),
    times,
  );
});
