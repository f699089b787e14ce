import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bucketEndMs, LatencyHistogram } from './latency-histogram.ts';

const filled = (histogram: LatencyHistogram): number[] =>
  [...histogram.counts].flatMap((count, index) => (count > 0 ? [index] : []));

test('a duration falls into the bucket whose bounds hold it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (duration) => {
      const ms = Math.fround(duration);
      const histogram = new LatencyHistogram();
      histogram.observe(ms);
      const [bucket = -1] = filled(histogram);
      assert.ok(ms < bucketEndMs(bucket), `${ms} is below the end of bucket ${bucket}`);
      if (bucket > 0) assert.ok(ms >= bucketEndMs(bucket - 1), `${ms} is not below its beginning`);
    }),
  );
});

test('bounds grow by a quarter at most, from 8 µs to 33 s', () => {
  const { length } = new LatencyHistogram().counts;
  assert.equal(bucketEndMs(0), 2 ** -7);
  assert.equal(bucketEndMs(length - 2), 2 ** 15);
  assert.equal(bucketEndMs(length - 1), Number.POSITIVE_INFINITY);
  for (let index = 1; index < length - 1; index++) {
    const growth = bucketEndMs(index) / bucketEndMs(index - 1);
    assert.ok(growth > 1 && growth <= 1.25, `bucket ${index} grows by ${growth}`);
  }
});

test('every whole power of two is a bound, so that coarser buckets are sums of these', () => {
  const ends = new Set(Array.from(new LatencyHistogram().counts, (_, index) => bucketEndMs(index)));
  for (let octave = -7; octave <= 15; octave++) assert.ok(ends.has(2 ** octave), `2^${octave} ms`);
});

test('counts and adds up what it saw; what is out of range is in the outermost bucket', () => {
  const histogram = new LatencyHistogram();
  for (const ms of [0, 0.25, 0.25, 1e9, Number.POSITIVE_INFINITY]) histogram.observe(ms);
  assert.equal(histogram.count, 5);
  assert.equal(histogram.counts[0], 1);
  assert.equal(histogram.counts.at(-1), 2);
  assert.equal(histogram.sumMs, Number.POSITIVE_INFINITY);
  // A clock that steps back is no reason to be out of bounds.
  const backwards = new LatencyHistogram();
  backwards.observe(-5);
  assert.deepEqual(filled(backwards), [0]);
});
