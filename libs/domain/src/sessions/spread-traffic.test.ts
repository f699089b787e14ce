import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SpreadSession, spreadTraffic } from './spread-traffic.ts';

const HOUR = 3_600_000;
const day = { from: 0, stepMs: HOUR, steps: 3 };
const session = (startedAt: number, endedAt: number, bytes = 0): SpreadSession => ({
  startedAt,
  endedAt,
  inputBytes: bytes,
  outputBytes: 2 * bytes,
});

test('a session counts evenly over the time it lasted', () => {
  const steps = spreadTraffic([session(HOUR / 2, 2 * HOUR, 300)], day);
  assert.deepEqual(
    steps.map(({ inputBytes, outputBytes, onlineSeconds }) => [inputBytes, outputBytes, onlineSeconds]),
    [
      [100, 200, 1800],
      [200, 400, 3600],
      [0, 0, 0],
    ],
  );
});

test('what was before the first step is left out, with its share of the traffic', () => {
  const [first] = spreadTraffic([session(-HOUR, HOUR, 100)], day);
  assert.deepEqual([first?.inputBytes, first?.onlineSeconds], [50, 3600]);
});

test('two sessions at once are online once', () => {
  const [first] = spreadTraffic(
    [session(0, HOUR / 2), session(HOUR / 4, HOUR / 2), session(0, HOUR / 8)],
    day,
  );
  assert.equal(first?.onlineSeconds, 1800);
});

test('a session without length is in one step, once', () => {
  const steps = spreadTraffic([session(HOUR, HOUR, 70)], day);
  assert.deepEqual(
    steps.map(({ inputBytes }) => inputBytes),
    [0, 70, 0],
  );
});
