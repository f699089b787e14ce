import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OperatorRole } from '../db/schema.ts';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { makeSecretToken } from '../operators/secret-token.ts';
import { VIEWS_MAX } from './change-saved-views.ts';

let api: TestApi;
/** Headers of signed-in operators. */
let manager: Record<string, string>;
let support: Record<string, string>;
let reader: Record<string, string>;

before(async () => {
  api = await openTestApi();
  manager = await signInAs('manager');
  support = await signInAs('support');
  reader = await signInAs('read-only');
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

const ROUTERS = { screen: 'devices', name: 'Routers', query: { type: 'Router', sort: '-lastSeenAt' } };
const save = (entry: object, headers?: Record<string, string>) =>
  api.call('POST', '/saved-views', entry, headers);
const namesOf = async (headers?: Record<string, string>) => {
  const { body } = await api.call('GET', '/saved-views?screen=devices', undefined, headers);
  return (body['items'] as unknown as Json[]).map(({ name }) => name as unknown as string);
};

test('an operator’s own view is seen, changed and deleted by them alone', async () => {
  const { status, body } = await save(ROUTERS, support);
  assert.equal(status, 201);
  assert.deepEqual(
    [body['name'], body['query'], body['shared'], body['createdBy']],
    ['Routers', ROUTERS.query, false, 'The support'],
  );
  assert.deepEqual(await namesOf(support), ['Routers']);
  assert.deepEqual(await namesOf(manager), []);
  const path = `/saved-views/${body['id']}`;
  for (const [method, sent] of [
    ['PATCH', { name: 'Mine' }],
    ['DELETE', undefined],
  ] as const) {
    assert.equal((await api.call(method, path, sent, manager)).status, 404);
  }
  assert.equal((await api.call('PATCH', path, { name: 'All routers' }, support)).body['name'], 'All routers');
  assert.equal((await api.call('DELETE', path, undefined, support)).status, 204);
  assert.deepEqual(await namesOf(support), []);
});

test('a manager shares a view with everybody; who may not share can neither do so nor change it', async () => {
  const { body } = await save({ ...ROUTERS, name: 'To label', shared: true }, manager);
  assert.equal(body['shared'], true);
  for (const headers of [support, reader]) assert.ok((await namesOf(headers)).includes('To label'));
  const path = `/saved-views/${body['id']}`;
  for (const [method, sent] of [
    ['PATCH', { name: 'Ours' }],
    ['DELETE', undefined],
  ] as const) {
    const { status, text } = await api.call(method, path, sent, support);
    assert.equal(status, 403);
    assert.match(text, /views\.share/);
  }
  assert.equal((await save({ ...ROUTERS, shared: true }, support)).status, 403);
  const own = await save({ ...ROUTERS, name: 'Private' }, manager);
  const shared = await api.call('PATCH', `/saved-views/${own.body['id']}`, { shared: true }, manager);
  assert.equal(shared.body['shared'], true);
  assert.ok((await namesOf(reader)).includes('Private'));
});

test('two views of one owner do not have one name, whatever the capitals; others may', async () => {
  assert.equal((await save({ ...ROUTERS, name: 'Phones' }, support)).status, 201);
  const again = await save({ ...ROUTERS, name: 'PHONES' }, support);
  assert.deepEqual([again.status, again.body['error']?.['code']], [409, 'name-taken']);
  assert.equal((await save({ ...ROUTERS, name: 'Phones' }, reader)).status, 201);
  assert.equal((await save({ ...ROUTERS, name: 'Phones', screen: 'customers' }, support)).status, 201);
});

test('refuses a query that is none of a list', async () => {
  for (const query of [
    { cursor: 'abc' },
    { 'a b': 'c' },
    { search: '' },
    { search: 'x'.repeat(201) },
    { search: 'a\u0000b' },
    Object.fromEntries(Array.from({ length: 21 }, (_, i) => ['a'.repeat(i + 1), 'b'])),
  ]) {
    const { status, body } = await save({ ...ROUTERS, name: 'Wrong', query }, support);
    assert.deepEqual([status, Object.keys(body['error']?.['fields'] ?? {})], [400, ['query']]);
  }
});

test('a token has no views of its own, and takes part in those of everybody', async () => {
  const answer = await api.call('POST', '/saved-views', ROUTERS);
  assert.deepEqual([answer.status, answer.body['error']?.['code']], [403, 'not-an-operator']);
  assert.equal((await save({ ...ROUTERS, name: 'By script', shared: true })).status, 201);
  assert.ok((await namesOf()).includes('By script'));
});

test('columns and the view that a list opens with are remembered per operator', async () => {
  const view = await save({ ...ROUTERS, name: 'First' }, support);
  const nothing = { columns: null, defaultViewId: null };
  const choice = { columns: ['mac', 'label'], defaultViewId: view.body['id'] };
  const read = async (headers: Record<string, string>) =>
    (await api.call('GET', '/me/lists/devices', undefined, headers)).body;
  assert.deepEqual(await read(support), nothing);
  assert.deepEqual((await api.call('PATCH', '/me/lists/devices', choice, support)).body, choice);
  assert.deepEqual(await read(support), choice);
  assert.deepEqual(await read(manager), nothing);
  const theirs = await api.call('PATCH', '/me/lists/devices', { defaultViewId: view.body['id'] }, manager);
  assert.deepEqual([theirs.status, theirs.body['error']?.['code']], [422, 'reference-unknown']);
  await api.call('PATCH', '/me/lists/devices', { columns: null }, support);
  assert.deepEqual(await read(support), { ...choice, columns: null });
  await api.call('DELETE', `/saved-views/${view.body['id']}`, undefined, support);
  assert.deepEqual(await read(support), nothing);
  assert.equal((await api.call('GET', '/me/lists/nothing')).status, 404);
  assert.equal((await api.call('PATCH', '/me/lists/devices', { columns: ['a'] })).status, 403);
});

test('a list has so many views and no more', async () => {
  const { db } = api.database;
  const { id } = await db
    .selectFrom('operators')
    .select('id')
    .where('role', '=', 'read-only')
    .executeTakeFirstOrThrow();
  const rows = Array.from({ length: VIEWS_MAX }, (_, i) => ({
    screen: 'customers' as const,
    name: `View ${i}`,
    query: '{}',
    operator_id: id,
    created_by: 'x',
  }));
  await db.insertInto('saved_views').values(rows).execute();
  const { status, body } = await save({ ...ROUTERS, screen: 'customers' }, reader);
  assert.deepEqual([status, body['error']?.['code']], [409, 'too-many-views']);
});

test('every change stands in the audit log, with what was before', async () => {
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select(['action', 'before'])
    .where('subject_kind', 'in', ['saved-view', 'list'])
    .execute();
  for (const action of ['saved-views.add', 'saved-views.change', 'saved-views.remove', 'lists.set-up']) {
    const found = rows.filter((row) => row.action === action);
    assert.ok(found.length > 0, action);
    if (action !== 'saved-views.add')
      assert.ok(
        found.every(({ before }) => before !== null),
        action,
      );
  }
});
