import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { limitReached } from './limit-reached.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

test('at the device limit a new phone is told so, unless a swap window holds a place for it', async () => {
  const customer = await addTestCustomer(api, { kind: 'hotspot' });
  const id = Number(customer['id']);
  const { db } = api.database;
  assert.equal(await limitReached(db, id, '9A:3B:00:00:00:02'), null);
  await api.call('POST', `/customers/${id}/devices`, { mac: '9A:3B:00:00:00:01' });
  assert.equal(await limitReached(db, id, '9A:3B:00:00:00:02'), 1);
  assert.equal(await limitReached(db, id, '9A:3B:00:00:00:01'), null);
  await api.call('POST', `/customers/${id}/swap-window`, {});
  assert.equal(await limitReached(db, id, '9A:3B:00:00:00:02'), null);
  await api.call('DELETE', `/customers/${id}/swap-window`);
  assert.equal(await limitReached(db, id, '9A:3B:00:00:00:02'), 1);
});
