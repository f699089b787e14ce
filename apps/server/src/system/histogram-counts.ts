import { bucketEndMs, type LatencyHistogram } from '@gatehouse/radius/transport/latency-histogram';
import { z } from 'zod';

/**
 * A latency histogram on its way through the database. `buckets` names only those that are not empty: index, count,
 * index, count … in the order of their indexes.
 */
export const histogramShape = z.object({
  count: z.number().default(0),
  sumMs: z.number().default(0),
  buckets: z.array(z.number()).default([]),
});
export type HistogramCounts = z.infer<typeof histogramShape>;

export const NO_COUNTS: HistogramCounts = { count: 0, sumMs: 0, buckets: [] };

export function countsOf({ count, sumMs, counts }: LatencyHistogram): HistogramCounts {
  const buckets: number[] = [];
  for (let index = 0; index < counts.length; index++) {
    const inBucket = counts[index] as number;
    if (inBucket > 0) buckets.push(index, inBucket);
  }
  return { count, sumMs, buckets };
}

/** What came between two readings of the same histogram. */
export function countsBetween(before: HistogramCounts, after: HistogramCounts): HistogramCounts {
  return joined(after, before, -1);
}

export function addCounts(one: HistogramCounts, other: HistogramCounts): HistogramCounts {
  return joined(one, other, 1);
}

function joined(one: HistogramCounts, other: HistogramCounts, sign: 1 | -1): HistogramCounts {
  const counts = new Map<number, number>(bucketsOf(one));
  for (const [index, count] of bucketsOf(other)) counts.set(index, (counts.get(index) ?? 0) + sign * count);
  return {
    count: one.count + sign * other.count,
    sumMs: one.sumMs + sign * other.sumMs,
    buckets: [...counts]
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => a - b)
      .flat(),
  };
}

/** `[index, count]` of each bucket that is not empty. */
export function* bucketsOf({ buckets }: HistogramCounts): Generator<[index: number, count: number]> {
  for (let at = 0; at + 1 < buckets.length; at += 2) yield [buckets[at] as number, buckets[at + 1] as number];
}

/**
 * So many milliseconds at most did the share `q` of them take; `null` where there was none. Within its bucket a
 * duration is taken to be anywhere, so the answer is right to a fifth.
 */
export function quantileMs(histogram: HistogramCounts, q: number): number | null {
  let total = 0;
  for (const [, count] of bucketsOf(histogram)) total += count;
  if (total === 0) return null;
  let left = q * total;
  let lastEnd = 0;
  for (const [index, count] of bucketsOf(histogram)) {
    const start = index === 0 ? 0 : bucketEndMs(index - 1);
    const end = bucketEndMs(index);
    if (end === Number.POSITIVE_INFINITY) return start;
    if (left <= count) return start + (end - start) * Math.max(0, left / count);
    left -= count;
    lastEnd = end;
  }
  return lastEnd;
}
