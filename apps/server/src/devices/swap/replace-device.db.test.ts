import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0;
const freshMac = () => `C4:E9:84:00:02:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;

async function addDevice(customerId: unknown, mac: string, more: Record<string, unknown> = {}) {
  const added = await api.call('POST', `/customers/${customerId}/devices`, { mac, ...more });
  assert.equal(added.status, 201, added.text);
  return added.body;
}

const auditOf = (action: string, subjectId: unknown) =>
  api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', action)
    .where('subject_id', '=', String(subjectId))
    .execute();

test('a replaced device keeps id, label, type and "added by", and has the MAC of the other one, in any format', async () => {
  const customer = await addTestCustomer(api);
  const [old, fresh] = [freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old, { label: 'Home Router', type: 'Router' });
  const typed = fresh.replaceAll(':', '').toLowerCase();
  const replaced = await api.call('POST', `/devices/${device['id']}/replace`, { mac: typed });
  assert.equal(replaced.status, 200, replaced.text);
  assert.deepEqual(replaced.body, { ...device, mac: fresh });
  const [entry] = await auditOf('devices.replace', device['id']);
  assert.deepEqual(entry?.before, { ...(entry?.before as object), mac: old });
  assert.deepEqual(entry?.after, { ...(entry?.after as object), mac: fresh });
});

test('undoing brings back the old MAC, and nothing sticks to either', async () => {
  const customer = await addTestCustomer(api);
  const [old, fresh] = [freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old);
  await api.call('POST', `/devices/${device['id']}/replace`, { mac: fresh });
  const removed = () =>
    api.database.db
      .selectFrom('removed_devices')
      .select('mac')
      .where('customer_id', '=', Number(customer['id']))
      .execute();
  assert.deepEqual(await removed(), [{ mac: old.toLowerCase() }]);
  const undone = await api.call('POST', `/devices/${device['id']}/undo-replace`);
  assert.deepEqual([undone.status, undone.body], [200, device]);
  assert.deepEqual(await removed(), []);
  const again = await api.call('POST', `/devices/${device['id']}/undo-replace`);
  assert.equal(again.status, 404);
});

test('a blocked MAC takes nobody’s place: who blocked it and why is said, and once it is unblocked it does', async () => {
  const customer = await addTestCustomer(api);
  const [old, stolen] = [freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old);
  await api.call('POST', '/blocked-macs', { mac: stolen, reason: 'Stolen' });
  const refused = await api.call('POST', `/devices/${device['id']}/replace`, { mac: stolen });
  assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'mac-blocked']);
  assert.match(
    String(refused.body['error']?.['message']),
    /blocked by Test token \(Stolen\).*Unblock it first/,
  );
  assert.equal((await api.call('GET', `/devices/${device['id']}`)).body['mac'], old);
  await api.call('DELETE', `/blocked-macs/${stolen}`);
  const replaced = await api.call('POST', `/devices/${device['id']}/replace`, { mac: stolen });
  assert.equal(replaced.body['mac'], stolen, replaced.text);
});

test('undoing leaves what somebody else replaced it by since', async () => {
  const customer = await addTestCustomer(api);
  const [old, mine, theirs] = [freshMac(), freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old);
  const path = `/devices/${device['id']}`;
  await api.call('POST', `${path}/replace`, { mac: mine });
  await api.call('POST', `${path}/replace`, { mac: theirs });
  const late = await api.call('POST', `${path}/undo-replace?mac=${mine}`);
  assert.equal(late.status, 404);
  assert.match(late.text, /has been replaced again since/);
  const undone = await api.call('POST', `${path}/undo-replace?mac=${theirs}`);
  assert.deepEqual([undone.status, undone.body['mac']], [200, mine]);
});

test('a MAC that somebody has is refused with the holder’s name; taken over, undoing gives it back to them', async () => {
  const [customer, karim] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'Karim Uddin' })];
  const [old, his] = [freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old);
  const theirs = await addDevice(karim['id'], his, { label: 'Shop Router' });
  const refused = await api.call('POST', `/devices/${device['id']}/replace`, { mac: his });
  assert.equal(refused.body['error']?.['code'], 'device-already-registered');
  assert.match(refused.text, /Karim Uddin/);
  const taken = await api.call('POST', `/devices/${device['id']}/replace`, { mac: his, overHolder: true });
  assert.equal(taken.body['mac'], his);
  assert.equal((await api.call('GET', `/devices/${theirs['id']}`)).status, 404);
  assert.equal((await auditOf('devices.remove', theirs['id'])).length, 1);
  assert.equal((await api.call('POST', `/devices/${device['id']}/undo-replace`)).body['mac'], old);
  assert.deepEqual((await api.call('GET', `/devices/${theirs['id']}`)).body, theirs);
});

test('undoing after somebody registered the old MAC is refused, and names them', async () => {
  const [customer, karim] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'Karim Uddin' })];
  const [old, fresh] = [freshMac(), freshMac()];
  const device = await addDevice(customer['id'], old);
  await api.call('POST', `/devices/${device['id']}/replace`, { mac: fresh });
  await addDevice(karim['id'], old);
  const undone = await api.call('POST', `/devices/${device['id']}/undo-replace`);
  assert.equal(undone.status, 409);
  assert.match(undone.text, /Karim Uddin/);
  assert.equal((await api.call('GET', `/devices/${device['id']}`)).body['mac'], fresh);
});

test('what is no device’s MAC replaces nothing', async () => {
  const customer = await addTestCustomer(api);
  const device = await addDevice(customer['id'], freshMac());
  for (const mac of ['hello', 'ff:ff:ff:ff:ff:ff']) {
    assert.equal((await api.call('POST', `/devices/${device['id']}/replace`, { mac })).status, 422);
  }
  assert.equal((await api.call('POST', '/devices/999999/replace', { mac: freshMac() })).status, 404);
});

test('two customers who take each other’s device at once do not lock each other out', async () => {
  const [a, b] = [await addTestCustomer(api), await addTestCustomer(api)];
  const [macA, macB] = [freshMac(), freshMac()];
  const [deviceA, deviceB] = [await addDevice(a['id'], macA), await addDevice(b['id'], macB)];
  const answers = await Promise.all([
    api.call('POST', `/devices/${deviceA['id']}/replace`, { mac: macB, overHolder: true }),
    api.call('POST', `/devices/${deviceB['id']}/replace`, { mac: macA, overHolder: true }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404]);
});

test('a swap window stands at its customer, gives way to the next one, closes and opens again', async () => {
  const customer = await addTestCustomer(api);
  const device = await addDevice(customer['id'], freshMac(), { label: 'Home Router' });
  const path = `/customers/${customer['id']}/swap-window`;
  assert.deepEqual((await api.call('GET', path)).body, { swapWindow: null });
  const opened = await api.call('POST', path, { deviceId: device['id'] });
  assert.equal(opened.status, 201, opened.text);
  const minutes =
    (Date.parse(String(opened.body['endsAt'])) - Date.parse(String(opened.body['openedAt']))) / 60_000;
  assert.equal(minutes, 10);
  assert.equal(opened.body['deviceName'], 'Home Router');
  const shown = await api.call('GET', `/customers/${customer['id']}`);
  assert.deepEqual(shown.body['swapWindow'], opened.body);
  const longer = await api.call('POST', path, { minutes: 60 });
  assert.equal(longer.body['deviceId'], null);
  assert.equal((await api.call('DELETE', path)).status, 204);
  assert.equal((await api.call('DELETE', path)).status, 404);
  assert.equal((await api.call('GET', `/customers/${customer['id']}`)).body['swapWindow'], null);
  const again = await api.call('POST', `${path}/reopen`);
  assert.deepEqual(again.body, longer.body);
  for (const [action, count] of [
    ['swap-windows.open', 2],
    ['swap-windows.close', 1],
    ['swap-windows.reopen', 1],
  ] as const)
    assert.equal((await auditOf(action, customer['id'])).length, count, action);
});

test('undoing the opening of a window closes that one alone, and the one that had given way is open again', async () => {
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/swap-window`;
  const open = async (minutes: number) => (await api.call('POST', path, { minutes })).body;
  const undoOpen = (window: Json) => api.call('POST', `${path}/undo-open`, { windowId: window['id'] });
  const first = await open(60);
  const second = await open(10);
  const late = await undoOpen(first);
  assert.equal(late.status, 409, late.text);
  assert.match(late.text, /Somebody has opened another/);
  assert.deepEqual((await api.call('GET', path)).body['swapWindow'], second);
  assert.equal((await undoOpen(second)).status, 204);
  assert.deepEqual((await api.call('GET', path)).body['swapWindow'], first);
  assert.deepEqual((await api.call('GET', `/customers/${customer['id']}`)).body['swapWindow'], first);
  assert.equal((await undoOpen(second)).status, 409, 'another one is open');
  assert.equal((await undoOpen(first)).status, 204);
  assert.equal((await undoOpen(first)).status, 404);
});

test('closing and opening again mean the window that was shown, not one that somebody has opened since', async () => {
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/swap-window`;
  const { body: shown } = await api.call('POST', path, {});
  const { body: theirs } = await api.call('POST', path, { minutes: 60 });
  assert.equal((await api.call('DELETE', `${path}?windowId=${shown['id']}`)).status, 409);
  assert.equal((await api.call('DELETE', `${path}?windowId=${theirs['id']}`)).status, 204);
  assert.equal((await api.call('POST', `${path}/reopen?windowId=${shown['id']}`)).status, 409);
  const again = await api.call('POST', `${path}/reopen?windowId=${theirs['id']}`);
  assert.deepEqual([again.status, again.body['endsAt']], [200, theirs['endsAt']]);
  assert.deepEqual((await api.call('POST', `${path}/reopen`)).body, again.body, 'twice is once');
});

test('undoing the opening of a window in which a device has taken the place says which, and where that is undone', async () => {
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/swap-window`;
  const { body: opened } = await api.call('POST', path, {});
  await api.database.pool.query('update swap_windows set used_at = now(), used_mac = $2 where id = $1', [
    opened['id'],
    'c4:e9:84:77:01:9c',
  ]);
  const late = await api.call('POST', `${path}/undo-open`, { windowId: opened['id'] });
  assert.equal(late.status, 409);
  assert.match(late.text, /C4:E9:84:77:01:9C has taken the place.*Undo that at the device/);
});

test('a swap window is of 1 to 1440 minutes, for a device of this customer, and is over when that device is removed', async () => {
  const [customer, other] = [await addTestCustomer(api), await addTestCustomer(api)];
  const path = `/customers/${customer['id']}/swap-window`;
  for (const minutes of [0, 1441, 2.5]) assert.equal((await api.call('POST', path, { minutes })).status, 400);
  const theirs = await addDevice(other['id'], freshMac());
  assert.equal((await api.call('POST', path, { deviceId: theirs['id'] })).status, 404);
  const device = await addDevice(customer['id'], freshMac());
  await api.call('POST', path, { deviceId: device['id'] });
  await api.call('DELETE', `/devices/${device['id']}`);
  assert.equal((await api.call('GET', path)).body['swapWindow']?.['open'], false);
});
