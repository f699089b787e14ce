/** What a customer holds and has not seen the end of. Times in milliseconds since the epoch. */
export type QueuedPackage = {
  readonly id: number;
  readonly startsAt: number;
  /** `null`: without an end, or not known yet because it waits for its first login. */
  readonly endsAt: number | null;
  readonly waitingSeconds: number | null;
};

export type Move = { readonly id: number; readonly laterMs: number };

const TOLERANCE_MS = 1000;

/**
 * Where an operator gives a package that ends what runs, what is queued moves: up to it where there would be a hole in
 * what was paid for, and back where both would run at once. What was dated for later, behind a hole, keeps its date.
 *
 * @param begins when the new one takes over
 * @param until when it ends, counted from its beginning if it waits for its first login; `null`: without an end
 * @returns those that begin at another time; less than 0: earlier
 */
export function planTakeover(
  begins: number,
  until: number | null,
  held: readonly QueuedPackage[],
): readonly Move[] {
  if (until === null) return [];
  const ends = held.filter(
    ({ startsAt, endsAt }) => startsAt < begins && (endsAt === null || endsAt > begins),
  );
  let before = Math.max(begins, ...ends.map(({ endsAt }) => endsAt ?? begins));
  let after = until;
  const moves: Move[] = [];
  for (const each of held.toSorted((a, b) => a.startsAt - b.startsAt || a.id - b.id)) {
    if (each.startsAt < begins) continue;
    const follows = each.startsAt <= before + TOLERANCE_MS;
    const laterMs = follows ? after - each.startsAt : Math.max(0, after - each.startsAt);
    if (Math.abs(laterMs) > 0) moves.push({ id: each.id, laterMs });
    if (each.endsAt === null && each.waitingSeconds === null) break;
    // One that waits for its first login holds up nobody behind it.
    before = Math.max(before, each.endsAt ?? each.startsAt);
    after = Math.max(after, (each.endsAt ?? each.startsAt) + laterMs);
  }
  return moves;
}
