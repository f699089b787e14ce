import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

test('a MAC is blocked in any format, with the reason, and the list says whose device it is', async () => {
  const customer = await addTestCustomer(api, { name: 'Rahima Akter' });
  const mac = 'C4:E9:84:00:03:01';
  const device = await api.call('POST', `/customers/${customer['id']}/devices`, {
    mac,
    label: 'Home Router',
  });
  const blocked = await api.call('POST', '/blocked-macs', { mac: 'c4e9.8400.0301', reason: ' Stolen ' });
  assert.equal(blocked.status, 201, blocked.text);
  const { before, ...listed } = blocked.body;
  const { blockedAt, ...rest } = listed;
  assert.equal(before, null);
  assert.match(String(blockedAt), /Z$/);
  assert.deepEqual(rest, {
    mac,
    vendor: 'TP-Link Technologies',
    private: false,
    reason: 'Stolen',
    blockedBy: 'Test token',
    holder: {
      deviceId: device.body['id'],
      customerId: customer['id'],
      customerName: 'Rahima Akter',
      label: 'Home Router',
    },
  });
  assert.equal((await api.call('GET', `/devices/${device.body['id']}`)).body['blocked'], true);
  for (const search of ['0003', 'stolen', 'rahima', '84:00:03']) {
    const found = await api.call('GET', `/blocked-macs?count=true&search=${encodeURIComponent(search)}`);
    assert.deepEqual([found.body['items'], found.body['total']], [[listed], 1], search);
  }
  assert.deepEqual((await api.call('GET', '/blocked-macs?search=nobody')).body['items'], []);
});

test('blocking again changes the reason alone, and tells the one before, which undoes it', async () => {
  const block = async (reason: string) =>
    (await api.call('POST', '/blocked-macs', { mac: 'C4:E9:84:00:03:77', reason })).body;
  const first = await block('Stolen');
  const second = await block('Broken');
  assert.deepEqual([second['before'], second['reason']], [{ reason: 'Stolen' }, 'Broken']);
  assert.deepEqual([second['blockedAt'], second['blockedBy']], [first['blockedAt'], first['blockedBy']]);
  const back = await block('Stolen');
  assert.deepEqual({ ...back, before: null }, first);
  await api.call('DELETE', '/blocked-macs/C4:E9:84:00:03:77');
});

test('unblocking takes it off the list, and both stand in the audit log', async () => {
  const mac = 'C4:E9:84:00:03:02';
  await api.call('POST', '/blocked-macs', { mac });
  assert.equal((await api.call('DELETE', '/blocked-macs/c4-e9-84-00-03-02')).status, 204);
  assert.equal((await api.call('DELETE', `/blocked-macs/${mac}`)).status, 404);
  assert.equal((await api.call('DELETE', '/blocked-macs/hello')).status, 404);
  const audit = await api.database.db
    .selectFrom('audit_log')
    .select('action')
    .where('subject_kind', '=', 'mac')
    .where('subject_id', '=', mac)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['blocked-macs.add', 'blocked-macs.remove'],
  );
});

test('undoing that it was unblocked leaves it blocked by whoever had done it, since then and for their reason', async () => {
  const mac = 'C4:E9:84:00:03:55';
  const others = { Authorization: `Bearer ${await api.token('manager', 'Sadia')}` };
  const blocked = await api.call('POST', '/blocked-macs', { mac, reason: 'Stolen' }, others);
  const undo = () => api.call('POST', `/blocked-macs/${mac}/undo-unblock`);
  assert.equal((await undo()).status, 404, 'nothing was unblocked');
  await api.call('DELETE', `/blocked-macs/${mac}`);
  const undone = await undo();
  assert.equal(undone.status, 200, undone.text);
  assert.deepEqual({ ...undone.body, before: null }, blocked.body);
  assert.equal(undone.body['blockedBy'], 'Sadia');
  assert.equal((await undo()).status, 409, 'it is blocked');
  await api.call('DELETE', `/blocked-macs/${mac}`);
  await api.call('POST', '/blocked-macs', { mac, reason: 'Broken' });
  assert.equal((await undo()).body['error']?.['code'], 'changed-since');
  assert.equal((await api.call('POST', '/blocked-macs/hello/undo-unblock')).status, 404);
  await api.call('DELETE', `/blocked-macs/${mac}`);
});

test('two who undo an unblocking at once leave one block, and the second of them hears of it', async () => {
  const mac = 'C4:E9:84:00:03:56';
  await api.call('POST', '/blocked-macs', { mac, reason: 'Stolen' });
  await api.call('DELETE', `/blocked-macs/${mac}`);
  const undo = () => api.call('POST', `/blocked-macs/${mac}/undo-unblock`);
  const answers = await Promise.all([undo(), undo(), undo()]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
  await api.call('DELETE', `/blocked-macs/${mac}`);
});

test('the list goes on page by page, in both orders', async () => {
  for (let i = 10; i < 17; i++) await api.call('POST', '/blocked-macs', { mac: `C4:E9:84:00:04:${i}` });
  for (const sort of ['mac', '-mac', 'blockedAt', '-blockedAt']) {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await api.call('GET', `/blocked-macs?limit=3&sort=${sort}&search=000410&cursor=${cursor}`);
      assert.equal(page.status, 200, page.text);
      cursor = String(page.body['nextCursor'] ?? '');
    } while (cursor !== '');
    do {
      const page = await api.call('GET', `/blocked-macs?limit=3&sort=${sort}&search=840004&cursor=${cursor}`);
      seen.push(...(page.body['items'] as unknown as { mac: string }[]).map((item) => item.mac));
      cursor = String(page.body['nextCursor'] ?? '');
    } while (cursor !== '');
    assert.equal(new Set(seen).size, 7, sort);
  }
});

test('what is no device’s MAC is not blocked', async () => {
  assert.equal((await api.call('POST', '/blocked-macs', { mac: 'all of them' })).status, 422);
});
