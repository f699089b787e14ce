import { addCounts, type HistogramCounts, NO_COUNTS, quantileMs } from './histogram-counts.ts';
import type { HistoryPoint, HistoryTotals } from './history.schemas.ts';
import { eventLoopDelayMs, type Sample } from './sample.ts';

export type StoredSample = {
  readonly nodeId: string;
  /** Milliseconds since the epoch: when its span ended. */
  readonly at: number;
  readonly seconds: number;
  readonly sample: Sample;
};

/** One process within one point. */
type Heard = { seconds: number; readonly samples: Sample[] };

/**
 * Samples of all processes as points of `pointSeconds`, by the middles of their spans. A rate is what came while
 * anybody was counting: a span without a sample is no point, not a zero.
 */
export function foldSamples(rows: readonly StoredSample[], pointSeconds: number): HistoryPoint[] {
  const points = new Map<number, Map<string, Heard>>();
  for (const { nodeId, at, seconds, sample } of rows) {
    const middle = at / 1000 - seconds / 2;
    const start = Math.floor(middle / pointSeconds) * pointSeconds;
    const nodes = points.get(start) ?? new Map<string, Heard>();
    const heard = nodes.get(nodeId) ?? { seconds: 0, samples: [] };
    heard.seconds += seconds;
    heard.samples.push(sample);
    points.set(start, nodes.set(nodeId, heard));
  }
  return [...points]
    .sort(([a], [b]) => a - b)
    .map(([start, nodes]) => ({
      at: new Date(start * 1000).toISOString(),
      ...foldNodes([...nodes.values()].filter(({ seconds }) => seconds > 0)),
    }));
}

/** Several processes within the same time: rates add up, the worst of the rest counts. */
export function foldNodes(nodes: readonly Heard[]): Omit<HistoryPoint, 'at'> {
  const all = nodes.flatMap(({ samples }) => samples);
  const rate = (read: (sample: Sample) => number): number =>
    round(sum(nodes.map(({ seconds, samples }) => sum(samples.map(read)) / seconds)));
  const rates = (read: (sample: Sample) => Readonly<Record<string, number>>): Record<string, number> => {
    const words = new Set(all.flatMap((sample) => Object.keys(read(sample))));
    return Object.fromEntries([...words].map((word) => [word, rate((sample) => read(sample)[word] ?? 0)]));
  };
  const worst = (read: (sample: Sample) => number): number => Math.max(0, ...all.map(read));
  const accept = foldHistograms(all.map(({ acceptLatency }) => acceptLatency));
  const accounting = foldHistograms(all.map(({ accountingLatency }) => accountingLatency));
  const commits = sum(all.map((sample) => sample.commits));
  return {
    accepted: rate(({ accepted }) => accepted),
    rejected: rates(({ rejected }) => rejected),
    discards: rates(({ discards }) => discards),
    accounting: rate(({ accountingAnswered }) => accountingAnswered),
    accountingFailed: rate(({ accountingFailed }) => accountingFailed),
    overflowed: rate(({ overflowed }) => overflowed),
    acceptP50Ms: rounded(quantileMs(accept, 0.5)),
    acceptP99Ms: rounded(quantileMs(accept, 0.99)),
    accountingP99Ms: rounded(quantileMs(accounting, 0.99)),
    commitEvents: commits === 0 ? null : round(sum(all.map((sample) => sample.accountingStored)) / commits),
    eventLoopDelayMs: rounded(worstOf(all.map(eventLoopDelayMs))),
    databaseMs: rounded(worstOf(all.map(({ databaseMs }) => databaseMs))),
    databaseAway: all.some(({ databaseAway }) => databaseAway),
    directoryAgeSeconds: round(worst(({ directoryAgeSecondsMax }) => directoryAgeSecondsMax)),
    journalDepth: sum(
      nodes.map(({ samples }) => Math.max(0, ...samples.map(({ journalDepthMax }) => journalDepthMax))),
    ),
    inProgress: worst(({ inProgressMax }) => inProgressMax),
    cpu: rate(({ cpuSeconds }) => cpuSeconds),
  };
}

/** Counted, not reckoned from rates. */
export function totalsOf(rows: readonly StoredSample[]): HistoryTotals {
  const all = rows.map(({ sample }) => sample);
  return {
    accepted: sum(all.map(({ accepted }) => accepted)),
    rejected: sumWords(all.map(({ rejected }) => rejected)),
    discards: sumWords(all.map(({ discards }) => discards)),
    accounting: sum(all.map(({ accountingAnswered }) => accountingAnswered)),
  };
}

function sumWords(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const counts of all) {
    for (const [word, count] of Object.entries(counts)) totals[word] = (totals[word] ?? 0) + count;
  }
  return totals;
}

function foldHistograms(histograms: readonly HistogramCounts[]): HistogramCounts {
  return histograms.reduce(addCounts, NO_COUNTS);
}

/** `null` where there is nothing but nothing. */
function worstOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}

/** Four digits are more than a plot shows. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
