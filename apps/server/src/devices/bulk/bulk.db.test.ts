import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { workAtBulkActions } from './work/work-at-bulk-actions.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { doBulk, rowsOf, settled, undoBulk } from './testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0xc8_e9_84_00_00_00;

type Added = { readonly id: string; readonly mac: string; readonly customerId: string };

/** A customer with so many devices. */
async function addDevices(
  count: number,
  fields: Record<string, unknown> = {},
  customer: Record<string, unknown> = {},
): Promise<Added[]> {
  const { id: customerId } = await addTestCustomer(api, { deviceLimit: 50, ...customer });
  const added: Added[] = [];
  for (let i = 0; i < count; i++) {
    serial += 1;
    const mac = serial.toString(16);
    const { body, status, text } = await api.call('POST', `/customers/${customerId}/devices`, {
      mac,
      ...fields,
    });
    assert.equal(status, 201, text);
    added.push({ id: String(body['id']), mac: String(body['mac']), customerId: String(customerId) });
  }
  return added;
}

const deviceOf = async ({ id }: Added): Promise<Json> => (await api.call('GET', `/devices/${id}`)).body;
const idsOf = (devices: readonly Added[]) => devices.map(({ id }) => id);

test('labels the devices named, and gives each its own label back', async () => {
  const [one, two] = await addDevices(2, { label: 'Before' });
  const [three] = await addDevices(1);
  assert.ok(one && two && three);
  const done = await doBulk(api, {
    action: 'label',
    label: 'After',
    selection: { ids: idsOf([one, three]) },
  });
  assert.deepEqual(
    [done['state'], done['total'], done['done'], done['outcomes']],
    ['done', 2, 2, { changed: 2 }],
  );
  assert.deepEqual(
    [(await deviceOf(one))['label'], (await deviceOf(two))['label'], (await deviceOf(three))['label']],
    ['After', 'Before', 'After'],
  );
  const undone = await undoBulk(api, done);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: 2 }]);
  assert.deepEqual([(await deviceOf(one))['label'], (await deviceOf(three))['label']], ['Before', null]);
});

test('a selection by filter changes nothing that did not match, nor what was taken out', async () => {
  const cameras = await addDevices(3, { type: 'Camera', label: 'Yard 7' });
  const others = await addDevices(2, { type: 'Phone', label: 'Yard 7' });
  const [, , spared] = cameras;
  assert.ok(spared);
  const filter = { type: 'Camera', search: 'yard 7' };
  const done = await doBulk(api, {
    action: 'label',
    label: 'Gate',
    selection: { filter, except: [spared.id] },
    expected: 2,
  });
  assert.deepEqual(done['outcomes'], { changed: 2 });
  const labels = await Promise.all(
    [...cameras, ...others].map(async (one) => (await deviceOf(one))['label']),
  );
  assert.deepEqual(labels, ['Gate', 'Gate', 'Yard 7', 'Yard 7', 'Yard 7']);
});

/** Keeps whoever works from this device and those behind it until it is let go. */
async function hold({ id }: Added): Promise<() => Promise<void>> {
  const client = await api.database.pool.connect();
  await client.query('begin');
  await client.query('select id from devices where id = $1 for update', [id]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

test('what was moved, replaced or removed meanwhile, or matches no more, is left out and named', async () => {
  const devices = await addDevices(6, { label: 'Roof' });
  const [elsewhere] = await addDevices(1);
  const [first, gone, moved, replaced, renamed, last] = devices;
  assert.ok(first && gone && moved && replaced && renamed && last && elsewhere);
  const letGo = await hold(first);
  const { body } = await api.call('POST', '/devices/bulk', {
    action: 'label',
    label: 'Mast',
    selection: { filter: { customerId: first.customerId, search: 'roof' } },
  });
  await api.call('DELETE', `/devices/${gone.id}`);
  await api.call('POST', `/devices/${moved.id}/move`, { customerId: elsewhere.customerId });
  serial += 1;
  const mac = serial.toString(16);
  assert.equal((await api.call('POST', `/devices/${replaced.id}/replace`, { mac })).status, 200);
  await api.call('PATCH', `/devices/${renamed.id}`, { label: 'Cellar' });
  await letGo();
  const done = await settled(api, body);
  assert.deepEqual([done['total'], done['outcomes']], [6, { changed: 2, left: 4 }]);
  const reasons = (await rowsOf(api, done, 'left')).map((row) => row.slice('AA:BB:CC:DD:EE:FF left '.length));
  assert.match(reasons[0] ?? '', /^It was removed meanwhile\.$/);
  assert.match(reasons[1] ?? '', /^It was moved to Customer \d+ meanwhile\.$/);
  assert.match(reasons[2] ?? '', /^It was replaced by C8:E9:84:00:.* meanwhile\.$/);
  assert.match(reasons[3] ?? '', /^It does not match any more\.$/);
  assert.equal((await deviceOf(renamed))['label'], 'Cellar');
  assert.equal((await deviceOf(moved))['label'], 'Roof');
  assert.equal((await deviceOf(last))['label'], 'Mast');
});

test('removes, and brings back what nobody has taken the place of since', async () => {
  const devices = await addDevices(5, {}, { deviceLimit: 5 });
  const [back, taken, restored, crowded] = devices;
  assert.ok(back && taken && restored && crowded);
  const [other] = await addDevices(1);
  assert.ok(other);
  const done = await doBulk(api, { action: 'remove', selection: { ids: idsOf(devices) }, expected: 5 });
  assert.deepEqual([done['state'], done['outcomes']], ['done', { changed: 5 }]);
  const { customerId } = back;
  const left = (await api.call('GET', `/customers/${customerId}/devices?count=true`)).body;
  assert.equal(left['total'], 0);

  await api.call('POST', `/customers/${other.customerId}/devices`, { mac: taken.mac });
  await api.call('POST', `/devices/${restored.id}/restore`, {});
  for (let i = 0; i < 2; i++) {
    serial += 1;
    const mac = serial.toString(16);
    assert.equal((await api.call('POST', `/customers/${customerId}/devices`, { mac })).status, 201);
  }
  const undone = await undoBulk(api, done);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: 3, 'not-undone': 2 }]);
  const rows = await rowsOf(api, undone, 'not-undone');
  assert.match(rows[0] ?? '', /is registered to Customer \d+ since/);
  assert.match(rows[1] ?? '', /Its place was taken since/);
  assert.equal((await deviceOf(back))['id'], back.id);
});

test('moves as many as there is place for, names the others, and each goes back to whom it came from', async () => {
  const one = await addDevices(2);
  const two = await addDevices(2, {}, { deviceLimit: 2 });
  const { id: target } = await addTestCustomer(api, { deviceLimit: 3 });
  const all = [...one, ...two];
  const sent = { action: 'move', customerId: target, selection: { ids: idsOf(all) } };
  const done = await doBulk(api, sent);
  assert.deepEqual(done['outcomes'], { changed: 3, left: 1 });
  assert.match((await rowsOf(api, done, 'left'))[0] ?? '', /has 3 of 3 devices/);
  assert.equal(done['fields']?.['customerId'], target);
  const [first, second, third] = all;
  assert.ok(first && second && third);
  await api.call('DELETE', `/devices/${first.id}`);
  // The place at the holder of before is given to another meanwhile.
  serial += 1;
  await api.call('POST', `/customers/${third.customerId}/devices`, { mac: serial.toString(16) });
  const undone = await undoBulk(api, done);
  assert.deepEqual(undone['outcomes'], { undone: 1, left: 1, 'not-undone': 2 });
  assert.deepEqual(await rowsOf(api, undone, 'not-undone'), [
    `${first.mac} not-undone It was removed since.`,
    `${third.mac} not-undone Its place was taken since: the device limit of its holder of before is reached.`,
  ]);
  assert.equal((await deviceOf(second))['customerId'], second.customerId);
});

test('blocks, leaves what is blocked already as it is, and unblocks only what it had blocked', async () => {
  const [already, freed, anew] = await addDevices(3);
  assert.ok(already && freed && anew);
  await api.call('POST', '/blocked-macs', { mac: already.mac, reason: 'Stolen' });
  const selection = { ids: idsOf([already, freed, anew]) };
  const done = await doBulk(api, { action: 'block', reason: 'Flood', selection });
  assert.deepEqual(done['outcomes'], { changed: 2, nothing: 1 });
  assert.equal((await deviceOf(anew))['blocked'], true);
  await api.call('DELETE', `/blocked-macs/${anew.mac}`);
  await api.call('POST', '/blocked-macs', { mac: anew.mac, reason: 'Once more' });
  const undone = await undoBulk(api, done);
  assert.deepEqual(undone['outcomes'], { undone: 1, nothing: 1, 'not-undone': 1 });
  assert.deepEqual(
    [
      (await deviceOf(already))['blocked'],
      (await deviceOf(freed))['blocked'],
      (await deviceOf(anew))['blocked'],
    ],
    [true, false, true],
  );
});

test('undoing a label leaves what somebody has called otherwise since', async () => {
  const [one, two] = await addDevices(2, { type: 'Phone' });
  assert.ok(one && two);
  const done = await doBulk(api, { action: 'type', type: 'TV', selection: { ids: idsOf([one, two]) } });
  await api.call('PATCH', `/devices/${two.id}`, { type: 'Camera' });
  const undone = await undoBulk(api, done);
  assert.deepEqual(undone['outcomes'], { undone: 1, 'not-undone': 1 });
  assert.deepEqual([(await deviceOf(one))['type'], (await deviceOf(two))['type']], ['Phone', 'Camera']);
  assert.equal(
    (await api.call('POST', `/bulk-actions/${done['id']}/undo`)).body['error']?.['code'],
    'bulk-not-ready',
  );
});

test('two bulk actions over the same devices both end, and each device is as one of them left it', async () => {
  const devices = await addDevices(12);
  const ids = idsOf(devices);
  const [labelled, removed, blocked] = await Promise.all([
    doBulk(api, { action: 'label', label: 'Together', selection: { ids } }),
    doBulk(api, { action: 'remove', selection: { ids: ids.toReversed() } }),
    doBulk(api, { action: 'block', selection: { ids } }),
  ]);
  assert.deepEqual(removed['outcomes'], { changed: 12 });
  const count = (action: Json, outcome: string) => Number(action['outcomes']?.[outcome] ?? 0);
  assert.equal(count(labelled, 'changed') + count(labelled, 'left'), 12);
  assert.equal(count(blocked, 'changed') + count(blocked, 'left'), 12);
  await undoBulk(api, removed);
  const labels = await Promise.all(devices.map(async (one) => (await deviceOf(one))['label']));
  assert.equal(labels.filter((label) => String(label) === 'Together').length, count(labelled, 'changed'));
});

test('two clicks at once are one bulk action', async () => {
  const ids = idsOf(await addDevices(3));
  const send = () =>
    api.call('POST', '/devices/bulk', { action: 'label', label: 'Twice', selection: { ids } });
  const answers = await Promise.all([send(), send(), send()]);
  assert.equal(new Set(answers.map(({ body }) => body['id'])).size, 1);
  const done = await settled(api, answers[0]?.body ?? ({} as Json));
  assert.deepEqual(done['outcomes'], { changed: 3 });
  assert.equal((await send()).body['id'], done['id']);
});

test('does nothing where more match than were shown, where nothing does, or for who may not', async () => {
  const [one] = await addDevices(2, { label: 'Counted' });
  assert.ok(one);
  const selection = { filter: { customerId: one.customerId } };
  const grown = await api.call('POST', '/devices/bulk', { action: 'remove', selection, expected: 1 });
  assert.equal(grown.status, 409);
  assert.match(grown.text, /2 match by now, where 1 were shown/);
  const none = { action: 'remove', selection: { filter: { ...selection.filter, search: 'no such thing' } } };
  assert.equal((await api.call('POST', '/devices/bulk', none)).status, 422);
  const nobody = { action: 'move', customerId: '999999', selection };
  assert.equal((await api.call('POST', '/devices/bulk', nobody)).status, 404);
  const misspelt = { action: 'remove', selection: { filter: { custmerId: one.customerId } } };
  assert.equal((await api.call('POST', '/devices/bulk', misspelt)).status, 400);
  const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
  assert.equal(
    (await api.call('POST', '/devices/bulk', { action: 'remove', selection }, headers)).status,
    403,
  );
  assert.equal((await deviceOf(one))['label'], 'Counted');
});

test('stopped, it leaves the rest, and what was done can be undone', async () => {
  const devices = await addDevices(3);
  const [first] = devices;
  assert.ok(first);
  const letGo = await hold(first);
  const { body } = await api.call('POST', '/devices/bulk', {
    action: 'remove',
    selection: { ids: idsOf(devices) },
  });
  const stopping = api.call('POST', `/bulk-actions/${body['id']}/stop`);
  await letGo();
  const stopped = await stopping;
  // Whoever came first: the part that was under way is finished, or nothing was begun.
  assert.ok(stopped.status === 202 || stopped.status === 409, stopped.text);
  const ended = await settled(api, body);
  const changed = Number(ended['outcomes']?.['changed'] ?? 0);
  assert.ok(changed === 3 || changed === 0, JSON.stringify(ended));
  assert.equal((await undoBulk(api, ended))['state'], 'undone');
  assert.equal((await deviceOf(first))['id'], first.id);
});

test('another process goes on where one has ended, and does nothing twice', async () => {
  const devices = await addDevices(4, { label: 'Old' });
  const done = await doBulk(api, { action: 'label', label: 'New', selection: { ids: idsOf(devices) } });
  const [, , third] = devices;
  assert.ok(third);
  const { pool } = api.database;
  // As it stands when the process is killed after its first part.
  await pool.query(
    `update bulk_actions set state = 'working', done_count = 2, worked_until = now() + interval '1 hour' where id = $1`,
    [done['id']],
  );
  await pool.query(
    `update bulk_action_rows set outcome = null, undo = null where bulk_action_id = $1 and device_id >= $2`,
    [done['id'], third.id],
  );
  await pool.query(`update devices set label = 'Old' where id >= $1`, [third.id]);
  await workAtBulkActions(api.parts);
  assert.equal((await api.call('GET', `/bulk-actions/${done['id']}`)).body['state'], 'working');
  await pool.query(`update bulk_actions set worked_until = now() - interval '1 second' where id = $1`, [
    done['id'],
  ]);
  await workAtBulkActions(api.parts);
  const ended = await settled(api, done);
  assert.deepEqual([ended['state'], ended['done'], ended['outcomes']], ['done', 4, { changed: 4 }]);
  const { rows } = await pool.query(
    `select count(*) as count from audit_log where action = 'devices.change' and subject_id = any($1)`,
    [idsOf(devices)],
  );
  assert.equal(rows[0].count, 6);
});
