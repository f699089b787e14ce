import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0;
const addNas = (fields: Record<string, unknown> = {}) => {
  serial += 1;
  return api.call('POST', '/nas', {
    name: `R${serial}`,
    address: `192.0.2.${serial}`,
    secret: 'testing123',
    vendor: 'mikrotik',
    ...fields,
  });
};
const addZone = async (name: string) => (await api.call('POST', '/hotspot-zones', { name, ssid: name })).body;

test('adds a router, never shows its secret, and fills in what its vendor says', async () => {
  const added = await addNas({ secret: 'hush-hush-secret' });
  assert.equal(added.status, 201);
  assert.equal(added.body['coaPort'], 3799);
  assert.equal(added.body['messageAuthenticator'], 'learn');
  assert.equal(added.body['address'], `192.0.2.${serial}`);
  assert.doesNotMatch(added.text, /hush/);
  const { health, ...shown } = (await api.call('GET', `/nas/${added.body['id']}`)).body;
  assert.deepEqual(shown, added.body);
  assert.ok(health);
  const row = await api.database.db
    .selectFrom('nas')
    .selectAll()
    .where('id', '=', Number(added.body['id']))
    .executeTakeFirstOrThrow();
  assert.equal(api.parts.secretBox.open(row.secret_cipher, 'nas-secret'), 'hush-hush-secret');
});

test('refuses a taken name, a taken address, an unknown vendor or zone, each at its field', async () => {
  const first = await addNas();
  for (const [fields, status, field] of [
    [{ name: first.body['name'] }, 409, 'name'],
    [{ address: `${first.body['address']}/32` }, 409, 'address'],
    [{ address: 'router.example' }, 422, 'address'],
    [{ vendor: 'acme' }, 422, 'vendor'],
    [{ zoneId: '999999' }, 422, 'zoneId'],
    [{ hotspotServers: [{ serverName: 'hs1', zoneId: '999999' }] }, 422, 'hotspotServers'],
    [{ secret: '' }, 400, 'secret'],
    [{ coaPort: 70000 }, 400, 'coaPort'],
  ] as const) {
    const refused = await addNas(fields);
    assert.equal(refused.status, status, refused.text);
    assert.deepEqual(Object.keys(refused.body['error']?.['fields'] ?? {}), [field], refused.text);
  }
});

test('accepts the old secret beside a new one until it is given up', async () => {
  const { body: nas } = await addNas();
  const path = `/nas/${nas['id']}`;
  assert.equal((await api.call('PATCH', path, { secret: 'testing123' })).body['hasPreviousSecret'], false);
  assert.equal((await api.call('PATCH', path, { secret: 'another-secret' })).body['hasPreviousSecret'], true);
  assert.equal((await api.call('PATCH', path, { previousSecret: null })).body['hasPreviousSecret'], false);
});

test('maps hotspot servers to zones, and replaces the whole map', async () => {
  const [one, two] = [await addZone('Zone one'), await addZone('Zone two')];
  const { body: nas } = await addNas({
    zoneId: one['id'],
    hotspotServers: [{ serverName: 'hs-2', zoneId: two['id'] }],
  });
  assert.equal(nas['zoneName'], 'Zone one');
  assert.deepEqual(nas['hotspotServers'], [{ serverName: 'hs-2', zoneId: two['id'] }]);
  const changed = await api.call('PATCH', `/nas/${nas['id']}`, { zoneId: null, hotspotServers: [] });
  assert.deepEqual([changed.body['zoneId'], changed.body['hotspotServers']], [null, []]);
});

test('does not remove a zone that a router is in, nor a package that somebody had', async () => {
  const zone = await addZone('In use');
  const { body: nas } = await addNas({ zoneId: zone['id'] });
  const refused = await api.call('DELETE', `/hotspot-zones/${zone['id']}`);
  assert.equal(refused.status, 409);
  assert.equal(refused.body['error']?.['code'], 'in-use');
  assert.equal((await api.call('DELETE', `/nas/${nas['id']}`)).status, 204);
  assert.equal((await api.call('DELETE', `/hotspot-zones/${zone['id']}`)).status, 204);
  const { body: sold } = await api.call('POST', '/service-packages', { name: 'Had', kind: 'pppoe' });
  await addTestCustomer(api, { servicePackageId: sold['id'] });
  assert.equal((await api.call('DELETE', `/service-packages/${sold['id']}`)).status, 409);
});

test('changes a package with null for "inherit", and counts for whom it runs', async () => {
  const { body: sold } = await api.call('POST', '/service-packages', {
    name: 'Counted',
    kind: 'pppoe',
    rateUpKbps: 10240,
    rateDownKbps: 20480,
    quotaBytes: 5_000_000_000_000,
    priceMinor: 99900,
    currency: 'BDT',
    macBinding: 'strict',
  });
  await addTestCustomer(api, { servicePackageId: sold['id'] });
  const changed = await api.call('PATCH', `/service-packages/${sold['id']}`, {
    macBinding: null,
    name: 'Renamed',
  });
  assert.equal(changed.status, 200);
  assert.deepEqual(
    [changed.body['macBinding'], changed.body['name'], changed.body['customerCount']],
    [null, 'Renamed', 1],
  );
  assert.equal(changed.body['quotaBytes'], 5_000_000_000_000);
  assert.equal((await api.call('PATCH', `/service-packages/${sold['id']}`, { rateUpKbps: 0 })).status, 400);
});

test('keeps a zone’s MAC password to itself', async () => {
  const zone = await api.call('POST', '/hotspot-zones', {
    name: 'Fixed',
    ssid: 'Cafe',
    macPassword: 'fixed-mac-word',
  });
  assert.equal(zone.body['hasMacPassword'], true);
  assert.equal(zone.body['macLogin'], true);
  assert.doesNotMatch(zone.text, /fixed-mac-word/);
  const changed = await api.call('PATCH', `/hotspot-zones/${zone.body['id']}`, {
    macPassword: null,
    macLogin: false,
  });
  assert.deepEqual([changed.body['hasMacPassword'], changed.body['macLogin']], [false, false]);
  assert.equal(
    (await api.call('POST', '/hotspot-zones', { name: 'Long', ssid: 'ü'.repeat(17) })).status,
    400,
  );
});

test('lists the makes of router', async () => {
  const { body } = await api.call('GET', '/nas-vendors');
  assert.deepEqual(body['items']?.['0'], {
    id: 'mikrotik',
    label: 'MikroTik',
    labelSaid: null,
    use: 'PPPoE and hotspots on RouterOS.',
    useSaid: { key: 'use_mikrotik' },
    coaPort: 3799,
  });
});

test('says all that is wrong with a router at once', async () => {
  const router = { name: 'Twice', address: '198.51.100.77', secret: 'a good secret', vendor: 'mikrotik' };
  assert.equal((await api.call('POST', '/nas', router)).status, 201);
  const again = await api.call('POST', '/nas', { ...router, secret: '', vendor: 'none' });
  assert.equal(again.status, 400);
  assert.deepEqual(Object.keys(again.body['error']?.['fields'] ?? {}).toSorted(), [
    'address',
    'name',
    'secret',
    'vendor',
  ]);
  const taken = await api.call('POST', '/nas', { ...router, address: '300.1.2.3' });
  assert.deepEqual(Object.keys(taken.body['error']?.['fields'] ?? {}).toSorted(), ['address', 'name']);
});
