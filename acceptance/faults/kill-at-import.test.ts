import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/server/db/open-database';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import type { ApiAnswer } from '../api-client.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase, trySignal, webProcess } from './product-processes.ts';

/** The process that imports is killed in the middle, again and again: in the end every row is done once, and nobody's login has noticed. */
const ROWS = sized(4000, 20_000);
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

async function settled(id: unknown): Promise<Record<string, unknown>> {
  for (const until = Date.now() + 240_000; Date.now() < until; await pause(100)) {
    const { body } = await ask('GET', `/import-batches/${String(id)}`);
    if (!String(body['state']).endsWith('ing')) return body;
  }
  assert.fail(`it does not end:\n${house.gatehouse.output().slice(-2000)}`);
}

/** Kills the process that works, at any moment, then lets it come back. */
async function killRepeatedly(id: unknown, state: string): Promise<void> {
  for (let time = 0; time < KILLS; time++) {
    await pause(300 + Math.random() * 700);
    const { body } = await ask('GET', `/import-batches/${String(id)}`);
    if (body['state'] !== state) return;
    const web = await webProcess(house.gatehouse.pid);
    if (web !== null) trySignal(web, 'SIGKILL');
  }
}

async function count(query: string): Promise<number> {
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 1 });
  try {
    const { rows } = await pool.query<{ count: number }>(`select count(*) as count ${query}`);
    return rows[0]?.count ?? 0;
  } finally {
    await close();
  }
}

/** One customer after the other logs in until it is told to stop; what was answered, and how long it took at most. */
function logInMeanwhile() {
  let wanted = true;
  const found = { logins: 0, refused: 0, slowestMs: 0 };
  const done = (async () => {
    for (let i = 0; wanted; i++, await pause(20)) {
      const username = house.usernames[i % house.usernames.length] ?? '';
      const begun = performance.now();
      const reply = await nas.logIn({ username, password: `of ${username}` });
      found.slowestMs = Math.max(found.slowestMs, performance.now() - begun);
      found.logins += 1;
      if (reply !== 'Access-Accept') found.refused += 1;
    }
  })();
  return async () => {
    wanted = false;
    await done;
    return found;
  };
}

test('kill -9 while an import is applied, and while it is undone: every row once, and logins go on', async () => {
  const lines = ['username,password,macs'];
  for (let i = 0; i < ROWS; i++)
    lines.push(`imported.${i},x-password,${(0xc8e9_8400_0000 + i).toString(16)}`);
  const { body } = await ask('POST', '/import-batches', { kind: 'customers', text: lines.join('\n') });
  const id = body['id'];
  await ask('POST', `/import-batches/${String(id)}/check`, {});
  assert.deepEqual((await settled(id))['verdicts'], { new: ROWS });

  const endOfLogins = logInMeanwhile();
  await ask('POST', `/import-batches/${String(id)}/apply`, { mode: 'good-rows' });
  await killRepeatedly(id, 'applying');
  const applied = await settled(id);
  assert.deepEqual([applied['state'], applied['outcomes']], ['applied', { applied: ROWS }]);
  assert.equal(await count(`from customers where username like 'imported.%'`), ROWS);
  assert.equal(await count(`from devices where source = 'import'`), ROWS);
  assert.equal(
    await count(`from audit_log where action = 'customers.add' and after ->> 'username' like 'imported.%'`),
    ROWS,
  );
  assert.equal(await nas.logIn({ username: 'imported.0', password: 'x-password' }), 'Access-Accept');

  await ask('POST', `/import-batches/${String(id)}/undo`);
  await killRepeatedly(id, 'undoing');
  const undone = await settled(id);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: ROWS }]);
  assert.equal(await count(`from customers where username like 'imported.%'`), 0);
  assert.equal(await count('from devices'), 0);
  assert.equal(await nas.logIn({ username: 'imported.0', password: 'x-password' }), 'Access-Reject');

  const { logins, refused, slowestMs } = await endOfLogins();
  assert.ok(logins > 50, `${logins} logins`);
  assert.equal(
    refused,
    0,
    `${refused} of ${logins} logins were not accepted; the slowest took ${slowestMs} ms`,
  );
});
