import type pg from 'pg';
import type { RadiusStats } from './radius-stats.ts';
import { NO_PEAKS, type Peaks, raiseDatabase, raisePeaks, type Sample, sampleBetween } from './sample.ts';

export type SampleRecorderOptions = {
  readonly pool: pg.Pool;
  readonly nodeId: string;
  readonly read: () => RadiusStats;
  readonly onError: (error: unknown) => void;
  /** Milliseconds that only ever grow. */
  readonly clock?: () => number;
  readonly tickMs?: number;
  readonly steps?: readonly SampleStep[];
};

/** A sample every so many seconds; so many wait at most while the database is away. */
export type SampleStep = { readonly seconds: number; readonly waitingMax: number };

/** The last hour in detail, the last week roughly. What waits is an hour, and a day. */
export const SAMPLE_STEPS = [
  { seconds: 10, waitingMax: 360 },
  { seconds: 300, waitingMax: 288 },
] as const satisfies readonly SampleStep[];

type Track = SampleStep & { before: RadiusStats; since: number; peaks: Peaks; waiting: Taken[] };
type Taken = {
  readonly at: number;
  readonly stepSeconds: number;
  readonly seconds: number;
  readonly sample: Sample;
};

/**
 * Keeps the history of a radius process: how much of everything came in each span of time. Spans are written as they
 * end; while the database is away they wait here, so that an outage is in the plots once it is over.
 */
export function openSampleRecorder(options: SampleRecorderOptions): { close(): Promise<void> } {
  const { pool, nodeId, read, onError, clock = () => performance.now(), tickMs = 1000 } = options;
  const tracks = (options.steps ?? SAMPLE_STEPS).map((step) => newTrack(step, read(), clock()));
  let writing: Promise<void> | null = null;
  const timer = setInterval(tick, tickMs).unref();

  function tick(): void {
    const [stats, now] = [read(), clock()];
    const due = tracks.filter(({ since, seconds }) => now - since >= seconds * 1000);
    for (const track of tracks) track.peaks = raisePeaks(track.peaks, stats);
    for (const track of due) take(track, stats, now);
    if (due.length > 0) writing ??= write();
  }

  function take(track: Track, stats: RadiusStats, now: number): void {
    track.waiting.push({
      at: now,
      stepSeconds: track.seconds,
      seconds: (now - track.since) / 1000,
      sample: sampleBetween(track.before, stats, track.peaks),
    });
    if (track.waiting.length > track.waitingMax) track.waiting.shift();
    Object.assign(track, { before: stats, since: now, peaks: NO_PEAKS });
  }

  async function write(): Promise<void> {
    const rows = tracks.flatMap(({ waiting }) => waiting);
    const startedAt = clock();
    try {
      await writeSamples(pool, nodeId, rows, startedAt);
      const written = new Set(rows);
      for (const track of tracks) track.waiting = track.waiting.filter((taken) => !written.has(taken));
      noteDatabase(clock() - startedAt);
    } catch (error) {
      noteDatabase(null);
      onError(error);
    }
    writing = null;
  }

  function noteDatabase(tookMs: number | null): void {
    for (const track of tracks) track.peaks = raiseDatabase(track.peaks, tookMs);
  }

  return {
    async close() {
      clearInterval(timer);
      await writing;
    },
  };
}

function newTrack(step: SampleStep, before: RadiusStats, since: number): Track {
  return { ...step, before, since, peaks: NO_PEAKS, waiting: [] };
}

/** A database that hangs is as good as away. */
const WRITE_MS_MAX = 5000;

/** Dated by the database's clock and how long ago it was by ours: the clocks of several machines may differ. */
const WRITE_SAMPLES = `
  insert into radius_samples (node_id, step_seconds, at, seconds, sample)
  select $1::uuid, step_seconds, now() - make_interval(secs => age), seconds, sample
    from unnest($2::int[], $3::float8[], $4::float8[], $5::jsonb[]) as row (step_seconds, age, seconds, sample)
  on conflict do nothing`;

async function writeSamples(
  pool: pg.Pool,
  nodeId: string,
  rows: readonly Taken[],
  now: number,
): Promise<void> {
  const values = [
    nodeId,
    rows.map(({ stepSeconds }) => stepSeconds),
    rows.map(({ at }) => (now - at) / 1000),
    rows.map(({ seconds }) => seconds),
    rows.map(({ sample }) => JSON.stringify(sample)),
  ];
  const query: pg.QueryConfig & { query_timeout: number } = {
    text: WRITE_SAMPLES,
    values,
    query_timeout: WRITE_MS_MAX,
  };
  await pool.query(query);
}
