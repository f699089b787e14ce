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

test('the portal’s public address is kept as a browser shows it, and taken back by null', async () => {
  for (const typed of [
    'https://WiFi.example.net/',
    ' https://wifi.example.net',
    'https://wifi.example.net:443',
  ]) {
    const { body } = await api.call('PATCH', '/settings', { portalPublicUrl: typed });
    assert.equal(body['portalPublicUrl'], 'https://wifi.example.net', typed);
  }
  const { body } = await api.call('PATCH', '/settings', { portalPublicUrl: 'http://192.0.2.10:8081' });
  assert.equal(body['portalPublicUrl'], 'http://192.0.2.10:8081');
  await api.call('PATCH', '/settings', { portalPublicUrl: null });
  assert.equal((await readSettings(api.database.db)).portalPublicUrl, null);
});

test('what is no address of a portal, or no IP address of RADIUS, is refused at its field', async () => {
  const portals = [
    'wifi.example.net',
    'ftp://wifi.example.net',
    'javascript:alert(1)',
    'https://a@b.example',
    '',
  ];
  const more = [
    'https://wifi.example.net/path',
    'https://wifi.example.net?x',
    'https://wifi\n.example.net',
    'https://',
  ];
  for (const typed of [...portals, ...more]) {
    const answer = await api.call('PATCH', '/settings', { portalPublicUrl: typed });
    assert.equal(answer.status, 400, `${typed}: ${answer.text}`);
    assert.ok(answer.body['error']?.['fields']?.['portalPublicUrl'], answer.text);
  }
  for (const typed of ['radius.example.net', '192.0.2', 'fe80::1%eth0', '']) {
    const answer = await api.call('PATCH', '/settings', { radiusPublicAddresses: ['192.0.2.10', typed] });
    assert.equal(answer.status, 400, `${typed}: ${answer.text}`);
    assert.ok(answer.body['error']?.['fields']?.['radiusPublicAddresses.1'], answer.text);
  }
  const both = { radiusPublicAddresses: ['192.0.2.10', '2001:db8::10'] };
  assert.deepEqual((await api.call('PATCH', '/settings', both)).body['radiusPublicAddresses'], [
    '192.0.2.10',
    '2001:db8::10',
  ]);
});
