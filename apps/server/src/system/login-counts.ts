import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { SAMPLE_STEPS } from './sample-recorder.ts';

/** What the RADIUS processes counted within a stretch of time, all together. */
export type LoginPoint = {
  /** Milliseconds since the epoch: when it begins. */
  readonly at: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<string, number>>;
  /** How many sessions were open at most. */
  readonly online: number;
};

export type LoginSample = Omit<LoginPoint, 'at'> & {
  readonly nodeId: string;
  /** When its span ended. */
  readonly at: number;
  readonly seconds: number;
};

const [FINE, COARSE] = SAMPLE_STEPS;
const STEPS = { hour: { step: FINE, seconds: 3600 }, day: { step: COARSE, seconds: 86_400 } } as const;

/**
 * Logins of the last hour or day by outcome and reason, as each process counted them: the log of attempts is not touched,
 * however large it is, and what it could not hold is in here too.
 */
export async function readLoginSamples(db: Db, span: 'hour' | 'day'): Promise<LoginSample[]> {
  const { step, seconds } = STEPS[span];
  const { rows } = await sql<Omit<LoginSample, 'at'> & { readonly at: Date }>`
    select node_id as "nodeId", at, seconds, coalesce((sample->>'accepted')::float8, 0) as accepted,
           coalesce(sample->'rejected', '{}') as refused, coalesce((sample->>'openSessions')::float8, 0) as online
      from radius_samples
     where step_seconds = ${step.seconds} and at > now() - make_interval(secs => ${seconds})
     order by at`.execute(db);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.getTime() }));
}

/** Points of `pointSeconds`, by the middles of the spans. Where nobody counted there is none: that is no zero. */
export function foldLogins(samples: readonly LoginSample[], pointSeconds: number): LoginPoint[] {
  const points = new Map<number, LoginSample[]>();
  for (const sample of samples) {
    const middle = sample.at / 1000 - sample.seconds / 2;
    const start = Math.floor(middle / pointSeconds) * pointSeconds * 1000;
    points.set(start, [...(points.get(start) ?? []), sample]);
  }
  return [...points].sort(([a], [b]) => a - b).map(([at, within]) => ({ at, ...sumOf(within) }));
}

/** All of them as one. Every process knows all sessions, so of those the most are told, not the sum. */
export function sumOf(samples: readonly LoginSample[]): Omit<LoginPoint, 'at'> {
  const refused: Record<string, number> = {};
  let [accepted, online] = [0, 0];
  for (const sample of samples) {
    accepted += sample.accepted;
    online = Math.max(online, sample.online);
    for (const [reason, count] of Object.entries(sample.refused))
      refused[reason] = (refused[reason] ?? 0) + count;
  }
  return { accepted, refused, online };
}
