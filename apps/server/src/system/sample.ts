import { z } from 'zod';
import { countsBetween, histogramShape, quantileMs } from './histogram-counts.ts';
import type { RadiusStats } from './radius-stats.ts';

const count = z.number().default(0);
const countsByWord = z.record(z.string(), z.number()).default({});

/** What happened at one radius process within a few seconds, and how high things stood at worst. For the plots. */
export const sampleShape = z.object({
  accepted: count,
  rejected: countsByWord,
  discards: countsByWord,
  duplicates: count,
  silences: count,
  /** Accounting: answered, durable in the database, in how many commits, and neither. */
  accountingAnswered: count,
  accountingStored: count,
  commits: count,
  accountingFailed: count,
  overflowed: count,
  acceptLatency: histogramShape.prefault({}),
  accountingLatency: histogramShape.prefault({}),
  eventLoopDelay: histogramShape.prefault({}),
  cpuSeconds: count,
  rssBytes: count,
  openSessions: count,
  inProgressMax: count,
  directoryAgeSecondsMax: count,
  journalDepthMax: count,
  /** How long a small write took at worst; `null`: none was tried or none succeeded. */
  databaseMs: z.number().nullable().default(null),
  /** A write failed. */
  databaseAway: z.boolean().default(false),
});
export type Sample = z.infer<typeof sampleShape>;

/** What is only true for a moment, at its worst since the last sample. */
export type Peaks = Pick<
  Sample,
  'inProgressMax' | 'directoryAgeSecondsMax' | 'journalDepthMax' | 'databaseMs' | 'databaseAway'
>;

export const NO_PEAKS: Peaks = {
  inProgressMax: 0,
  directoryAgeSecondsMax: 0,
  journalDepthMax: 0,
  databaseMs: null,
  databaseAway: false,
};

export function raisePeaks(peaks: Peaks, stats: RadiusStats): Peaks {
  return {
    ...peaks,
    inProgressMax: Math.max(peaks.inProgressMax, stats.inProgress),
    directoryAgeSecondsMax: Math.max(peaks.directoryAgeSecondsMax, stats.directoryAgeSeconds),
    journalDepthMax: Math.max(peaks.journalDepthMax, stats.journal?.depth ?? 0),
  };
}

/** A write has ended: after so many milliseconds, or not at all. */
export function raiseDatabase(peaks: Peaks, tookMs: number | null): Peaks {
  if (tookMs === null) return { ...peaks, databaseAway: true };
  return { ...peaks, databaseMs: Math.max(peaks.databaseMs ?? 0, tookMs) };
}

/** What came between two readings of the same process. */
export function sampleBetween(before: RadiusStats, after: RadiusStats, peaks: Peaks): Sample {
  const [was, is] = [before.accounting, after.accounting];
  return {
    accepted: after.accepted - before.accepted,
    rejected: wordsBetween(before.rejected, after.rejected),
    discards: wordsBetween(before.discards, after.discards),
    duplicates: after.duplicates - before.duplicates,
    silences: after.silences - before.silences,
    accountingAnswered: after.latency.accounting.count - before.latency.accounting.count,
    accountingStored: is.stored - was.stored,
    commits: is.batches - was.batches,
    accountingFailed: is.failed + is.refused - was.failed - was.refused,
    overflowed: after.attempts.overflowed - before.attempts.overflowed,
    acceptLatency: countsBetween(before.latency.accept, after.latency.accept),
    accountingLatency: countsBetween(before.latency.accounting, after.latency.accounting),
    eventLoopDelay: countsBetween(before.eventLoopDelay, after.eventLoopDelay),
    cpuSeconds: after.process.cpuSeconds - before.process.cpuSeconds,
    rssBytes: after.process.rssBytes,
    openSessions: after.openSessions,
    ...peaks,
  };
}

/** Only words that came up: most of them never do. */
function wordsBetween(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([word, count]) => [word, count - (before[word] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}

export function readSample(stored: unknown): Sample {
  const read = sampleShape.safeParse(stored);
  return read.success ? read.data : sampleShape.parse({});
}

/** The p99 of how late the process came to its work. */
export function eventLoopDelayMs({ eventLoopDelay }: Pick<Sample, 'eventLoopDelay'>): number | null {
  return quantileMs(eventLoopDelay, 0.99);
}
