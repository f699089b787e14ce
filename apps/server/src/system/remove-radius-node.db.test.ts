import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

async function addNode(name: string, heartbeatAt: Date): Promise<string> {
  const id = randomUUID();
  const row = { id, name, started_at: heartbeatAt, heartbeat_at: heartbeatAt };
  await api.database.db.insertInto('radius_nodes').values(row).execute();
  return id;
}

test('a process that is gone for good is taken off the list, and changes no longer wait for it', async () => {
  const id = await addNode('old-host', new Date(Date.now() - 60_000));
  const waiting = await api.call('POST', '/hotspot-zones', { name: 'Harbour', ssid: 'Harbour' });
  assert.equal(waiting.status, 202);
  assert.deepEqual(waiting.body['pendingNodes'], ['old-host']);

  assert.equal((await api.call('DELETE', `/radius-nodes/${id}`)).status, 204);

  assert.equal((await api.call('POST', '/hotspot-zones', { name: 'Market', ssid: 'Market' })).status, 201);
  const audit = await api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('subject_id', '=', id)
    .execute();
  assert.equal(audit.length, 1);
});

test('one that is alive stays on the list', async () => {
  const id = await addNode('new-host', new Date());
  const answer = await api.call('DELETE', `/radius-nodes/${id}`);
  assert.equal(answer.status, 409);
  assert.match(answer.text, /new-host is alive/);
});

test('what is no id of a process is not found', async () => {
  assert.equal((await api.call('DELETE', '/radius-nodes/1')).status, 404);
  assert.equal((await api.call('DELETE', `/radius-nodes/${randomUUID()}`)).status, 404);
});
