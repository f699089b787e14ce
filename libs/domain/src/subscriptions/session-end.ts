/** What a customer holds, as far as a session that runs is concerned. Times in milliseconds since the epoch. */
export type CoveringPackage = {
  readonly startsAt: number;
  /** `null`: without an end, or not known yet because it waits for its first login. */
  readonly endsAt: number | null;
  readonly waitingSeconds: number | null;
  readonly usedUp: boolean;
  /** Its time online is counted: a session has to begin under it. */
  readonly countedByUse: boolean;
};

/**
 * Until when whoever is online may stay: through all packages that follow each other without a hole. `null`: without
 * end. `undefined`: nothing runs that could be promised; the session goes on as it was.
 */
export function sessionEnd(now: number, held: readonly CoveringPackage[]): number | null | undefined {
  const good = held
    .filter(({ waitingSeconds, usedUp, countedByUse }) => waitingSeconds === null && !usedUp && !countedByUse)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  let until = now;
  for (const { startsAt, endsAt } of good) {
    if (startsAt > until) break;
    if (endsAt === null) return null;
    until = Math.max(until, endsAt);
  }
  return until > now ? until : undefined;
}
