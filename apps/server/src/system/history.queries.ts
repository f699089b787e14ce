import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { foldSamples, type StoredSample, totalsOf } from './fold-samples.ts';
import type { HistoryPoint, HistorySpan, SystemHistory } from './history.schemas.ts';
import { readSample } from './sample.ts';
import { SAMPLE_STEPS } from './sample-recorder.ts';

const [FINE, COARSE] = SAMPLE_STEPS;

/** Points wide enough to hold a sample or more of every process, and few enough for a telephone. */
const SPANS: Readonly<Record<HistorySpan, { stepSeconds: number; pointSeconds: number; seconds: number }>> = {
  hour: { stepSeconds: FINE.seconds, pointSeconds: 20, seconds: 3600 },
  day: { stepSeconds: COARSE.seconds, pointSeconds: 600, seconds: 86_400 },
  week: { stepSeconds: COARSE.seconds, pointSeconds: 3600, seconds: 7 * 86_400 },
};

export async function describeHistory(db: Db, span: HistorySpan, now: number): Promise<SystemHistory> {
  const { stepSeconds, pointSeconds, seconds } = SPANS[span];
  const samples = await readSamples(db, stepSeconds, seconds);
  return {
    from: new Date(now - seconds * 1000).toISOString(),
    to: new Date(now).toISOString(),
    pointSeconds,
    points: foldSamples(samples, pointSeconds),
    totals: totalsOf(samples),
  };
}

/** The last minute as one point; `null` where nobody counted. */
export async function describeLastMinute(db: Db): Promise<HistoryPoint | null> {
  const rows = await readSamples(db, FINE.seconds, 60);
  // One point, wherever the minute begins.
  return foldSamples(rows, Number.MAX_SAFE_INTEGER / 2)[0] ?? null;
}

async function readSamples(db: Db, stepSeconds: number, seconds: number): Promise<StoredSample[]> {
  const rows = await db
    .selectFrom('radius_samples')
    .select(['node_id', 'at', 'seconds', 'sample'])
    .where('step_seconds', '=', stepSeconds)
    .where('at', '>', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .execute();
  return rows.map((row) => ({
    nodeId: row.node_id,
    at: row.at.getTime(),
    seconds: row.seconds,
    sample: readSample(row.sample),
  }));
}
