import { type ValidFrom, validityFrom } from '../service-packages/validity.ts';

/** What a customer holds and has not seen the end of. Times in milliseconds since the epoch. */
export type HeldPackage = {
  readonly id: number;
  readonly startsAt: number;
  /** `null`: without an end, or not known yet because it waits for its first login. */
  readonly endsAt: number | null;
  /** It runs so long from its first login, which has not been yet. */
  readonly waitingSeconds: number | null;
  /** A trial or a gift: nothing was paid for it, so nothing of it has to be kept. */
  readonly free: boolean;
  /** Its volume or its time online is gone. */
  readonly usedUp: boolean;
};

export type SoldPackage = { readonly validitySeconds: number | null; readonly validFrom: ValidFrom };

export type Renewal =
  | {
      readonly refused: null;
      /** `now`: the new one runs at once. `after-present`: when what was paid for before is over. */
      readonly begins: 'now' | 'after-present';
      readonly startsAt: number;
      readonly endsAt: number | null;
      readonly waitingSeconds: number | null;
      /** These end now. */
      readonly endIds: readonly number[];
      /** These have not begun, and begin (and end) so much later: nothing of them is lost. */
      readonly shiftIds: readonly number[];
      readonly shiftMs: number;
      /** The one that was used up and leaves the rest of its days to the new one. */
      readonly carriedFrom: number | null;
      readonly carriedMs: number;
      /** Whoever is online now may stay until then; `undefined`: nothing changes for a session that runs. */
      readonly sessionLastsUntil: number | null | undefined;
    }
  | { readonly refused: 'already-without-end' };

/**
 * When a package begins that somebody pays for, and what becomes of those that were there: prepaid time is added to
 * the end, never thrown away.
 *
 * @param held those that run or will; one that has ended does no harm
 */
export function planRenewal(now: number, held: readonly HeldPackage[], sold: SoldPackage): Renewal {
  const living = held.filter(({ endsAt }) => endsAt === null || endsAt > now);
  const running = living.filter(({ startsAt, waitingSeconds }) => startsAt <= now && waitingSeconds === null);
  const coming = living.filter(({ startsAt }) => startsAt > now);
  const good = running.filter(({ free, usedUp }) => !free && !usedUp);
  if (good.some(isEndless)) return { refused: 'already-without-end' };
  if (good.length === 0) return beginNow(now, running, coming, sold);
  // It would never have its turn.
  if (coming.some((each) => !each.free && isEndless(each))) return { refused: 'already-without-end' };
  return queue(now, good, coming, sold);
}

function beginNow(
  now: number,
  running: readonly HeldPackage[],
  coming: readonly HeldPackage[],
  sold: SoldPackage,
): Renewal {
  const paid = running.filter(({ free }) => !free);
  const last = paid.toSorted((a, b) => (b.endsAt ?? now) - (a.endsAt ?? now))[0];
  const leftMs = Math.max(0, (last?.endsAt ?? now) - now);
  const { endsAt, waitingSeconds } = lasting(now, sold, leftMs);
  const until = waitingSeconds === null ? endsAt : now + waitingSeconds * 1000;
  const first = Math.min(...coming.map(({ startsAt }) => startsAt));
  const shiftMs = until === null || coming.length === 0 ? 0 : Math.max(0, until - first);
  return {
    refused: null,
    begins: 'now',
    startsAt: now,
    endsAt,
    waitingSeconds,
    endIds: running.map(({ id }) => id),
    shiftIds: shiftMs === 0 ? [] : coming.map(({ id }) => id),
    shiftMs,
    carriedFrom: leftMs === 0 ? null : (last?.id ?? null),
    carriedMs: leftMs,
    sessionLastsUntil: waitingSeconds === null ? endsAt : undefined,
  };
}

function queue(
  now: number,
  good: readonly HeldPackage[],
  coming: readonly HeldPackage[],
  sold: SoldPackage,
): Renewal {
  const row = [...good, ...coming].filter(({ endsAt }) => endsAt !== null);
  const startsAt = Math.max(now, ...row.map(({ endsAt }) => endsAt ?? now));
  const { endsAt, waitingSeconds } = lasting(startsAt, sold, 0);
  const unbroken = coming.every(({ waitingSeconds }) => waitingSeconds === null) && isUnbroken(now, row);
  return {
    refused: null,
    begins: 'after-present',
    startsAt,
    endsAt,
    waitingSeconds,
    endIds: [],
    shiftIds: [],
    shiftMs: 0,
    carriedFrom: null,
    carriedMs: 0,
    sessionLastsUntil: waitingSeconds === null && unbroken ? endsAt : undefined,
  };
}

/** Until when it runs, and what was left of a package that is used up goes to its end. */
function lasting(start: number, sold: SoldPackage, moreMs: number) {
  const { endsAt, waitingSeconds } = validityFrom(new Date(start), sold.validitySeconds, sold.validFrom);
  return {
    endsAt: endsAt === null ? null : endsAt.getTime() + moreMs,
    waitingSeconds: waitingSeconds === null ? null : waitingSeconds + Math.floor(moreMs / 1000),
  };
}

function isEndless({ endsAt, waitingSeconds }: HeldPackage): boolean {
  return endsAt === null && waitingSeconds === null;
}

/** Whether one begins where the one before it ends, from now on. */
function isUnbroken(now: number, row: readonly HeldPackage[]): boolean {
  let until = now;
  for (const { startsAt, endsAt } of row.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (startsAt > until) return false;
    until = Math.max(until, endsAt ?? until);
  }
  return true;
}
