import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldLogins, type LoginSample, sumOf } from './login-counts.ts';

const HOUR = Date.UTC(2026, 10, 22, 12);
const sample = (more: Partial<LoginSample>): LoginSample => ({
  nodeId: 'a',
  at: HOUR + 10_000,
  seconds: 10,
  accepted: 0,
  refused: {},
  online: 0,
  ...more,
});

test('what several processes counted within a minute is one point: logins add up, sessions are known to all', () => {
  const points = foldLogins(
    [
      sample({ accepted: 3, refused: { suspended: 1 }, online: 40 }),
      sample({ nodeId: 'b', accepted: 4, refused: { suspended: 2, 'wrong-password': 1 }, online: 41 }),
      sample({ at: HOUR + 60_000, accepted: 5, online: 39 }),
      sample({ at: HOUR + 70_000, accepted: 6, online: 38 }),
    ],
    60,
  );
  assert.deepEqual(points, [
    { at: HOUR, accepted: 12, refused: { suspended: 3, 'wrong-password': 1 }, online: 41 },
    { at: HOUR + 60_000, accepted: 6, refused: {}, online: 38 },
  ]);
});

test('a time when nobody counted is no point, and nothing at all is nothing', () => {
  const points = foldLogins([sample({}), sample({ at: HOUR + 300_000 })], 60);
  assert.equal(points.length, 2);
  assert.deepEqual(foldLogins([], 60), []);
  assert.deepEqual(sumOf([]), { accepted: 0, refused: {}, online: 0 });
});
