import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { sql } from 'kysely';
import { applyFile, checkFile, settled } from '../imports/testing/run-import.ts';
import { addTestCustomer, openTestApi, type TestApi } from './testing/test-api.ts';

/** An owner whose sign-in was proved a while ago. */
let api: TestApi;
let owner: { Cookie: string };
before(async () => {
  api = await openTestApi();
});
after(() => api.close());
beforeEach(async () => {
  owner = await api.signedIn('owner');
  await api.database.db
    .updateTable('sign_ins')
    .set({ proved_at: new Date(Date.now() - 11 * 60_000) })
    .execute();
});

const prove = () => api.database.db.updateTable('sign_ins').set({ proved_at: new Date() }).execute();
const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));
async function codeFor(method: string, path: string, body?: unknown): Promise<string | number> {
  const answer = await api.call(method, path, body, owner);
  return answer.body['error']?.['code'] === undefined ? answer.status : String(answer.body['error']['code']);
}

test('a network password and a router’s secrets are shown to who has proved themselves in the last ten minutes', async () => {
  const customer = await addTestCustomer(api);
  const path = `/customers/${String(customer['id'])}/password`;
  assert.equal(await codeFor('GET', path), 'step-up-needed');
  assert.equal(await codeFor('GET', '/nas/1/kit-with-secrets'), 'step-up-needed');
  await prove();
  assert.equal(await codeFor('GET', path), 200);
});

test('many devices are removed, blocked or moved after a step-up, few without, and labels are never asked about', async () => {
  const { devicesTaken } = STEP_UP_BOUNDS;
  const bulk = (action: string, selection: object, more: object = {}) =>
    codeFor('POST', '/devices/bulk', { action, selection, ...more });
  for (const action of ['remove', 'block']) {
    assert.equal(await bulk(action, { ids: ids(devicesTaken + 1) }), 'step-up-needed');
    assert.equal(await bulk(action, { filter: {} }), 'step-up-needed', 'all that match, however many');
    assert.equal(await bulk(action, { ids: ids(devicesTaken) }), 'selection-empty');
    assert.equal(await bulk(action, { filter: {} }, { expected: 3 }), 'selection-empty');
  }
  assert.equal(await bulk('label', { ids: ids(devicesTaken + 1) }, { label: 'Lab' }), 'selection-empty');
});

test('many devices are removed by a review, and an adoption of many undone, after a step-up, few without', async () => {
  const { devicesTaken } = STEP_UP_BOUNDS;
  const decide = (decision: string, count: number) =>
    codeFor('POST', '/review/decisions', { decision, findingIds: ids(count) });
  assert.equal(await decide('remove', devicesTaken + 1), 'step-up-needed');
  assert.equal(await decide('remove', devicesTaken), 200);
  assert.equal(await decide('keep', devicesTaken + 1), 200);
  const undo = (count: number) =>
    codeFor('POST', '/binding-checks/undo-adopt', {
      devices: ids(count).map((deviceId) => ({ deviceId, customerId: '1' })),
    });
  assert.equal(await undo(devicesTaken + 1), 'step-up-needed');
  assert.equal(await undo(devicesTaken), 200);
});

test('a batch of vouchers is revoked after a step-up, one of them without', async () => {
  const path = '/voucher-batches/1';
  assert.equal(await codeFor('POST', `${path}/revoke`, { reason: 'Lost' }), 'step-up-needed');
  assert.equal(await codeFor('POST', `${path}/vouchers/1/revoke`, { reason: 'Lost' }), 'not-found');
});

test('an import that moves the devices of many, or changes many customers, is applied after a step-up, and undone', async () => {
  const lines = (count: number, what: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => what(i));
  const customers = async (count: number, binding: string) =>
    checkFile(api, 'customers', [
      'username,password,macBinding',
      ...lines(count, (i) => `import.${i},a-good-password,${binding}`),
    ]);
  const many = STEP_UP_BOUNDS.bindingsLoosened + 1;
  const steer = (batch: { readonly id?: unknown }, step: string, body?: object) =>
    codeFor('POST', `/import-batches/${String(batch.id)}/${step}`, body);
  const apply = { mode: 'good-rows' };

  const news = await customers(many, 'strict');
  assert.equal(await steer(news, 'apply', apply), 202, 'nobody of them was there before');
  await settled(api, news);
  const loosened = await customers(many, 'off');
  assert.equal(await steer(loosened, 'apply', apply), 'step-up-needed');
  await applyFile(api, loosened);
  assert.equal(await steer(loosened, 'undo'), 'step-up-needed');

  const { devicesTaken } = STEP_UP_BOUNDS;
  const devices = (username: string) =>
    checkFile(
      api,
      'devices',
      [
        'username,macs',
        ...lines(devicesTaken + 1, (i) => `${username},C4:E9:84:00:77:${(i + 16).toString(16)}`),
      ],
      { overLimit: true, moveDevices: true },
    );
  const added = await devices('import.0');
  assert.equal(await steer(added, 'apply', apply), 202);
  assert.equal((await settled(api, added))['outcomes']?.['applied'], devicesTaken + 1);
  assert.equal(await steer(await devices('import.1'), 'apply', apply), 'step-up-needed');
  assert.equal(await steer(added, 'undo'), 'step-up-needed');
  await prove();
  assert.equal(await steer(added, 'undo'), 202);
  await settled(api, added);
});

test('the binding of many is loosened after a step-up, and tightened without', async () => {
  const apply = (count: number, macBinding: string | null) =>
    codeFor('POST', '/binding-checks/apply', {
      customers: ids(count).map((customerId) => ({ customerId, macBinding })),
    });
  const many = STEP_UP_BOUNDS.bindingsLoosened + 1;
  for (const mode of ['off', 'observe', null]) assert.equal(await apply(many, mode), 'step-up-needed');
  assert.equal(await apply(many, 'strict'), 200);
  assert.equal(await apply(many - 1, 'off'), 200);
  const added = await api.call('POST', '/service-packages', {
    name: 'Home',
    kind: 'pppoe',
    macBinding: 'learn',
  });
  assert.equal(added.status, 201, added.text);
  const path = `/service-packages/${String(added.body['id'])}`;
  assert.equal(await codeFor('PATCH', path, { macBinding: 'off' }), 'step-up-needed');
  assert.equal(await codeFor('PATCH', path, { name: 'Home 2', macBinding: 'learn' }), 200);
});

test('long files are given after a step-up, short ones and those of API tokens without', async () => {
  const { db } = api.database;
  const rows = Array.from({ length: STEP_UP_BOUNDS.rowsExported + 1 }, (_, i) => ({
    name: `Long list ${i}`,
    username: `long.${i}`,
    username_key: `long.${i}`,
    password_cipher: Buffer.alloc(40),
    kind: 'pppoe' as const,
  }));
  await db.insertInto('customers').values(rows).execute();
  const path = '/customers/export.csv';
  assert.equal(await codeFor('GET', path), 'step-up-needed');
  assert.equal(await codeFor('GET', `${path}?check=true`), 'step-up-needed');
  assert.equal(await codeFor('GET', `${path}?search=long.77`), 200);
  assert.equal((await api.call('GET', path)).status, 200);
  await sql`
    insert into audit_log (actor_kind, actor_name, action, subject_kind, subject_id)
    select 'job', 'Long record', 'devices.label', 'device', i::text
      from generate_series(1, ${STEP_UP_BOUNDS.rowsExported + 1}::int) as i`.execute(db);
  const record = '/audit-log/export.csv';
  assert.equal(await codeFor('GET', record), 'step-up-needed');
  assert.equal(await codeFor('GET', `${record}?search=nobody`), 200);
  await prove();
  for (const each of [path, record]) {
    assert.equal(await codeFor('GET', `${each}?check=true`), 204);
    assert.equal(await codeFor('GET', each), 200);
  }
});
