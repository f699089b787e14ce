import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { trimUndos } from './trim-undos.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0;
const freshMac = () => `C4:E9:84:00:08:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;

const add = async (customer: Json, mac: string, more: object = {}): Promise<Json> => {
  const added = await api.call('POST', `/customers/${customer['id']}/devices`, { mac, ...more });
  assert.equal(added.status, 201, added.text);
  return added.body;
};
const undo = (verb: 'add' | 'move', device: Json) =>
  api.call('POST', `/devices/${device['id']}/undo-${verb}`);
const move = (device: Json, to: Json) =>
  api.call('POST', `/devices/${device['id']}/move`, { customerId: to['id'], overLimit: true });

/** All that registering and moving could touch. */
const everything = async (): Promise<unknown> =>
  Promise.all(
    (['devices', 'removed_devices'] as const).map((table) =>
      api.database.db.selectFrom(table).selectAll().orderBy('id').execute(),
    ),
  );

describe('undoing that a device was added', () => {
  test('leaves no trace of it: no removal sticks, and it may be learned', async () => {
    const customer = await addTestCustomer(api);
    const before = await everything();
    const device = await add(customer, freshMac(), { label: 'Wrong one' });
    assert.equal((await undo('add', device)).status, 204);
    assert.deepEqual(await everything(), before);
    assert.equal((await undo('add', device)).status, 404, 'twice is once');
  });

  test('brings back a removal that adding it had lifted, to the last column', async () => {
    const customer = await addTestCustomer(api);
    const mac = freshMac();
    const first = await add(customer, mac, { label: 'Old box' });
    await api.call('DELETE', `/devices/${first['id']}`);
    const before = await everything();
    const second = await add(customer, mac);
    assert.equal((await undo('add', second)).status, 204);
    assert.deepEqual(await everything(), before);
    const restored = await api.call('POST', `/devices/${first['id']}/restore`, {});
    assert.deepEqual([restored.status, restored.body['label']], [200, 'Old box']);
  });

  test('that it was online meanwhile is no change', async () => {
    const customer = await addTestCustomer(api);
    const device = await add(customer, freshMac());
    await api.database.pool.query('update devices set last_seen_at = now() where id = $1', [device['id']]);
    assert.equal((await undo('add', device)).status, 204);
  });

  test('leaves what others have moved, replaced, renamed or removed since, and says so', async () => {
    const [customer, karim] = [
      await addTestCustomer(api, { deviceLimit: 9 }),
      await addTestCustomer(api, { name: 'Karim Uddin' }),
    ];
    const cases: [RegExp, number, (device: Json) => Promise<unknown>][] = [
      [/moved to Karim Uddin/, 409, (device) => move(device, karim)],
      [
        /replaced by C4:E9:84/,
        409,
        (device) => api.call('POST', `/devices/${device['id']}/replace`, { mac: freshMac() }),
      ],
      [/label/, 409, (device) => api.call('PATCH', `/devices/${device['id']}`, { label: 'Shop' })],
      [/note/, 409, (device) => api.call('POST', `/devices/${device['id']}/notes`, { text: 'In the attic' })],
      [/removed it since/, 404, (device) => api.call('DELETE', `/devices/${device['id']}`)],
    ];
    for (const [sentence, status, done] of cases) {
      const device = await add(customer, freshMac());
      await done(device);
      const before = await everything();
      const late = await undo('add', device);
      assert.deepEqual([late.status, sentence.test(late.text)], [status, true], late.text);
      assert.deepEqual(await everything(), before);
    }
  });

  test('of two at once one does it', async () => {
    const device = await add(await addTestCustomer(api), freshMac());
    const answers = await Promise.all([undo('add', device), undo('add', device)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 404]);
  });

  test('is on the record as what it was, and there is no way back after a day', async () => {
    const customer = await addTestCustomer(api, { deviceLimit: 2 });
    const [one, other] = [await add(customer, freshMac()), await add(customer, freshMac())];
    await undo('add', one);
    const entries = await api.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_id', '=', String(one['id']))
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['devices.add', 'devices.undo-add'],
    );
    await api.database.pool.query(
      `update device_undos set made_at = now() - interval '25 hours' where device_id = $1`,
      [other['id']],
    );
    assert.equal((await undo('add', other)).status, 404);
    assert.equal(await trimUndos(api.database.db), 1);
    assert.equal((await api.call('GET', `/devices/${other['id']}`)).status, 200);
  });
});

describe('undoing that a device was moved', () => {
  test('gives it back as it was: who added it and when, its zones, and the removal that the move had lifted', async () => {
    const [rahim, karim] = [await addTestCustomer(api), await addTestCustomer(api)];
    const mac = freshMac();
    const his = await add(karim, mac);
    await api.call('DELETE', `/devices/${his['id']}`);
    const device = await add(rahim, mac, { label: 'Kitchen' });
    await api.database.pool.query(
      `update devices set zone_ids = '{7}', added_by = 'Sadia', mac_login_paused_at = now() where id = $1`,
      [device['id']],
    );
    const before = await everything();
    assert.equal((await move(device, karim)).status, 200);
    const undone = await undo('move', device);
    assert.deepEqual([undone.status, undone.body['addedBy']], [200, 'Sadia'], undone.text);
    assert.deepEqual(await everything(), before);
    assert.equal((await undo('move', device)).status, 404, 'twice is once');
  });

  test('leaves what somebody else has moved on, replaced or removed since', async () => {
    const [rahim, karim, jamal] = [
      await addTestCustomer(api, { deviceLimit: 9 }),
      await addTestCustomer(api, { name: 'Karim Uddin' }),
      await addTestCustomer(api, { name: 'Jamal Hossain' }),
    ];
    const [moved, replaced, removed] = [
      await add(rahim, freshMac()),
      await add(rahim, freshMac()),
      await add(rahim, freshMac()),
    ];
    for (const device of [moved, replaced, removed]) await move(device, karim);
    await api.database.pool.query('update devices set customer_id = $2 where id = $1', [
      moved['id'],
      jamal['id'],
    ]);
    await api.call('POST', `/devices/${replaced['id']}/replace`, { mac: freshMac() });
    await api.call('DELETE', `/devices/${removed['id']}`);
    const before = await everything();
    assert.match((await undo('move', moved)).text, /moved to Jamal Hossain/);
    assert.match((await undo('move', replaced)).text, /replaced by C4:E9:84/);
    assert.equal((await undo('move', removed)).status, 404);
    assert.deepEqual(await everything(), before);
  });

  test('comes back also where its place was given away since', async () => {
    const [rahim, karim] = [await addTestCustomer(api), await addTestCustomer(api)];
    const device = await add(rahim, freshMac());
    await move(device, karim);
    await add(rahim, freshMac());
    const undone = await undo('move', device);
    assert.deepEqual([undone.status, undone.body['overLimit']], [200, true], undone.text);
  });
});
