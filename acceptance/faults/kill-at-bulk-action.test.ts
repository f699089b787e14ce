import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/server/db/open-database';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import type { ApiAnswer } from '../api-client.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase, trySignal, webProcess } from './product-processes.ts';

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

async function ask(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  // While the web process is away nobody answers.
  for (const until = Date.now() + 60_000; ; await pause(100)) {
    try {
      const answer = await (await house.gatehouse.api()).ask(method, path, body);
      if (answer.status < 500) return answer;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

async function settled(path: string): Promise<Record<string, unknown>> {
  for (const until = Date.now() + 240_000; Date.now() < until; await pause(100)) {
    const { body } = await ask('GET', path);
    if (!String(body['state']).endsWith('ing')) return body;
  }
  assert.fail(`it does not end:\n${house.gatehouse.output().slice(-2000)}`);
}

/** Kills the process that works, at any moment, then lets it come back. */
async function killRepeatedly(path: string, state: string): Promise<void> {
  for (let time = 0; time < KILLS; time++) {
    await pause(100 + Math.random() * 400);
    if ((await ask('GET', path)).body['state'] !== state) return;
    const web = await webProcess(house.gatehouse.pid);
    if (web !== null) trySignal(web, 'SIGKILL');
  }
}

async function inDatabase<T>(work: (query: (text: string) => Promise<number>) => Promise<T>): Promise<T> {
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 1 });
  try {
    return await work(async (text) => {
      const { rows } = await pool.query<{ count: number }>(text);
      return rows[0]?.count ?? 0;
    });
  } finally {
    await close();
  }
}

const count = (what: string) => inDatabase((query) => query(`select count(*) as count ${what}`));

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
  await killRepeatedly(action, 'working');
  const done = await settled(action);
  assert.deepEqual([done['state'], done['outcomes'], done['done']], ['done', { changed: DEVICES }, DEVICES]);
  assert.equal(await nas.logIn(last), 'Access-Reject');
  assert.equal(await count(`from devices where source = 'import'`), 0);
  assert.equal(await count(`from removed_devices where source = 'import'`), DEVICES);
  assert.equal(await count(`from audit_log where action = 'devices.remove'`), DEVICES);

  await ask('POST', `${action}/undo`);
  await killRepeatedly(action, 'undoing');
  const undone = await settled(action);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: DEVICES }]);
  assert.equal(await count(`from devices where source = 'import'`), DEVICES);
  assert.equal(await count(`from removed_devices where source = 'import'`), 0);
  assert.equal(await count(`from audit_log where action = 'devices.restore'`), DEVICES);
  assert.equal(await nas.logIn(last), 'Access-Accept');
});
