import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { createSetUpToken } from './set-up.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

test('an operator’s language is their own, kept on the server, told at the next sign-in and on the record', async () => {
  const token = await createSetUpToken(api.database.db, randomBytes);
  const ayesha = { name: 'Ayesha Khan', username: 'ayesha', password: 'tea-with-three-sugars' };
  const set = await api.call('POST', '/set-up', { token, ...ayesha }, {});
  assert.equal(set.body['language'], null);
  const cookie = { Cookie: (set.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };

  assert.equal((await api.call('PATCH', '/me', { language: 'bn' }, cookie)).status, 204);
  assert.equal((await api.call('GET', '/me', undefined, cookie)).body['language'], 'bn');
  const { username, password } = ayesha;
  assert.equal((await api.call('POST', '/sign-in', { username, password }, {})).body['language'], 'bn');
  const record = await api.database.db
    .selectFrom('audit_log')
    .select(['actor_name', 'before', 'after'])
    .where('action', '=', 'operators.choose-language')
    .execute();
  assert.deepEqual(record, [
    { actor_name: 'Ayesha Khan', before: { language: null }, after: { language: 'bn' } },
  ]);

  assert.equal((await api.call('PATCH', '/me', { language: null }, cookie)).status, 204);
  assert.equal((await api.call('GET', '/me', undefined, cookie)).body['language'], null);
  assert.equal((await api.call('PATCH', '/me', { language: 'xx' }, cookie)).status, 400);
});

test('an API token has no language', async () => {
  const answer = await api.call('PATCH', '/me', { language: 'es' });
  assert.equal(answer.status, 403);
  assert.equal(answer.body['error']?.['code'], 'not-an-operator');
});
