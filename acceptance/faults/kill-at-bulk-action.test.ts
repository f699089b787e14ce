import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { killWhileWorking } from './kill-while-working.ts';

/** The process that removes many devices at once is killed in the middle, again and again: in the end each is done once. */
const DEVICES = sized(6000, 60_000);
const KILLS = sized(2, 8);

let house: FaultHouse;
let nas: TestNas;
before(async () => {
  house = await openFaultHouse();
  nas = await playNas({ id: '', ...house.nas, server: house.gatehouse, tries: 1, timeoutMs: 2000 });
});
after(async () => {
  await nas?.close();
  await house?.stop();
});

const { ask, count, killWhile, settled } = killWhileWorking(
  () => house.gatehouse,
  () => house.gatehouse.api(),
);
const APART_MS = { min: 100, max: 500 };

test('kill -9 while many devices are removed, and while they are brought back: each once, and in force', async () => {
  const lines = ['username,password,macs,macBinding'];
  for (let i = 0; i < DEVICES; i++)
    lines.push(`many.${i},x-password,${(0xc8e9_8400_0000 + i).toString(16)},strict`);
  const begun = await ask('POST', '/import-batches', { kind: 'customers', text: lines.join('\n') });
  const batch = `/import-batches/${String(begun.body['id'])}`;
  await ask('POST', `${batch}/check`, {});
  await settled(batch);
  await ask('POST', `${batch}/apply`, { mode: 'good-rows' });
  assert.deepEqual((await settled(batch))['outcomes'], { applied: DEVICES });
  const mac = (0xc8e9_8400_0000 + DEVICES - 1).toString(16);
  const last = { username: `many.${DEVICES - 1}`, password: 'x-password', callingStationId: mac };
  assert.equal(await nas.logIn(last), 'Access-Accept');

  const { body } = await ask('POST', '/devices/bulk', {
    action: 'remove',
    selection: { filter: { source: 'import' } },
    expected: DEVICES,
  });
  const action = `/bulk-actions/${String(body['id'])}`;
  await killWhile(action, 'working', KILLS, APART_MS);
  const done = await settled(action);
  assert.deepEqual([done['state'], done['outcomes'], done['done']], ['done', { changed: DEVICES }, DEVICES]);
  assert.equal(await nas.logIn(last), 'Access-Reject');
  assert.equal(await count(`from devices where source = 'import'`), 0);
  assert.equal(await count(`from removed_devices where source = 'import'`), DEVICES);
  assert.equal(await count(`from audit_log where action = 'devices.remove'`), DEVICES);

  await ask('POST', `${action}/undo`);
  await killWhile(action, 'undoing', KILLS, APART_MS);
  const undone = await settled(action);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: DEVICES }]);
  assert.equal(await count(`from devices where source = 'import'`), DEVICES);
  assert.equal(await count(`from removed_devices where source = 'import'`), 0);
  assert.equal(await count(`from audit_log where action = 'devices.restore'`), DEVICES);
  assert.equal(await nas.logIn(last), 'Access-Accept');
});
