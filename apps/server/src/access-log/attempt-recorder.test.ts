import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { type AttemptRecorder, openAttemptRecorder } from './attempt-recorder.ts';
import type { AttemptRow } from './attempt-store.ts';
import { attempt, NOON } from './testing.ts';

type Kept = Map<string, AttemptRow>;

/** A recorder over a store in memory, with a clock that the test turns. */
function openForTest(more: { groupsMax?: number; rowsPerWriteMax?: number; broken?: () => boolean } = {}) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const kept: Kept = new Map();
  const sizes: number[] = [];
  let now = NOON;
  const recorder = openAttemptRecorder({
    store: {
      async write(rows, counts) {
        if (more.broken?.()) throw new Error('away');
        sizes.push(rows.length + counts.length);
        for (const row of rows) kept.set(row.id, row);
        for (const count of counts) {
          const row = kept.get(count.id);
          assert.ok(row, 'a count is of a row that was written');
          kept.set(count.id, { ...row, ...count });
        }
      },
    },
    randomBytes: (size) => new Uint8Array(size).fill(7),
    clock: () => now,
    onError: () => {},
    ...more,
  });
  return {
    recorder,
    kept,
    sizes,
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 50) {
        now += 50;
        mock.timers.tick(50);
        for (let i = 0; i < 10; i++) await Promise.resolve();
      }
    },
    async close() {
      await recorder.close();
      mock.timers.reset();
    },
  };
}

const only = (kept: Kept): AttemptRow => {
  assert.equal(kept.size, 1);
  return [...kept.values()][0] as AttemptRow;
};

const record = (recorder: AttemptRecorder, ...seconds: number[]): void => {
  for (const second of seconds) recorder.record(attempt({ at: NOON + second * 1000 }));
};

test('a new attempt is written within a second, without waiting for others', async () => {
  const { recorder, kept, pass, close } = openForTest();
  record(recorder, 0);
  await pass(500);
  assert.equal(only(kept).count, 1);
  await close();
});

test('the same outcome within a minute of the first shares its row, with first, last and count', async () => {
  const { recorder, kept, pass, close } = openForTest();
  record(recorder, 0);
  await pass(500);
  record(recorder, 10, 20, 59);
  await pass(3000);
  const row = only(kept);
  assert.deepEqual([row.count, row.firstAt, row.at], [4, NOON, NOON + 59_000]);
  await close();
});

test('a minute after the first a new row begins, even if the tries never stopped', async () => {
  const { recorder, kept, close } = openForTest();
  record(recorder, 0, 30, 59, 60, 90);
  await close();
  assert.deepEqual(
    [...kept.values()].map((row) => row.count),
    [3, 2],
  );
});

const differences = [
  ['another customer', { customerId: 8 }],
  ['another device', { mac: 0x02_00_00_00_00_01 as MacAddress }],
  ['another router', { nasId: 2 }],
  ['another outcome', { outcome: 'accept', reason: null }],
  ['another reason', { reason: 'suspended' }],
  ['another way in', { kind: 'hotspot-login' }],
] as const;
for (const [what, more] of differences) {
  test(`${what} is another row`, async () => {
    const { recorder, kept, close } = openForTest();
    recorder.record(attempt());
    recorder.record(attempt(more));
    await close();
    assert.equal(kept.size, 2);
  });
}

test('of the unknown the username tells them apart, of a customer it does not', async () => {
  const { recorder, kept, close } = openForTest();
  recorder.record(attempt({ username: 'Rahima.Home' }));
  recorder.record(attempt({ username: 'rahima.home' }));
  recorder.record(attempt({ customerId: null, username: 'nobody' }));
  recorder.record(attempt({ customerId: null, username: 'no one' }));
  await close();
  assert.deepEqual(
    [...kept.values()].map((row) => row.count).toSorted((a, b) => a - b),
    [1, 1, 2],
  );
});

test('facts are asked for once per row', async () => {
  const { recorder, close } = openForTest();
  let asked = 0;
  const facts = () => {
    asked += 1;
    return { method: 'pap' } as const;
  };
  for (let i = 0; i < 5; i++) recorder.record(attempt({ facts }));
  await close();
  assert.equal(asked, 1);
});

test('facts that throw cost their attempt, not the login', async () => {
  const { recorder, close } = openForTest();
  recorder.record(
    attempt({
      facts: () => {
        throw new Error('broken');
      },
    }),
  );
  assert.equal(recorder.stats.overflowed, 1);
  await close();
});

test('more groups than fit are counted as overflow, and nothing grows', async () => {
  const { recorder, kept, close } = openForTest({ groupsMax: 100 });
  for (let i = 0; i < 250; i++) recorder.record(attempt({ customerId: i }));
  assert.equal(recorder.stats.overflowed, 150);
  assert.equal(recorder.stats.waiting, 100);
  await close();
  assert.equal(kept.size, 100);
});

test('under load rows are written at a steady pace, and places become free again', async () => {
  const { recorder, sizes, pass, close } = openForTest({ groupsMax: 100, rowsPerWriteMax: 40 });
  for (let i = 0; i < 100; i++) recorder.record(attempt({ customerId: i }));
  await pass(200);
  assert.deepEqual(sizes, [40]);
  await pass(100);
  assert.deepEqual(sizes, [40, 40, 20], 'while many wait, one write soon follows the other');
  for (let i = 100; i < 140; i++) recorder.record(attempt({ customerId: i }));
  assert.equal(recorder.stats.overflowed, 0);
  await close();
});

test('what could not be written is written later', async () => {
  let away = true;
  const { recorder, kept, pass, close } = openForTest({ broken: () => away });
  record(recorder, 0);
  await pass(1000);
  assert.equal(kept.size, 0);
  assert.ok(recorder.stats.failedWrites > 0);
  away = false;
  await pass(2000);
  assert.equal(only(kept).count, 1);
  await close();
});

test('ids sort by time and look like what they are', async () => {
  const { recorder, kept, close } = openForTest();
  for (let i = 0; i < 20; i++) recorder.record(attempt({ customerId: i, at: NOON + (i >> 2) }));
  await close();
  const ids = [...kept.keys()];
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, 20);
  assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
