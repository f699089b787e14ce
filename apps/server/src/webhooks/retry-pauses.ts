const [MINUTE, HOUR] = [60, 3600];

/** After how many seconds it is tried again; together about a day. */
const PAUSES = [10, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR];

/**
 * Seconds until the next try; `null`: it is given up. Spread by a fifth, so that what failed together does not come back together.
 * @param tries how many there were, the one that failed included
 * @param chance 0 to 1
 */
export function retryPause(tries: number, chance: number): number | null {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : pause * (0.9 + chance * 0.2);
}
