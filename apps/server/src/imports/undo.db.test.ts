import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { applyFile, checkFile, rowsOf, undoFile } from './testing/run-import.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
  const fields = { name: 'Home 20', kind: 'pppoe', validitySeconds: 86_400 };
  await api.call('POST', '/service-packages', fields);
  await api.call('POST', '/service-packages', { ...fields, name: 'Home 50' });
});
after(() => api.close());

const found = async (path: string, search: string) =>
  (await api.call('GET', `${path}?search=${encodeURIComponent(search)}`)).body['items']?.['0'];

async function importAll(kind: 'customers' | 'devices', lines: string[], options = {}): Promise<Json> {
  return applyFile(api, await checkFile(api, kind, lines, options));
}

/** All that an import could have touched. */
async function everything(): Promise<unknown> {
  const { db } = api.database;
  const tables = ['customers', 'devices', 'subscriptions', 'removed_devices'] as const;
  return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().orderBy('id').execute()));
}

test('undoes a whole import: everything is as it was before, to the last column', async () => {
  const one = await addTestCustomer(api, {
    username: 'was.one',
    name: 'One',
    phone: '0171',
    servicePackageId: '1',
  });
  const two = await addTestCustomer(api, { username: 'was.two', name: 'Two', deviceLimit: 3 });
  const device = await api.call('POST', `/customers/${two['id']}/devices`, {
    mac: 'c4e984000a01',
    label: 'Box',
  });
  const gone = await api.call('POST', `/customers/${two['id']}/devices`, { mac: 'c4e984000a02' });
  await api.call('DELETE', `/devices/${gone.body['id']}`);
  await api.call('PATCH', `/devices/${device.body['id']}`, { type: 'Router' });
  const before = await everything();
  const applied = await importAll(
    'customers',
    [
      'username,password,name,package,macs,label,phone,deviceLimit',
      'was.one,new-password,First,Home 50,c4e984000a01,Moved,,2',
      'was.two,,,,c4e984000a02,,0180,',
      'is.new,x-password,New,Home 20,c4e984000a03,,,',
    ],
    { moveDevices: true },
  );
  assert.deepEqual(applied['outcomes'], { applied: 3 });
  assert.equal((await found('/devices', 'c4e984000a01'))?.['username'], 'was.one');
  const undone = await undoFile(api, applied);
  assert.equal(undone['state'], 'undone');
  assert.deepEqual(undone['outcomes'], { undone: 3 });
  assert.deepEqual(await everything(), before);
  assert.equal((await api.call('GET', `/customers/${one['id']}`)).body['name'], 'One');
  const again = await api.call('POST', `/import-batches/${applied['id']}/undo`);
  assert.equal(again.status, 409);
});

test('leaves what others have changed since, names it, and undoes the rest', async () => {
  const owner = await addTestCustomer(api, { username: 'an.owner', deviceLimit: 9 });
  const lines = ['username,password,name,package,macs,deviceLimit'];
  for (let i = 1; i <= 9; i++) lines.push(`row.${i},x-password,Row ${i},Home 20,c4e984000b0${i},5`);
  const applied = await importAll('customers', lines);
  assert.deepEqual(applied['outcomes'], { applied: 9 });
  const customer = async (i: number) => (await found('/customers', `row.${i}`)) ?? ({} as Json);
  const device = async (i: number) => (await found('/devices', `c4e984000b0${i}`)) ?? ({} as Json);
  await api.call('PATCH', `/customers/${(await customer(1))['id']}`, { name: 'Renamed' });
  await api.call('PATCH', `/customers/${(await customer(2))['id']}`, { password: 'another-password' });
  await api.call('POST', `/devices/${(await device(3))['id']}/move`, { customerId: owner['id'] });
  await api.call('DELETE', `/devices/${(await device(4))['id']}`);
  await api.call('POST', `/customers/${(await customer(5))['id']}/devices`, { mac: 'c4e984000bff' });
  await api.call('PATCH', `/customers/${(await customer(6))['id']}`, { servicePackageId: '2' });
  await api.call('PATCH', `/devices/${(await device(7))['id']}`, { label: 'Mine' });
  await api.call('POST', `/devices/${(await device(9))['id']}/notes`, { text: 'Stands in the attic' });
  const undone = await undoFile(api, applied);
  assert.deepEqual(undone['outcomes'], { left: 8, undone: 1 });
  const left = await rowsOf(api, applied, '&outcome=left');
  assert.deepEqual(
    left.map(({ sentence }) => sentence),
    [
      'The name was changed since.',
      'The password was changed since.',
      'C4:E9:84:00:0B:03 was moved since.',
      'C4:E9:84:00:0B:04 was removed since.',
      'The customer has another device since.',
      'The package was changed since.',
      'C4:E9:84:00:0B:07 was labelled otherwise since.',
      'A note was written about C4:E9:84:00:0B:09 since.',
    ],
  );
  assert.equal(await found('/customers', 'row.8'), undefined);
  assert.equal(await found('/devices', 'c4e984000b08'), undefined);
});

test('leaves a customer whom something that came since needs', async () => {
  const applied = await importAll('customers', [
    'username,password',
    'is.needed,x-password',
    'has.not,x-password',
  ]);
  const customer = await found('/customers', 'is.needed');
  await api.database.db
    .insertInto('removed_devices')
    .values({
      id: 999_001,
      customer_id: Number(customer?.['id']),
      mac: 'c4:e9:84:00:0c:01',
      source: 'operator',
      added_by: 'x',
      added_at: new Date(),
      over_limit: false,
      zone_ids: [],
      removed_by: 'x',
    } as never)
    .execute();
  const undone = await undoFile(api, applied);
  assert.deepEqual(undone['outcomes'], { left: 1, undone: 1 });
  assert.ok(await found('/customers', 'is.needed'));
});

test('closes the swap window of a device that it takes away', async () => {
  const customer = await addTestCustomer(api, { username: 'has.window', deviceLimit: 3 });
  const applied = await importAll('devices', ['username,mac', 'has.window,c4e984000d01']);
  const device = await found('/devices', 'c4e984000d01');
  const path = `/customers/${customer['id']}/swap-window`;
  const opened = await api.call('POST', path, { deviceId: device?.['id'] });
  assert.ok(opened.status < 300, opened.text);
  await undoFile(api, applied);
  const open = await api.database.pool.query('select from swap_windows where closed_at is null');
  assert.equal(open.rowCount, 0);
  const actions = await api.database.db
    .selectFrom('audit_log')
    .select('action')
    .where('subject_kind', '=', 'device')
    .where('subject_id', '=', String(device?.['id']))
    .orderBy('id')
    .execute();
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['devices.add', 'devices.remove'],
  );
});

test('writes the undoing on the record, with who did it', async () => {
  const applied = await importAll('customers', ['username,password', 'on.record,x-password']);
  await undoFile(api, applied);
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select(['action', 'actor_name', 'after'])
    .where('subject_kind', '=', 'import')
    .where('subject_id', '=', String(applied['id']))
    .orderBy('id')
    .execute();
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['imports.begin', 'imports.begin-applying', 'imports.apply', 'imports.begin-undoing', 'imports.undo'],
  );
  assert.ok(rows.every(({ actor_name }) => actor_name === 'Test token'));
});
