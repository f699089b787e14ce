import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
let owner: Record<string, string>;
before(async () => {
  api = await openTestApi();
  owner = await api.signedIn('owner');
});
after(() => api.close());

async function make(fields: object = {}) {
  const sent = { name: 'Billing', role: 'support', validDays: 30, ...fields };
  const answer = await api.call('POST', '/api-tokens', sent, owner);
  assert.equal(answer.status, 201, answer.text);
  const token = String(answer.body['token']);
  const call = (method: string, path: string, body?: unknown) =>
    api.call(method, path, body, { Authorization: `Bearer ${token}` });
  return { id: String(answer.body['id']), token, call };
}

const codeOf = (answer: Answer) => answer.body['error']?.['code'];

test('a token is told once and only its hash is kept; how it begins tells it from others', async () => {
  const { id, token } = await make();
  assert.match(token, /^gh_[\w-]{43}$/);
  const found = await api.call('GET', `/api-tokens/${id}`, undefined, owner);
  assert.equal(found.body['hint'], token.slice(0, 7));
  const list = await api.call('GET', '/api-tokens?search=billing', undefined, owner);
  const { rows } = await api.database.pool.query<{ text: string }>(
    'select t::text as text from api_tokens t union all select a::text from audit_log a',
  );
  for (const text of [found.text, list.text, ...rows.map((row) => row.text)])
    assert.ok(!text.includes(token.slice(8)));
});

test('a token does what its role may, and of that only what was chosen', async () => {
  const all = await make();
  assert.equal((await all.call('GET', '/devices')).status, 200);
  assert.equal((await all.call('GET', '/operators')).status, 403);
  const few = await make({ permissions: ['devices.read'] });
  assert.deepEqual((await few.call('GET', '/me')).body['permissions'], ['devices.read']);
  assert.equal((await few.call('GET', '/devices')).status, 200);
  for (const path of ['/customers', '/payments', '/search?q=a', '/settings'])
    assert.equal((await few.call('GET', path)).status, 403, path);
  assert.equal((await few.call('POST', '/customers/1/devices', {})).status, 403);
  const home = await few.call('GET', '/home');
  assert.deepEqual([home.status, home.body['online'], home.body['parts']], [200, null, null]);
});

test('a token is not given what its role may not do', async () => {
  const sent = { name: 'X', role: 'support', permissions: ['devices.read', 'nas.change'], validDays: null };
  const answer = await api.call('POST', '/api-tokens', sent, owner);
  assert.equal(answer.status, 400);
  assert.match(answer.text, /nas\.change/);
});

test('a token ends when it is revoked, and when its time is over', async () => {
  const revoked = await make();
  assert.equal((await revoked.call('GET', '/me')).status, 200);
  assert.equal((await api.call('DELETE', `/api-tokens/${revoked.id}`, undefined, owner)).status, 204);
  assert.equal((await revoked.call('GET', '/me')).status, 401);
  assert.equal((await api.call('DELETE', `/api-tokens/${revoked.id}`, undefined, owner)).status, 404);
  const over = await make();
  await api.database.pool.query('update api_tokens set expires_at = trusted_now() where id = $1', [over.id]);
  assert.equal((await over.call('GET', '/me')).status, 401);
  const state = async (id: string) =>
    (await api.call('GET', `/api-tokens/${id}`, undefined, owner)).body['state'];
  assert.deepEqual([await state(revoked.id), await state(over.id)], ['revoked', 'over']);
});

test('when a token was last used is known', async () => {
  const { id, call } = await make();
  const lastUsed = async () =>
    (await api.call('GET', `/api-tokens/${id}`, undefined, owner)).body['lastUsedAt'];
  assert.equal(await lastUsed(), null);
  await call('GET', '/me');
  assert.ok(Date.parse(String(await lastUsed())) > 0);
});

test('no token makes or revokes a token, not even an owner’s', async () => {
  const { id, call } = await make({ role: 'owner', validDays: null });
  const sent = { name: 'Stays behind', role: 'owner', validDays: null };
  assert.equal(codeOf(await call('POST', '/api-tokens', sent)), 'not-an-operator');
  assert.equal(codeOf(await call('DELETE', `/api-tokens/${id}`)), 'not-an-operator');
  assert.equal((await call('GET', '/api-tokens')).status, 200);
});
