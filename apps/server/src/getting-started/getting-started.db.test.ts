import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OperatorRole } from '../db/schema.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { makeSecretToken } from '../operators/secret-token.ts';

let api: TestApi;
let owner: Record<string, string>;
let manager: Record<string, string>;

before(async () => {
  api = await openTestApi();
  owner = await signInAs('owner');
  manager = await signInAs('manager');
});
after(() => api.close());

async function signInAs(role: OperatorRole): Promise<Record<string, string>> {
  const { db } = api.database;
  const { id } = await db
    .insertInto('operators')
    .values({ name: `The ${role}`, username: role, username_key: role, password_hash: 'none', role })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { token, hash } = makeSecretToken(api.parts.randomBytes, '');
  await db
    .insertInto('sign_ins')
    .values({ operator_id: id, token_hash: hash, expires_at: new Date(Date.now() + 3_600_000) })
    .execute();
  return { Cookie: `__Host-gatehouse=${token}` };
}

const read = async (headers = owner) =>
  (await api.call('GET', '/getting-started', undefined, headers)).body as Json & {
    steps: { step: string; state: string; thingId: string | null }[];
  };
const stateOf = async (step: string) => (await read()).steps.find((each) => each.step === step);

test('each step is done by what is there, whoever made it and however', async () => {
  const { pool } = api.database;
  assert.deepEqual(
    (await read()).steps.map(({ step, state }) => `${step} ${state}`),
    ['account begun', 'router open', 'package open', 'customer open', 'login open'],
  );

  const { rows } = await pool.query(
    `insert into nas (name, address, secret_cipher, vendor, coa_port) values ('Tower', '192.0.2.1', 'x', 'mikrotik', 3799) returning id`,
  );
  const routerId = String(rows[0].id);
  assert.deepEqual(await stateOf('router'), { step: 'router', state: 'begun', thingId: routerId });
  await pool.query(
    `insert into nas_health (nas_id, node_id, last_request_at) values ($1, gen_random_uuid(), now())`,
    [routerId],
  );
  assert.equal((await stateOf('router'))?.state, 'done');
  assert.equal((await stateOf('login'))?.state, 'open');

  await pool.query(`insert into service_packages (name, kind) values ('Home 20', 'pppoe')`);
  assert.equal((await stateOf('package'))?.state, 'done');

  const customerId = String((await addTestCustomer(api))['id']);
  assert.deepEqual(await stateOf('customer'), { step: 'customer', state: 'begun', thingId: customerId });
  await api.call('POST', `/customers/${customerId}/devices`, { mac: 'C4:E9:84:1F:22:0A' });
  assert.equal((await stateOf('customer'))?.state, 'done');
  assert.equal((await read())['done'], false);

  await pool.query(`update operators set totp_cipher = 'x', totp_since = now() where role = 'owner'`);
  assert.equal((await stateOf('account'))?.state, 'done');
  await pool.query(`update operators set totp_cipher = null, totp_since = null`);

  await pool.query(`update nas_health set last_accept_at = now()`);
  assert.equal((await stateOf('login'))?.state, 'done');
  assert.equal((await read())['done'], true, 'a second factor is recommended, and nobody waits for it');
});

test('who leaves it is led there no more, nobody else is, and it can be come back to; both are on the record once', async () => {
  const put = (left: boolean, headers = owner) => api.call('PUT', '/getting-started', { left }, headers);
  assert.equal((await put(true)).status, 200);
  assert.equal((await put(true)).status, 200);
  assert.deepEqual([(await read())['left'], (await read(manager))['left']], [true, false]);
  assert.equal((await put(false)).body['left'], false);
  const { rows } = await api.database.pool.query(
    `select action, actor_name from audit_log where action like 'getting-started.%' order by id`,
  );
  assert.deepEqual(rows, [
    { action: 'getting-started.leave', actor_name: 'The owner' },
    { action: 'getting-started.resume', actor_name: 'The owner' },
  ]);
});

test('a token has nothing to leave, and who may not add routers is not led to it', async () => {
  assert.equal((await api.call('PUT', '/getting-started', { left: true })).status, 403);
  const support = await signInAs('support');
  assert.equal((await api.call('GET', '/getting-started', undefined, support)).status, 403);
});
