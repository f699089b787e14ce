import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { isFull, sized } from './fault-size.ts';
import { embeddedDatabase, radiusProcess, trySignal } from './product-processes.ts';

/** Accounting comes in all the time while processes are killed; whatever was answered must be stored, once. */
let house: FaultHouse;
const load = { sessions: sized(60, 200), packetsPerSecond: sized(100, 200) };
const kills = sized(2, 20);
/** Back in less than five seconds, and then a router that asks again every three. */
const waitMsMax = 10_000;

before(async () => {
  house = await openFaultHouse();
});
after(() => house?.stop());

/** Kills at random moments, and waits each time until accounting is answered again. */
async function killOften(t: TestContext, kill: () => Promise<void>): Promise<void> {
  const played = await house.play(load);
  const silences: number[] = [];
  await pause(1500);
  for (let time = 0; time < kills; time++) {
    await pause(Math.random() * sized(1000, 4000));
    const killedAt = Date.now();
    await kill();
    await untilAnswered(played.ledger.entries, killedAt);
    silences.push(Date.now() - killedAt);
  }
  const ledger = await played.finish();
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  assert.ok(ledger.answered.length > load.sessions);
  assert.deepEqual(await house.check(ledger, url), []);
  assert.ok(
    ledger.entries.every(({ event, answeredAt }) => event === 'Interim-Update' || answeredAt !== null),
    'every Start and Stop was answered in the end',
  );
  t.diagnostic(
    `back after ${silences.join(', ')} ms; the longest wait for an answer was ${ledger.longestWait} ms`,
  );
  if (!isFull) return;
  assert.ok(Math.max(...silences) < 5000, `back after ${silences.join(', ')} ms`);
  assert.ok(ledger.longestWait < waitMsMax, `an answer took ${ledger.longestWait} ms`);
}

async function untilAnswered(
  entries: readonly { answeredAt: number | null }[],
  since: number,
): Promise<void> {
  // What was on its way when the process died may still be read from the socket.
  const from = since + 300;
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(20)) {
    if (entries.some(({ answeredAt }) => answeredAt !== null && answeredAt > from)) return;
  }
  assert.fail('accounting is not answered any more');
}

test('kill -9 of the radius process: everything answered is stored, once', async (t) => {
  await killOften(t, async () => {
    const pid = await radiusProcess(house.gatehouse.pid);
    if (pid !== null) trySignal(pid, 'SIGKILL');
  });
});

test('kill -9 of PostgreSQL: everything answered is stored, once', async (t) => {
  await killOften(t, async () => {
    const { pid } = await embeddedDatabase(house.gatehouse.dataFolder);
    trySignal(pid, 'SIGKILL');
  });
});

test('kill -9 of the product: everything answered is stored, once', async (t) => {
  await killOften(t, async () => {
    trySignal(house.gatehouse.pid, 'SIGKILL');
    await house.startAgain();
  });
});

test('Ctrl-C under load loses nothing', async (t) => {
  await killOften(t, async () => {
    trySignal(house.gatehouse.pid, 'SIGINT');
    await house.startAgain();
  });
});
