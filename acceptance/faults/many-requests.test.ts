import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { isFull, sized } from './fault-size.ts';
import { radiusProcess } from './product-processes.ts';
import type { StormOptions, StormOutcome } from './request-storm.ts';
import { openStormHouse, type StormHouse } from './storm-house.ts';

const WORKERS = 2;
const requests = sized(30_000, 5_000_000);
/** Until then what is kept for a while (answers, attempts, sessions) has filled up. */
const warmUp = sized(10_000, 1_000_000);
const growthMbMax = sized(80, 20);

let house: StormHouse;

before(async () => {
  house = await openStormHouse();
});
after(() => house?.shop.stop());

async function stormElsewhere(options: StormOptions): Promise<StormOutcome> {
  const worker = fork(new URL('./storm-worker.ts', import.meta.url), []);
  worker.send(options);
  const [outcome] = (await once(worker, 'message')) as [StormOutcome];
  return outcome;
}

async function stormTogether(all: number, tag: string): Promise<void> {
  const outcomes = await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) =>
      stormElsewhere({
        ...house.place,
        requests: all / WORKERS,
        perSecond: null,
        accountingEvery: 5,
        sessions: 200,
        tag: `${tag}-${worker}`,
      }),
    ),
  );
  for (const { wrong } of outcomes) assert.deepEqual(wrong, []);
  assert.equal(
    outcomes.reduce((sum, { answered }) => sum + answered, 0),
    all,
  );
}

type Size = { readonly descriptors: number; readonly megabytes: number };

/** The least of some looks: what was to be collected at one of them is not growth. */
async function sizeOf(pid: number): Promise<Size> {
  const looks: Size[] = [];
  for (let look = 0; look < sized(3, 20); look++) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? Number.NaN) / 1024;
    looks.push({ descriptors: (await readdir(`/proc/${pid}/fd`)).length, megabytes });
    await pause(200);
  }
  const least = (of: keyof Size): number => Math.min(...looks.map((look) => look[of]));
  return { descriptors: least('descriptors'), megabytes: least('megabytes') };
}

test(`${requests} requests are all answered, and take neither memory nor descriptors`, async (t) => {
  const pid = (await radiusProcess(house.shop.gatehouse.pid)) ?? assert.fail('there is no radius process');
  await stormTogether(warmUp, 'before');
  const first = await sizeOf(pid);
  await stormTogether(requests - warmUp, 'after');
  const last = await sizeOf(pid);
  assert.equal(await radiusProcess(house.shop.gatehouse.pid), pid, 'it is still the same process');
  t.diagnostic(
    `memory ${first.megabytes} → ${last.megabytes} MB, descriptors ${first.descriptors} → ${last.descriptors}`,
  );
  assert.ok(last.descriptors <= first.descriptors + 3);
  assert.ok(last.megabytes - first.megabytes < growthMbMax, `${first.megabytes} → ${last.megabytes} MB`);
  const { rows } = await house.shop.database.pool.query(`select count(*)::int as sessions from sessions`);
  assert.deepEqual(rows, [{ sessions: 2 * WORKERS * 200 }]);
  if (isFull) assert.doesNotMatch(house.shop.gatehouse.output(), /"level":"(error|fatal)"/);
});
