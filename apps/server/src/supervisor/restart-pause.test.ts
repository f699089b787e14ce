import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RestartPause } from './restart-pause.ts';

const pausesAfter = (...served: (number | null)[]): number[] => {
  const pause = new RestartPause();
  return served.map((ms) => pause.after(ms));
};

test('one that never serves is started again with pauses that grow to ten seconds', () => {
  const never = Array.from({ length: 8 }, () => null);
  assert.deepEqual(pausesAfter(...never), [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('one that served is started again within two seconds, however often it is killed', () => {
  const soon = Array.from({ length: 20 }, () => 300);
  assert.deepEqual(pausesAfter(...soon).slice(0, 5), [250, 500, 1000, 2000, 2000]);
  assert.ok(pausesAfter(...soon).every((ms) => ms <= 2000));
  assert.equal(pausesAfter(null, null, null, null, null, null, 100).at(-1), 2000);
});

test('having served for a while, it is started again at once', () => {
  assert.deepEqual(pausesAfter(300, 300, 300, 5000, 300), [250, 500, 1000, 250, 500]);
  assert.deepEqual(pausesAfter(5000, 5000, 5000, 5000), [250, 250, 250, 250]);
  assert.deepEqual(pausesAfter(null, null, null, 60_000), [250, 500, 1000, 250]);
});
