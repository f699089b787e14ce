import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryPause } from './retry-pauses.ts';

test('pauses grow, last a day together, and then it is given up', () => {
  const pauses: number[] = [];
  for (let tries = 1; ; tries++) {
    const pause = retryPause(tries, 0.5);
    if (pause === null) break;
    pauses.push(pause);
  }
  assert.deepEqual(
    pauses,
    [...pauses].sort((a, b) => a - b),
  );
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3600;
  assert.ok(hours > 22 && hours < 26, `${hours} hours`);
});
