import { bucketEndMs } from '@gatehouse/radius/transport/latency-histogram';
import { bucketsOf, type HistogramCounts } from '../system/histogram-counts.ts';

/** Prometheus' text format, for numbers that were counted in another process. */

export type Labels = Readonly<Record<string, string>>;
export type Value = readonly [labels: Labels, value: number];

export type Family = {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** One line each, behind the name with its suffix: `_bucket`, `_sum`, `_count`, or none. */
  readonly lines: readonly (readonly [suffix: string, labels: Labels, value: number])[];
};

/** Nothing at all for a family without a line. */
export function renderFamilies(families: readonly Family[]): string {
  return families
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, type, help, lines }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...lines.map(([suffix, labels, value]) => `${name}${suffix}${renderLabels(labels)} ${value}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Whole powers of two of a millisecond, from 8 µs to 33 s, in seconds. */
const SECONDS_BOUNDS = Array.from({ length: 23 }, (_, octave) => 2 ** (octave - 7) / 1000);

/** A latency histogram's lines, its buckets four times as wide as ours. */
export function latencyLines(labels: Labels, histogram: HistogramCounts): Family['lines'] {
  const buckets = [...bucketsOf(histogram)].map(
    ([index, count]) => [bucketEndMs(index) / 1000, count] as const,
  );
  return [
    ...SECONDS_BOUNDS.map((bound) => bucketLine(labels, String(bound), countUpTo(buckets, bound))),
    bucketLine(labels, '+Inf', histogram.count),
    ['_sum', labels, histogram.sumMs / 1000],
    ['_count', labels, histogram.count],
  ];
}

/** 1, 2, 4 … 4096: the same of every process, whatever it has counted, else sums over processes are wrong. */
const SIZE_BOUNDS = Array.from({ length: 13 }, (_, power) => 2 ** power);

/** A histogram of counts: bucket `i` of `sizes` holds what is above `2^(i-1)` and at most `2^i`. */
export function sizeLines(labels: Labels, sizes: readonly number[], sum: number): Family['lines'] {
  const buckets = sizes.map((count, index) => [2 ** index, count] as const);
  const total = countUpTo(buckets, Number.POSITIVE_INFINITY);
  return [
    ...SIZE_BOUNDS.map((bound) => bucketLine(labels, String(bound), countUpTo(buckets, bound))),
    bucketLine(labels, '+Inf', total),
    ['_sum', labels, sum],
    ['_count', labels, total],
  ];
}

function bucketLine(labels: Labels, bound: string, count: number): Family['lines'][number] {
  return ['_bucket', { ...labels, le: bound }, count];
}

function countUpTo(buckets: readonly (readonly [end: number, count: number])[], bound: number): number {
  return buckets.reduce((sum, [end, count]) => (end <= bound ? sum + count : sum), 0);
}
