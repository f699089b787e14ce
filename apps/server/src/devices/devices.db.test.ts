import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0;
const freshMac = () => `C4:E9:84:00:01:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;

test('adds a device with everything the list shows', async () => {
  const customer = await addTestCustomer(api, { name: 'Rahima Akter', username: 'rahima.home' });
  const added = await api.call('POST', `/customers/${customer['id']}/devices`, {
    mac: 'c4e9.841f.220a',
    type: ' Router ',
    label: 'Home Router',
  });
  assert.equal(added.status, 201);
  const { id, addedAt, ...rest } = added.body;
  assert.match(String(id), /^\d+$/);
  assert.match(String(addedAt), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(rest, {
    customerId: customer['id'],
    customerName: 'Rahima Akter',
    username: 'rahima.home',
    mac: 'C4:E9:84:1F:22:0A',
    type: 'Router',
    label: 'Home Router',
    vendor: 'TP-Link Technologies',
    guessedType: null,
    private: false,
    source: 'api-token',
    addedBy: 'Test token',
    lastSeenAt: null,
    overLimit: false,
    macLoginPaused: false,
    blocked: false,
  });
  const listed = await api.call('GET', `/customers/${customer['id']}/devices`);
  assert.deepEqual(listed.body['items'], [added.body]);
  const audit = await api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'devices.add')
    .execute();
  assert.equal(audit.length, 1);
  assert.equal(audit[0]?.actor_name, 'Test token');
});

for (const [mac, code] of [
  ['', 'mac-unreadable'],
  ['C4:E9:84:1F:22', 'mac-unreadable'],
  ['C4:E9:84:1F:22:0G', 'mac-unreadable'],
  ['00:00:00:00:00:00', 'mac-zero'],
  ['ff-ff-ff-ff-ff-ff', 'mac-broadcast'],
  ['01:00:5e:00:00:01', 'mac-multicast'],
] as const) {
  test(`refuses "${mac}" as a device, with the reason at the field`, async () => {
    const customer = await addTestCustomer(api);
    const refused = await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
    assert.equal(refused.status, 422);
    assert.equal(refused.body['error']?.['code'], code);
    assert.equal(refused.body['error']?.['fields']?.['mac']?.['code'], code);
  });
}

test('refuses a MAC that someone has, and names the holder', async () => {
  const [holder, other] = [await addTestCustomer(api, { name: 'Karim' }), await addTestCustomer(api)];
  const mac = freshMac();
  await api.call('POST', `/customers/${holder['id']}/devices`, { mac });
  const refused = await api.call('POST', `/customers/${other['id']}/devices`, {
    mac: mac.replaceAll(':', '-'),
  });
  assert.equal(refused.status, 409);
  assert.equal(refused.body['error']?.['code'], 'device-already-registered');
  assert.match(String(refused.body['error']?.['message']), /Karim/);
});

test('gives a MAC that two ask for at once to one of them, and names that one to the other', async () => {
  const customers = [
    await addTestCustomer(api, { name: 'First' }),
    await addTestCustomer(api, { name: 'Second' }),
  ];
  for (let round = 0; round < 5; round++) {
    const mac = freshMac();
    const answers = await Promise.all(
      customers.map(({ id }) => api.call('POST', `/customers/${id}/devices`, { mac, overLimit: true })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    const winner = String(answers.find(({ status }) => status === 201)?.body['customerName']);
    const loser = answers.find(({ status }) => status === 409);
    assert.match(String(loser?.body['error']?.['message']), new RegExp(winner));
  }
});

test('never lets two adds at once pass the device limit', async () => {
  const customer = await addTestCustomer(api, { deviceLimit: 2 });
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => api.call('POST', `/customers/${customer['id']}/devices`, { mac: freshMac() })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 422, 422, 422]);
});

test('goes above the device limit only when told to, and keeps that on the record', async () => {
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/devices`;
  assert.equal((await api.call('POST', path, { mac: freshMac() })).status, 201);
  const mac = freshMac();
  const refused = await api.call('POST', path, { mac });
  assert.equal(refused.status, 422);
  assert.equal(refused.body['error']?.['code'], 'device-limit-reached');
  const added = await api.call('POST', path, { mac, overLimit: true });
  assert.equal(added.status, 201);
  assert.equal(added.body['overLimit'], true);
});

test('keeps a removed MAC in mind, and forgets it when it is added again', async () => {
  const customer = await addTestCustomer(api);
  const mac = freshMac();
  const { body: device } = await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
  const removed = await api.call('DELETE', `/devices/${device['id']}`);
  assert.equal(removed.status, 204);
  assert.equal(removed.text, '');
  const rows = () =>
    api.database.db
      .selectFrom('removed_devices')
      .selectAll()
      .where('id', '=', Number(device['id']))
      .execute();
  assert.equal((await rows())[0]?.removed_by, 'Test token');
  assert.equal((await api.call('DELETE', `/devices/${device['id']}`)).status, 404);
  assert.equal((await api.call('POST', `/customers/${customer['id']}/devices`, { mac })).status, 201);
  assert.deepEqual(await rows(), []);
});

test('undoes a removal with the same id, "added by" and "added at", once or twice', async () => {
  const customer = await addTestCustomer(api);
  const { body: device } = await api.call('POST', `/customers/${customer['id']}/devices`, {
    mac: freshMac(),
    label: 'TV',
  });
  await api.call('DELETE', `/devices/${device['id']}`);
  const restored = await api.call('POST', `/devices/${device['id']}/restore`);
  assert.equal(restored.status, 200);
  assert.deepEqual(restored.body, device);
  assert.deepEqual((await api.call('POST', `/devices/${device['id']}/restore`)).body, device);
});

test('does not undo a removal when the MAC or the place has been given away since', async () => {
  const [customer, other] = [await addTestCustomer(api), await addTestCustomer(api)];
  const mac = freshMac();
  const { body: device } = await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
  await api.call('DELETE', `/devices/${device['id']}`);
  const { body: taken } = await api.call('POST', `/customers/${other['id']}/devices`, { mac });
  const refused = await api.call('POST', `/devices/${device['id']}/restore`);
  assert.equal(refused.status, 409);
  await api.call('DELETE', `/devices/${taken['id']}`);
  await api.call('POST', `/customers/${customer['id']}/devices`, { mac: freshMac() });
  const full = await api.call('POST', `/devices/${device['id']}/restore`);
  assert.equal(full.body['error']?.['code'], 'device-limit-reached');
  assert.equal((await api.call('POST', `/devices/${device['id']}/restore`, { overLimit: true })).status, 200);
});

test('moves a device in one step and keeps its id, type and label', async () => {
  const [from, to] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'New holder' })];
  const { body: device } = await api.call('POST', `/customers/${from['id']}/devices`, {
    mac: freshMac(),
    label: 'Laptop',
  });
  await api.database.db
    .updateTable('devices')
    .set({ mac_login_paused_at: new Date(), zone_ids: [7] })
    .where('id', '=', Number(device['id']))
    .execute();
  const moved = await api.call('POST', `/devices/${device['id']}/move`, { customerId: to['id'] });
  assert.equal(moved.status, 200);
  assert.equal(moved.body['id'], device['id']);
  assert.equal(moved.body['customerName'], 'New holder');
  assert.equal(moved.body['label'], 'Laptop');
  assert.equal(moved.body['macLoginPaused'], false);
  const feed = await api.database.db
    .selectFrom('change_feed')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  assert.deepEqual(feed[0]?.ids.sort(), [Number(from['id']), Number(to['id'])].sort());
});

test('does not move a device to nobody, nor above the limit unless told to', async () => {
  const [from, to] = [await addTestCustomer(api), await addTestCustomer(api, { deviceLimit: 0 })];
  const { body: device } = await api.call('POST', `/customers/${from['id']}/devices`, { mac: freshMac() });
  assert.equal(
    (await api.call('POST', `/devices/${device['id']}/move`, { customerId: '999999' })).status,
    404,
  );
  const full = await api.call('POST', `/devices/${device['id']}/move`, { customerId: to['id'] });
  assert.equal(full.status, 422);
  const moved = await api.call('POST', `/devices/${device['id']}/move`, {
    customerId: to['id'],
    overLimit: true,
  });
  assert.equal(moved.body['overLimit'], true);
});

test('changes type and label, empties them, and refuses what it does not know', async () => {
  const customer = await addTestCustomer(api);
  const { body: device } = await api.call('POST', `/customers/${customer['id']}/devices`, {
    mac: freshMac(),
    type: 'Phone',
  });
  const changed = await api.call('PATCH', `/devices/${device['id']}`, { type: null, label: '  Office  ' });
  assert.equal(changed.status, 200);
  assert.equal(changed.body['type'], null);
  assert.equal(changed.body['label'], 'Office');
  const refused = await api.call('PATCH', `/devices/${device['id']}`, { lable: 'x' });
  assert.equal(refused.status, 400);
  assert.deepEqual(refused.body['error']?.['fields'], {
    lable: { code: 'unknown', message: 'is not known here', messageSaid: { key: 'fieldUnknown' } },
  });
});

test('tells what a MAC is while one types: the reading, the vendor, the holder, the reason', async () => {
  const customer = await addTestCustomer(api, { name: 'Salma' });
  const mac = freshMac();
  await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
  const known = await api.call('GET', `/macs/${encodeURIComponent(mac.toLowerCase())}`);
  assert.equal(known.body['mac'], mac);
  assert.equal(known.body['usable'], true);
  assert.equal(known.body['holder']?.['customerName'], 'Salma');
  const privateMac = await api.call('GET', '/macs/9a3b00000001');
  assert.deepEqual(
    [privateMac.body['private'], privateMac.body['vendor'], privateMac.body['holder']],
    [true, null, null],
  );
  const multicast = await api.call('GET', '/macs/01:00:5e:00:00:01');
  assert.deepEqual([multicast.body['usable'], typeof multicast.body['reason']], [false, 'string']);
  assert.equal((await api.call('GET', '/macs/hello')).body['mac'], null);
});
