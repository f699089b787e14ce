import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatencyHistogram } from '@gatehouse/radius/transport/latency-histogram';
import fc from 'fast-check';
import { addCounts, countsBetween, countsOf, NO_COUNTS, quantileMs } from './histogram-counts.ts';

const durations = fc.array(fc.double({ min: 0.01, max: 30_000, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
});

function histogramOf(...all: number[][]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const ms of all.flat()) histogram.observe(ms);
  return histogram;
}

test('a quantile is right to a fifth', () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9, 0.99), (all, q) => {
      const sorted = all.toSorted((a, b) => a - b);
      const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
      const told = quantileMs(countsOf(histogramOf(all)), q) ?? 0;
      assert.ok(told >= exact / 1.26 && told <= exact * 1.26, `${told} instead of ${exact}`);
    }),
  );
});

test('without a duration there is no quantile', () => assert.equal(quantileMs(NO_COUNTS, 0.5), null));

test('beyond the last bound a quantile is that bound, never endless', () => {
  assert.equal(quantileMs(countsOf(histogramOf([1e9])), 0.99), 2 ** 15);
});

test('what came between two readings is what came, and both parts add up to the whole', () => {
  fc.assert(
    fc.property(durations, durations, (first, second) => {
      const [before, all] = [countsOf(histogramOf(first)), countsOf(histogramOf(first, second))];
      const between = countsBetween(before, all);
      assert.deepEqual(between.buckets, countsOf(histogramOf(second)).buckets);
      assert.equal(between.count, second.length);
      assert.deepEqual(addCounts(before, between).buckets, all.buckets);
    }),
  );
});
