import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openNasHealthRecorder } from './nas-health-recorder.ts';
import { listNas } from './nas.queries.ts';
import { withHealth } from './nas-health.queries.ts';

const NODES = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
const NOON = Date.UTC(2026, 10, 22, 12);

let database: TestDatabase;
let tower: number;

before(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query('delete from nas');
  const { rows } = await database.pool.query(
    `insert into nas (name, address, secret_cipher, vendor, coa_port, created_at)
     values ('North Tower', '192.0.2.1', '', 'mikrotik', 3799, to_timestamp($1 / 1000.0)) returning id`,
    [NOON - 3_600_000],
  );
  tower = rows[0].id;
});
after(() => database?.close());

const open = (nodeId: string = NODES[0]) =>
  openNasHealthRecorder({
    pool: database.pool,
    nodeId,
    onError: (error) => assert.fail(String(error)),
  });

async function shown(now = NOON) {
  const list = {
    limit: 50,
    cursor: null,
    search: null,
    sort: 'name',
    descending: false,
    count: false,
  } as const;
  const page = await listNas(database.db, list, {});
  const [nas] = await withHealth(database.db, page.items, now);
  return nas?.health;
}
const verdicts = async (now?: number) => (await shown(now))?.verdicts.map(({ code }) => code);

test('a router that was never heard says so, with the way out', async () => {
  const health = await shown();
  assert.equal(health?.lastRequestAt, null);
  assert.deepEqual(
    health?.verdicts.map(({ code }) => code),
    ['nothing-heard'],
  );
  assert.match(health?.verdicts[0]?.remedy ?? '', /1812/);
});

test('what is heard is shown, and all is well', async () => {
  const recorder = open();
  recorder.accessRequest(tower, true, NOON - 3000);
  recorder.verified(tower, NOON - 3000);
  recorder.accept(tower, NOON - 3000);
  recorder.accounting(tower, NOON - 2000);
  await recorder.close();
  const health = await shown();
  assert.equal(health?.lastAcceptAt, new Date(NOON - 3000).toISOString());
  assert.equal(health?.lastAccountingAt, new Date(NOON - 2000).toISOString());
  assert.deepEqual(health?.verdicts, []);
});

test('accepts that no accounting follows are found, over restarts and over processes, and forgiven by one accounting', async () => {
  for (const node of NODES) {
    for (let start = 0; start < 3; start++) {
      const recorder = open(node);
      recorder.accessRequest(tower, true, NOON - 60_000);
      for (let i = 0; i < 2; i++) recorder.accept(tower, NOON - 60_000);
      await recorder.close();
    }
  }
  assert.deepEqual(await verdicts(), ['accepts-without-accounting']);
  const recorder = open();
  recorder.accounting(tower, NOON);
  await recorder.close();
  assert.deepEqual(await verdicts(), []);
});

test('wrong signatures are probably a wrong secret, until one is right; a single one is nobody’s fault', async () => {
  const first = open();
  first.unverified(tower, NOON - 3000);
  await first.close();
  assert.deepEqual(await verdicts(), []);
  const recorder = open();
  recorder.unverified(tower, NOON - 2000);
  await recorder.close();
  assert.deepEqual(await verdicts(), ['probably-wrong-secret']);
  const later = open();
  later.accessRequest(tower, true, NOON - 1000);
  later.verified(tower, NOON - 1000);
  await later.close();
  assert.deepEqual(await verdicts(), []);
});

test('a router that was removed meanwhile breaks nothing', async () => {
  const recorder = open();
  recorder.accept(999_999, NOON);
  recorder.accept(tower, NOON);
  await recorder.close();
  const { rows } = await database.pool.query('select nas_id from nas_health');
  assert.deepEqual(rows, [{ nas_id: tower }]);
});
