import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { readSettings } from './read-settings.ts';
import { SETTING_DEFAULTS } from './settings.schemas.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

test('a setting is its default until someone changes it, and then what they chose', async () => {
  assert.deepEqual((await api.call('GET', '/settings')).body, SETTING_DEFAULTS);
  const answer = await api.call('PATCH', '/settings', { disconnectOnSuspend: false });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body, { ...SETTING_DEFAULTS, disconnectOnSuspend: false });
  assert.deepEqual((await api.call('GET', '/settings')).body, answer.body);
});

test('the change stands in the audit log with before and after, once', async () => {
  const change = { changeTimeOnRenewal: false };
  await api.call('PATCH', '/settings', change);
  await api.call('PATCH', '/settings', change);
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select(['actor_name', 'before', 'after'])
    .where('action', '=', 'settings.change')
    .where('subject_id', '=', 'changeTimeOnRenewal')
    .execute();
  assert.deepEqual(rows, [
    { actor_name: 'Test token', before: { changeTimeOnRenewal: true }, after: change },
  ]);
});

test('a value that this version cannot read counts as not set', async () => {
  await api.database.db
    .insertInto('settings')
    .values([
      { name: 'disconnectOnPackageEnd', value: '"sometimes"', changed_by: 'a newer version' },
      { name: 'somethingNewer', value: 'true', changed_by: 'a newer version' },
    ])
    .execute();
  const settings = await readSettings(api.database.db);
  assert.equal(settings.disconnectOnPackageEnd, SETTING_DEFAULTS.disconnectOnPackageEnd);
  assert.deepEqual(Object.keys(settings), Object.keys(SETTING_DEFAULTS));
});
