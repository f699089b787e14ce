import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';

/** What a list of more devices than are counted or put in order answers: the same as a short one. */
const MANY = 10_050;

let api: TestApi;
before(async () => {
  api = await openTestApi();
  const { id } = await addTestCustomer(api, {
    name: 'Crowd Holder',
    username: 'crowd.holder',
    deviceLimit: 20_000,
  });
  await api.database.pool.query(
    `insert into devices (customer_id, mac, label, type, source, added_by, last_seen_at)
     select $1::bigint, ('c4e984' || lpad(to_hex(i), 6, '0'))::macaddr, 'Crowd ' || i, 'Router', 'import', 'Crowd',
            case when i % 10 > 0 then now() - i * interval '1 minute' end
       from generate_series(1, $2::int) as i`,
    [id, MANY],
  );
});
after(() => api.close());

const get = async (path: string) => (await api.call('GET', path)).body;
const labels = async (path: string): Promise<unknown[]> =>
  ((await get(path))['items'] as unknown as { label: unknown }[]).map(({ label }) => label);

test('counts to a bound, and exactly where that is asked', async () => {
  assert.equal((await get('/devices?count=true&limit=1'))['total'], undefined);
  assert.equal((await get('/devices?count=exact&limit=1'))['total'], MANY);
  assert.equal((await get('/devices?count=true&limit=1&search=crowd'))['total'], undefined);
  assert.equal((await get('/devices?count=exact&limit=1&search=crowd'))['total'], MANY);
  assert.equal((await get('/devices?count=true&limit=1&search=crowd%207771'))['total'], 1);
});

test('finds the same by a search that many match as by one that few do', async () => {
  assert.deepEqual(await labels('/devices?search=crowd%20holder&sort=mac&limit=3'), [
    'Crowd 1',
    'Crowd 2',
    'Crowd 3',
  ]);
  assert.deepEqual(await labels('/devices?search=tp-link&sort=-mac&limit=2'), [
    `Crowd ${MANY}`,
    `Crowd ${MANY - 1}`,
  ]);
  assert.deepEqual(await labels('/devices?search=c4e9.8400.0001&limit=3'), ['Crowd 1']);
  assert.deepEqual(await labels('/devices?search=84:00:00:02&limit=3'), ['Crowd 2']);
  assert.deepEqual(await labels('/devices?search=router&type=Phone'), []);
  // A wildcard is a character like any other.
  assert.deepEqual(await labels('/devices?search=crowd%25'), []);
});

test('one or two characters find what begins with them', async () => {
  assert.equal((await labels('/devices?search=cr&sort=mac&limit=2')).length, 2);
  assert.deepEqual(await labels('/devices?search=ou'), []);
  assert.equal((await labels('/devices?search=c4&limit=2')).length, 2);
  assert.deepEqual(await labels('/devices?search=e9'), []);
});

test('every sort goes on where the page before ended, to the last device', async () => {
  for (const sort of [
    'addedAt',
    'lastSeenAt',
    'customerName',
    'username',
    'mac',
    'type',
    'label',
    'addedBy',
  ]) {
    for (const direction of ['', '-']) {
      const seen = new Set<unknown>();
      for (let cursor = ''; ; ) {
        const page = await get(`/devices?limit=500&sort=${direction}${sort}${cursor}`);
        for (const { id } of page['items'] as unknown as { id: string }[]) seen.add(id);
        const next: unknown = page['nextCursor'];
        if (next === null) break;
        cursor = `&cursor=${String(next)}`;
      }
      assert.equal(seen.size, MANY, `${direction}${sort}`);
    }
  }
});

test('what is renamed, replaced or removed is found as it is now', async () => {
  const [device] = (await get('/devices?search=crowd%204321'))['items'] as unknown as { id: string }[];
  assert.ok(device);
  await api.call('PATCH', `/devices/${device.id}`, { label: 'Lighthouse', type: 'Beacon' });
  assert.deepEqual(await labels('/devices?search=lighth'), ['Lighthouse']);
  assert.deepEqual(await labels('/devices?search=beaco'), ['Lighthouse']);
  assert.deepEqual(await labels('/devices?search=crowd%204321'), []);
  assert.deepEqual(await labels('/devices?type=beacon'), ['Lighthouse']);
  await api.call('POST', `/devices/${device.id}/replace`, { mac: 'd4ca6d998877' });
  assert.deepEqual(await labels('/devices?search=6d:99:88'), ['Lighthouse']);
  await api.call('DELETE', `/devices/${device.id}`);
  assert.deepEqual(await labels('/devices?search=lighth'), []);
  await api.call('POST', `/devices/${device.id}/restore`, {});
  assert.deepEqual(await labels('/devices?search=lighth'), ['Lighthouse']);
});

test('those seen within some days, not for as long, and never are told apart, in every order', async () => {
  const count = async (query: string) => (await get(`/devices?count=exact&limit=1&${query}`))['total'];
  const never = Math.floor(MANY / 10);
  assert.equal(await count('lastSeen=never'), never);
  // By the minute: of each ten nine were seen.
  const within = Number(await count('lastSeen=1d'));
  assert.ok(within > 1280 && within < 1300, String(within));
  assert.equal(await count('lastSeen=over-1d'), MANY - within);
  assert.equal(await count('lastSeen=9999d'), MANY - never);
  assert.deepEqual(await labels('/devices?lastSeen=1d&sort=-lastSeenAt&limit=2'), ['Crowd 1', 'Crowd 2']);
  assert.deepEqual(await labels(`/devices?lastSeen=9999d&sort=lastSeenAt&limit=1`), [`Crowd ${MANY - 1}`]);
  assert.deepEqual(await labels('/devices?lastSeen=never&sort=mac&limit=2'), ['Crowd 10', 'Crowd 20']);
  assert.deepEqual(
    await labels('/devices?lastSeen=never&sort=-lastSeenAt&limit=500&search=crowd%2020'),
    [2090, 2080, 2070, 2060, 2050, 2040, 2030, 2020, 2010, 2000, 200, 20].map((n) => `Crowd ${n}`),
  );
  for (const bad of ['', '0d', 'over-', 'never%20', '-1d', '12345d'])
    assert.equal((await api.call('GET', `/devices?lastSeen=${bad}`)).status, 400, bad);
});

test('those known in a hotspot zone are found, whatever else is asked', async () => {
  await api.database.pool.query(`update devices set zone_ids = '{7}' where label <= 'Crowd 5'`);
  await api.database.pool.query(
    `update devices set zone_ids = '{7,8}' where label in ('Crowd 12', 'Crowd 34')`,
  );
  assert.deepEqual(await labels('/devices?zoneId=8&sort=mac'), ['Crowd 12', 'Crowd 34']);
  assert.deepEqual(await labels('/devices?zoneId=8&search=crowd%2034'), ['Crowd 34']);
  assert.deepEqual(await labels('/devices?zoneId=7&lastSeen=never&sort=mac&limit=1'), ['Crowd 10']);
  assert.equal((await get('/devices?zoneId=9&count=true'))['total'], 0);
  const { body } = await api.call('GET', '/devices?zoneId=8&sort=mac&limit=1');
  const [device] = body['items'] as unknown as { id: string }[];
  const { id } = await addTestCustomer(api);
  await api.call('POST', `/devices/${device?.id}/move`, { customerId: id });
  assert.deepEqual(await labels('/devices?zoneId=8'), ['Crowd 34'], 'its new holder has used it nowhere yet');
});

test('customers are found by any part, and by the MAC of a device, not by what it is called', async () => {
  const names = async (search: string) =>
    ((await get(`/customers?search=${search}&count=true`))['items'] as unknown as { name: string }[]).map(
      ({ name }) => name,
    );
  assert.deepEqual(await names('rowd%20hold'), ['Crowd Holder']);
  assert.deepEqual(await names('c4e98400000a'), ['Crowd Holder']);
  assert.deepEqual(await names('ho'), ['Crowd Holder']);
  assert.deepEqual(await names('ow'), []);
  await api.database.pool.query(`update devices set label = 'cafe' where label = 'Crowd 9'`);
  assert.deepEqual(await names('cafe'), []);
});
