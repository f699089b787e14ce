import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { applyFile, checkFile, settled, undoFile } from './testing/run-import.ts';
import { workAtImports } from './work/work-at-imports.ts';

/** Large and hostile files, and processes that end in the middle. */
let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

const count = async (from: string) =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.raw(from)}`.execute(api.database.db))
    .rows[0]?.count;

function customerLines(rows: number, prefix: string, macs: number): string[] {
  const lines = ['username,password,macs'];
  for (let i = 0; i < rows; i++) lines.push(`${prefix}.${i},password-${i},${(macs + i).toString(16)}`);
  return lines;
}

test('imports 20,000 customers with their devices in less than half a minute, and undoes them', async () => {
  const lines = customerLines(20_000, 'bulk', 0xc8e9_8400_0000);
  const begun = performance.now();
  const checked = await checkFile(api, 'customers', lines);
  assert.deepEqual(checked['verdicts'], { new: 20_000 });
  const applied = await applyFile(api, checked);
  const seconds = (performance.now() - begun) / 1000;
  assert.deepEqual(applied['outcomes'], { applied: 20_000 });
  const undone = await undoFile(api, applied);
  assert.deepEqual(undone['outcomes'], { undone: 20_000 });
  assert.equal(await count('customers'), 0);
  assert.ok(seconds < 30, `${seconds} s`);
});

test('gives each of 100,000 hostile rows a verdict, and applies none but the good ones', async () => {
  const lines = ['username;password;macs;name;deviceLimit'];
  const odd = [
    '',
    '"',
    '\u202e',
    '=1+1',
    '💥'.repeat(300),
    "'; drop table customers; --",
    'a\u0000b',
    '\\',
    '{}',
    '\u{fffd}',
  ];
  for (let i = 0; i < 100_000; i++) {
    const word = (odd[i % odd.length] ?? '').replaceAll('"', '""');
    const shape = i % 5;
    if (shape === 0) lines.push(`ok.${i};x-password;${(0xc8e9_8500_0000 + i).toString(16)};Good ${i};`);
    else if (shape === 1) lines.push(`"${word}";"${word}";"${word}";"${word}";"${word}"`);
    else if (shape === 2) lines.push(`same;${i};;;`);
    else if (shape === 3) lines.push(`mac.${i};x-password;c8:e9:85:ff:ff:ff;;`);
    else lines.push(`few.${i}${';'.repeat(i % 9)}`);
  }
  const checked = await checkFile(api, 'customers', lines);
  assert.equal(checked['state'], 'checked', String(checked['fault']));
  assert.equal(checked['rows'], 100_000);
  const applied = await applyFile(api, checked);
  assert.equal(applied['state'], 'applied');
  assert.equal(await count(`customers where username like 'ok.%'`), 20_000);
  assert.equal(await count(`customers where username = 'same' or username like 'mac.%'`), 0);
  assert.equal(await count('devices'), 20_000);
  assert.equal(
    await count('customers'),
    Number(applied['outcomes']?.['applied']),
    'nothing but what the rows say was written',
  );
});

test('goes on where a process ended in the middle: nothing twice, nothing left out', async () => {
  const checked = await checkFile(api, 'customers', customerLines(3000, 'killed', 0xc8e9_8600_0000));
  const { db, secretBox, log } = api.parts;
  const before = await count('customers');
  await api.call('POST', `/import-batches/${checked['id']}/apply`, { mode: 'good-rows' });
  // Two more at once, as where a process is taken for dead that is not.
  const others = async () => {
    await sql`update import_batches set worked_until = null where id = ${Number(checked['id'])}`.execute(db);
    await workAtImports({ db, secretBox, log, randomBytes });
  };
  await Promise.all([others(), others()]);
  const applied = await settled(api, checked);
  assert.deepEqual(applied['outcomes'], { applied: 3000 });
  assert.equal(await count('customers'), Number(before) + 3000);
  assert.equal(
    await count(`audit_log where action = 'imports.apply' and subject_id = '${checked['id']}'`),
    1,
  );
  assert.equal(
    await count(`audit_log where action = 'customers.add' and after ->> 'username' like 'killed.%'`),
    3000,
  );
});
