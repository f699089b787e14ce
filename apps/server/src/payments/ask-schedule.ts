const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From this age on, so long until the next question. */
const PAUSES: readonly (readonly [ageMs: number, pauseMs: number])[] = [
  [0, MINUTE],
  [10 * MINUTE, 3 * MINUTE],
  [HOUR, 15 * MINUTE],
  [6 * HOUR, HOUR],
  [DAY, 6 * HOUR],
];
const ASKED_DAYS = 7;

/** When a provider is asked next about a payment: soon at first, then rarer, for a week. `null`: not any more. */
export function nextAskAt(createdAt: number, now: number): number | null {
  const age = Math.max(0, now - createdAt);
  const pauseMs = PAUSES.findLast(([from]) => age >= from)?.[1] ?? MINUTE;
  const next = now + pauseMs;
  return next - createdAt > ASKED_DAYS * DAY ? null : next;
}
