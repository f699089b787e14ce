import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldSamples, type StoredSample, totalsOf } from './fold-samples.ts';
import { readSample, type Sample } from './sample.ts';

const AT = Date.parse('2026-01-01T00:01:00Z');

function sample(
  nodeId: string,
  endsAfterSeconds: number,
  seconds: number,
  fields: Partial<Sample>,
): StoredSample {
  return { nodeId, at: AT + endsAfterSeconds * 1000, seconds, sample: { ...readSample({}), ...fields } };
}

test('rates of several processes add up; each is by the time that it counted', () => {
  const [point] = foldSamples(
    [
      sample('a', 10, 10, { accepted: 100, rejected: { suspended: 10 } }),
      sample('a', 20, 10, { accepted: 300 }),
      sample('b', 15, 5, { accepted: 50, rejected: { suspended: 5, 'wrong-zone': 1 } }),
    ],
    20,
  );
  assert.equal(point?.at, '2026-01-01T00:01:00.000Z');
  assert.equal(point?.accepted, 30);
  assert.deepEqual(point?.rejected, { suspended: 1.5, 'wrong-zone': 0.2 });
});

test('where nobody counted there is no point, which is not a zero', () => {
  const points = foldSamples([sample('a', 10, 10, {}), sample('a', 70, 10, { accepted: 1 })], 20);
  assert.deepEqual(
    points.map(({ at, accepted }) => [at.slice(14, 19), accepted]),
    [
      ['01:00', 0],
      ['02:00', 0.1],
    ],
  );
});

test('latencies are those of all logins together; what was not timed has none', () => {
  const fast = { count: 99, sumMs: 9.9, buckets: [16, 99] };
  const slow = { count: 1, sumMs: 900, buckets: [67, 1] };
  const [point] = foldSamples(
    [sample('a', 10, 10, { acceptLatency: fast }), sample('b', 10, 10, { acceptLatency: slow })],
    20,
  );
  assert.ok((point?.acceptP50Ms ?? 0) < 0.2 && (point?.acceptP99Ms ?? 0) < 0.2);
  const [slower] = foldSamples([sample('b', 10, 10, { acceptLatency: slow })], 20);
  assert.ok((slower?.acceptP99Ms ?? 0) > 700);
  assert.equal(slower?.accountingP99Ms, null);
});

test('of what is only true for a moment the worst is shown', () => {
  const [point] = foldSamples(
    [
      sample('a', 10, 10, { directoryAgeSecondsMax: 12, databaseMs: null, databaseAway: true }),
      sample('b', 10, 10, { directoryAgeSecondsMax: 1, databaseMs: 7, inProgressMax: 64 }),
    ],
    20,
  );
  assert.deepEqual(
    [point?.directoryAgeSeconds, point?.databaseMs, point?.databaseAway, point?.inProgress],
    [12, 7, true, 64],
  );
});

test('totals are what was counted, whatever the rates were', () => {
  const totals = totalsOf([
    sample('a', 10, 10, { accepted: 7, rejected: { suspended: 1 }, accountingAnswered: 3 }),
    sample('b', 13, 3, {
      accepted: 1,
      rejected: { suspended: 2, 'wrong-zone': 1 },
      discards: { malformed: 4 },
    }),
  ]);
  assert.deepEqual(totals, {
    accepted: 8,
    rejected: { suspended: 3, 'wrong-zone': 1 },
    discards: { malformed: 4 },
    accounting: 3,
  });
});
