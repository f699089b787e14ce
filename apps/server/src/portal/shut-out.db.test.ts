import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { portalRoutes } from './portal.routes.ts';
import { testRedirect, titleOf, visitPortal } from './testing.ts';

let api: TestApi;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
let servicePackageId: string;
before(async () => {
  api = await openTestApi();
  portal = portalRoutes(api.parts);
  zoneId = Number(
    (await api.call('POST', '/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside' })).body['id'],
  );
  await api.call('POST', '/payment-methods', { name: 'Cash', provider: 'cash', settings: {} });
  const sold = {
    kind: 'hotspot',
    validitySeconds: 2_592_000,
    deviceLimit: 1,
    priceMinor: 500,
    currency: 'BDT',
  };
  servicePackageId = String(
    (await api.call('POST', '/service-packages', { name: 'Month', ...sold })).body['id'],
  );
});
after(() => api?.close());

/** A customer whose one place is taken, at a second phone. */
async function openCase(status: 'active' | 'suspended' | 'ended') {
  const customer = await addTestCustomer(api, { kind: 'hotspot', servicePackageId });
  const id = Number(customer['id']);
  await api.database.pool.query(
    `insert into devices (customer_id, mac, source, added_by, last_seen_at)
     values ($1, ('D4:CA:6D:00:08:' || lpad($2, 2, '0'))::macaddr, 'hotspot', 'Automatic (hotspot)', now())`,
    [id, String(id % 100)],
  );
  await api.database.pool.query('update customers set status = $2 where id = $1', [id, status]);
  const ask = await visitPortal(api, portal, zoneId, id, { ...testRedirect, mac: 'D4:CA:6D:00:09:01' });
  const { rows } = await api.database.pool.query<{ id: number }>(
    'select id from devices where customer_id = $1',
    [id],
  );
  const places = async () =>
    (await api.database.pool.query('select from devices where customer_id = $1', [id])).rows.length;
  return { ask, places, deviceId: rows[0]?.id ?? 0 };
}

test('who is active at the limit is asked to make a place', async () => {
  const { ask } = await openCase('active');
  assert.equal(titleOf(await ask('/devices')), 'All places are taken');
});

for (const [status, sentence] of [
  ['suspended', 'Your account is suspended. Ask your provider.'],
  ['ended', 'Your account is closed. Ask your provider.'],
] as const)
  test(`who is ${status} is told so before anything about places, and offered nothing that cannot work`, async () => {
    const { ask, places, deviceId } = await openCase(status);
    const own = await ask('/devices');
    assert.match(titleOf(own) ?? '', /^Hello/);
    assert.ok(own.text.indexOf(sentence) > 0 && own.text.indexOf(sentence) < own.text.indexOf('Month'));
    assert.doesNotMatch(own.text, /Go online|Renew|\/buy|\/voucher|devices\/add|then=go/);
    const removed = await ask(`/devices/${deviceId}/remove?then=go`, {});
    assert.equal(removed.location, '/devices');
    assert.equal(await places(), 1, 'nothing is removed for nothing');
    assert.equal((await ask('/go')).location, '/devices');
    assert.equal((await ask(`/devices/${deviceId}/continue`, {})).location, '/devices');
  });
