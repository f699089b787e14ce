import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';

const DAY = 86_400;

let api: TestApi;
let cafe: string;
let serial = 0;

before(async () => {
  api = await openTestApi();
  cafe = String((await api.call('POST', '/hotspot-zones', { name: 'Café', ssid: 'Kafe' })).body['id']);
});
after(() => api?.close());

const add = (fields: Record<string, unknown> = {}) => {
  serial += 1;
  return api.call('POST', '/service-packages', { name: `Hours ${serial}`, kind: 'hotspot', ...fields });
};
const change = (item: Json, fields: Record<string, unknown>) =>
  api.call('PATCH', `/service-packages/${item['id']}`, fields);
const pick = (item: Json | undefined, ...names: string[]) => names.map((name) => item?.[name]);

test('a package says from when it runs, how long one may be online and where; by default it is as ever', async () => {
  const plain = await add();
  assert.deepEqual(pick(plain.body, 'validFrom', 'onlineSeconds', 'zoneIds'), ['purchase', null, []]);
  const hours = await add({
    validitySeconds: DAY,
    validFrom: 'first-use',
    onlineSeconds: 3600,
    zoneIds: [cafe, cafe],
  });
  assert.equal(hours.status, 201, hours.text);
  assert.deepEqual(pick(hours.body, 'validFrom', 'onlineSeconds', 'zoneIds'), ['first-use', 3600, [cafe]]);
  const everywhere = await change(hours.body, { zoneIds: [], onlineSeconds: null });
  assert.deepEqual(pick(everywhere.body, 'validFrom', 'onlineSeconds', 'zoneIds'), ['first-use', null, []]);
  const renamed = await change(plain.body, { zoneIds: [cafe] });
  assert.deepEqual(pick((await change(renamed.body, { deviceLimit: 2 })).body, 'zoneIds'), [[cafe]]);
});

test('refuses unknown zones, zones of a line, and what is no time, each at its field', async () => {
  const line = (await add({ kind: 'pppoe' })).body;
  for (const [answer, status, field] of [
    [await add({ zoneIds: ['999999'] }), 422, 'zoneIds'],
    [await add({ kind: 'pppoe', zoneIds: [cafe] }), 422, 'zoneIds'],
    [await change(line, { zoneIds: [cafe] }), 422, 'zoneIds'],
    [await add({ onlineSeconds: 0 }), 400, 'onlineSeconds'],
    [await add({ validFrom: 'tomorrow' }), 400, 'validFrom'],
  ] as const) {
    assert.equal(answer.status, status, answer.text);
    assert.deepEqual(Object.keys(answer.body['error']?.['fields'] ?? {}), [field], answer.text);
  }
});

test('a zone that a package names stays: without it the package would be good everywhere', async () => {
  const { body: zone } = await api.call('POST', '/hotspot-zones', { name: 'Garden', ssid: 'Kafe' });
  const sold = (await add({ zoneIds: [zone['id']] })).body;
  const refused = await api.call('DELETE', `/hotspot-zones/${zone['id']}`);
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /Packages are sold for/);
  await api.call('DELETE', `/service-packages/${sold['id']}`);
  assert.equal((await api.call('DELETE', `/hotspot-zones/${zone['id']}`)).status, 204);
});

test('what runs from its first login has no end yet when it is given; an end that is named holds', async () => {
  const sold = (await add({ validitySeconds: DAY, validFrom: 'first-use', onlineSeconds: 3600 })).body;
  const customer = await addTestCustomer(api, { kind: 'hotspot', servicePackageId: sold['id'] });
  const shown = await api.call('GET', `/customers/${customer['id']}`);
  const current = shown.body['subscription'];
  assert.deepEqual(pick(current, 'endsAt', 'waitingSeconds', 'usedSeconds', 'onlineSeconds', 'running'), [
    null,
    DAY,
    0,
    3600,
    true,
  ]);
  const endsAt = new Date(Date.now() + DAY * 1000).toISOString();
  const path = `/customers/${customer['id']}/subscriptions`;
  const named = await api.call('POST', path, { servicePackageId: sold['id'], endsAt });
  assert.deepEqual(pick(named.body, 'endsAt', 'waitingSeconds'), [endsAt, null]);
  const { items } = (await api.call('GET', path)).body as unknown as { items: Json[] };
  assert.deepEqual(
    items.map((item) => item['waitingSeconds']),
    [null, null],
    'what waited and was replaced waits no more',
  );
});

test('a zone says its roaming group, and takes it back', async () => {
  const { body: zone } = await api.call('POST', '/hotspot-zones', {
    name: 'Pier',
    ssid: 'Kafe',
    roamingGroup: ' the town ',
  });
  assert.deepEqual(pick(zone, 'roamingGroup', 'waitingCount'), ['the town', 0]);
  const changed = await api.call('PATCH', `/hotspot-zones/${zone['id']}`, { roamingGroup: null });
  assert.deepEqual(pick(changed.body, 'roamingGroup'), [null]);
  const waiting = await api.call('GET', `/hotspot-zones/${zone['id']}/waiting`);
  assert.deepEqual(waiting.body, { items: [], nextCursor: null });
  assert.equal((await api.call('GET', '/hotspot-zones/999999/waiting')).status, 404);
});
