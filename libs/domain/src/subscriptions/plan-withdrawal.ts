/** What a customer holds or held. Times in milliseconds since the epoch. */
export type WithdrawablePackage = {
  readonly id: number;
  readonly startsAt: number;
  /** `null`: without an end, or not known yet because it waits for its first login. */
  readonly endsAt: number | null;
  readonly waitingSeconds: number | null;
  /** It was used up before its last day, and this one has the days that were left. */
  readonly carriedFrom: number | null;
  readonly carriedMs: number;
};

export type Withdrawal = {
  /** `ends`: now. `goes`: it never began. `over`: it had ended. */
  readonly itself: 'ends' | 'goes' | 'over';
  /** The one that has its days, without them. */
  readonly shortened: {
    readonly id: number;
    readonly endsAt: number | null;
    readonly waitingSeconds: number | null;
  } | null;
  /** These come forward, so that no hole is left. */
  readonly moves: readonly { readonly id: number; readonly earlierMs: number }[];
};

/** Ends that were written by different hands follow each other all the same. */
const TOLERANCE_MS = 1000;

type Gap = { readonly from: number; readonly until: number };

/**
 * What becomes of the others where a package is taken back, with its refund: nothing of its time stays with them, and
 * what is queued right behind it comes forward. What comes after a hole stays where it is.
 *
 * @param held all that live, and those that have ended as far as days of theirs were carried on
 */
export function planWithdrawal(now: number, id: number, held: readonly WithdrawablePackage[]): Withdrawal {
  const own = held.find((each) => each.id === id);
  const nothing = { shortened: null, moves: [] } as const;
  if (own === undefined) return { itself: 'over', ...nothing };
  if (isOver(own, now)) return takeBackCarried(now, own, held);
  const itself = own.startsAt < now ? 'ends' : 'goes';
  if (own.endsAt === null) return { itself, ...nothing };
  const gap = { from: Math.max(now, own.startsAt), until: own.endsAt };
  return { itself, shortened: null, moves: comeForward(now, gap, own.id, held) };
}

/** Its days may have been carried on more than once; each time no more of them than were left. */
function takeBackCarried(
  now: number,
  own: WithdrawablePackage,
  held: readonly WithdrawablePackage[],
): Withdrawal {
  let holder = held.find(({ carriedFrom }) => carriedFrom === own.id);
  let amountMs = holder?.carriedMs ?? 0;
  while (holder !== undefined && isOver(holder, now)) {
    const { id } = holder;
    holder = held.find(({ carriedFrom }) => carriedFrom === id);
    amountMs = Math.min(amountMs, holder?.carriedMs ?? 0);
  }
  if (holder === undefined || amountMs <= 0) return { itself: 'over', shortened: null, moves: [] };
  const { id, startsAt, endsAt, waitingSeconds } = holder;
  if (endsAt === null) {
    if (waitingSeconds === null) return { itself: 'over', shortened: null, moves: [] };
    const left = Math.max(1, waitingSeconds - Math.floor(amountMs / 1000));
    return { itself: 'over', shortened: { id, endsAt, waitingSeconds: left }, moves: [] };
  }
  const earlier = Math.max(endsAt - amountMs, now, startsAt + TOLERANCE_MS);
  if (earlier >= endsAt) return { itself: 'over', shortened: null, moves: [] };
  const moves = comeForward(now, { from: earlier, until: endsAt }, id, held);
  return { itself: 'over', shortened: { id, endsAt: earlier, waitingSeconds: null }, moves };
}

/** Never into the time of another one that runs. */
function comeForward(
  now: number,
  { from, until }: Gap,
  id: number,
  held: readonly WithdrawablePackage[],
): Withdrawal['moves'] {
  const others = held.filter((each) => each.id !== id && !isOver(each, now));
  const before = others.filter(
    (each) => each.startsAt < until - TOLERANCE_MS && each.waitingSeconds === null,
  );
  if (before.some(({ endsAt }) => endsAt === null)) return [];
  const free = Math.max(from, ...before.map(({ endsAt }) => endsAt ?? from));
  const earlierMs = until - free;
  if (earlierMs <= 0) return [];
  let end = until;
  const moves: { id: number; earlierMs: number }[] = [];
  for (const each of others.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (each.startsAt < until - TOLERANCE_MS) continue;
    if (each.startsAt > end + TOLERANCE_MS) break;
    moves.push({ id: each.id, earlierMs });
    end = Math.max(end, each.endsAt ?? each.startsAt);
  }
  return moves;
}

function isOver({ endsAt }: WithdrawablePackage, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}
