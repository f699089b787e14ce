/** Times are milliseconds since the epoch. */
export type SpreadSession = {
  readonly startedAt: number;
  /** When it ended, or was last heard. */
  readonly endedAt: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
};

export type TrafficStep = {
  readonly from: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly onlineSeconds: number;
};

type Steps = { readonly from: number; readonly stepMs: number; readonly steps: number };

/**
 * Traffic and time online in equal steps of time. Routers tell sums only, so a session counts evenly over the time it
 * lasted; two that overlap are online once.
 */
export function spreadTraffic(
  sessions: readonly SpreadSession[],
  { from, stepMs, steps }: Steps,
): TrafficStep[] {
  return Array.from({ length: steps }, (_, index) => {
    const begin = from + index * stepMs;
    const end = begin + stepMs;
    const within = sessions.filter(({ startedAt, endedAt }) => startedAt < end && endedAt >= begin);
    const share = (bytes: (session: SpreadSession) => number) =>
      Math.round(within.reduce((sum, session) => sum + bytes(session) * shareOf(session, begin, end), 0));
    return {
      from: begin,
      inputBytes: share((session) => session.inputBytes),
      outputBytes: share((session) => session.outputBytes),
      onlineSeconds: Math.round(coveredMs(within, begin, end) / 1000),
    };
  });
}

/** Of a session without length everything is where it began. */
function shareOf({ startedAt, endedAt }: SpreadSession, begin: number, end: number): number {
  const length = endedAt - startedAt;
  if (length <= 0) return startedAt >= begin ? 1 : 0;
  return Math.max(0, Math.min(end, endedAt) - Math.max(begin, startedAt)) / length;
}

function coveredMs(sessions: readonly SpreadSession[], begin: number, end: number): number {
  const sorted = [...sessions].sort((a, b) => a.startedAt - b.startedAt);
  let covered = 0;
  let until = begin;
  for (const { startedAt, endedAt } of sorted) {
    const from = Math.max(until, startedAt);
    const to = Math.min(end, endedAt);
    if (to > from) covered += to - from;
    until = Math.max(until, to);
  }
  return covered;
}
