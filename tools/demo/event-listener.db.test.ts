import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type HookHouse, openHookHouse } from '@gatehouse/server/webhooks/testing/hook-house';
import { startEventListener } from './event-listener.ts';

let house: HookHouse;
before(async () => {
  house = await openHookHouse();
});
after(() => house?.close());

test('the demo’s programs are there once, lead to where they listen now, and answer: one always, one now and then', async () => {
  const { api } = house;
  const parts = { db: api.database.db, secretBox: api.parts.secretBox };
  const first = await startEventListener();
  await first.takeOver(parts);
  first.close();
  const second = await startEventListener();
  await second.takeOver(parts);
  const { body } = await api.call('GET', '/webhooks');
  const hooks = body['items'] as unknown as { id: string; name: string }[];
  assert.deepEqual(
    hooks.map(({ name }) => name),
    ['Billing', 'Customer desk'],
  );
  const test = async (index: number) =>
    (await api.call('POST', `/webhooks/${hooks[index]?.id}/test`)).body['lastStatus'] as unknown;
  assert.equal(await test(1), 202);
  assert.deepEqual([await test(0), await test(0), await test(0)], [503, 503, 200]);
  second.close();
});
