import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { killWhileWorking } from './kill-while-working.ts';

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

const { ask, count, killWhile, settled } = killWhileWorking(
  () => house.gatehouse,
  () => house.gatehouse.api(),
);
const APART_MS = { min: 300, max: 1000 };

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
  const batch = `/import-batches/${String(body['id'])}`;
  await ask('POST', `${batch}/check`, {});
  assert.deepEqual((await settled(batch))['verdicts'], { new: ROWS });

  const endOfLogins = logInMeanwhile();
  await ask('POST', `${batch}/apply`, { mode: 'good-rows' });
  await killWhile(batch, 'applying', KILLS, APART_MS);
  const applied = await settled(batch);
  assert.deepEqual([applied['state'], applied['outcomes']], ['applied', { applied: ROWS }]);
  assert.equal(await count(`from customers where username like 'imported.%'`), ROWS);
  assert.equal(await count(`from devices where source = 'import'`), ROWS);
  assert.equal(
    await count(`from audit_log where action = 'customers.add' and after ->> 'username' like 'imported.%'`),
    ROWS,
  );
  assert.equal(await nas.logIn({ username: 'imported.0', password: 'x-password' }), 'Access-Accept');

  await ask('POST', `${batch}/undo`);
  await killWhile(batch, 'undoing', KILLS, APART_MS);
  const undone = await settled(batch);
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
