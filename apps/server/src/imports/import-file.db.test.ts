import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { commandLineActor } from '../actor.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { type FileVerdict, importFile } from './import-file.ts';
import { undoFile } from './testing/run-import.ts';

/** What the command line does: the same engine, with nobody who looks in between. */
let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

async function run(
  kind: 'customers' | 'devices',
  lines: string[],
  { dryRun = false, ...options }: { dryRun?: boolean; existing?: 'change' } = {},
) {
  const { db, secretBox, log } = api.parts;
  const verdicts: FileVerdict[] = [];
  const outcome = await importFile(
    { db, secretBox, log, randomBytes },
    commandLineActor('test'),
    {
      kind,
      fileName: 'file.csv',
      bytes: Buffer.from(lines.join('\n')),
      dryRun,
      options: { existing: 'keep', ...options },
    },
    (verdict) => verdicts.push(verdict),
  );
  return { outcome, verdicts };
}

const total = async (path: string) => (await api.call('GET', `${path}?count=true&limit=1`)).body['total'];

test('imports a file with one verdict per row, which the app can undo', async () => {
  const { outcome, verdicts } = await run('customers', ['username,password', 'one,x-password', 'two,']);
  assert.deepEqual(verdicts, [
    { line: 2, ok: true, subject: 'one', sentence: 'New customer.' },
    {
      line: 3,
      ok: false,
      subject: 'two',
      sentence: 'A new customer needs a password, and the row has none.',
    },
  ]);
  assert.ok(!isRefused(outcome));
  assert.deepEqual([outcome.goodRows, outcome.badRows, outcome.pendingNodes], [1, 1, []]);
  const undone = await undoFile(api, { id: String(outcome.ids[0]) } as never);
  assert.deepEqual(undone['outcomes'], { undone: 1, refused: 1 });
});

test('writes nothing in a dry run, and leaves nothing behind', async () => {
  const { verdicts } = await run('customers', ['username,password', 'dry.one,x-password'], { dryRun: true });
  assert.deepEqual(verdicts[0]?.ok, true);
  assert.equal(await total('/customers'), 0);
  const batches = await api.database.db.selectFrom('import_batches').select('id').execute();
  assert.equal(batches.length, 1, 'only that of the test before');
});

test('leaves customers who are there as they are, unless told to change them', async () => {
  const { id } = await addTestCustomer(api, { username: 'is.there', name: 'Before' });
  const lines = ['username,name', 'is.there,After'];
  assert.match((await run('customers', lines)).verdicts[0]?.sentence ?? '', /left as it is/);
  await run('customers', lines, { existing: 'change' });
  assert.equal((await api.call('GET', `/customers/${id}`)).body['name'], 'After');
});

test('refuses a heading that nobody knows, for nobody looks whether it was meant', async () => {
  const { outcome } = await run('customers', ['username,password,colour', 'a,b,c']);
  assert.ok(isRefused(outcome));
  assert.match(outcome.message ?? '', /There is no column “colour”/);
});
