import { type AccountingEvent, isNasEvent, type SessionEvent, sessionIdentity } from './accounting-event.ts';
import { fits, openRow, type SessionInHand, tellRow } from './join-session-events.ts';
import type { RecentSessions } from './recent-sessions.ts';

/** Rows in one batch: their ids must fit one note of what changed. */
const ROWS_MAX = 900;

/** An event on its way to the database. */
export type Waiting = {
  readonly event: AccountingEvent;
  /** 0 for what a NAS says of itself. */
  readonly identityHash: number;
  readonly done: (stored: boolean) => void;
  /** Milliseconds of the monotonic clock when it was taken. */
  readonly since: number;
  /** How often a batch with it was refused because of what somebody else had written. */
  conflicts: number;
  settled: boolean;
};

export type Batch = {
  readonly waiting: Waiting[];
  readonly opened: SessionInHand[];
  readonly known: SessionInHand[];
};

export type Plan = {
  /** What can be written at once. */
  readonly batch: Batch;
  /** Events of sessions of which nothing is remembered: to be looked up first, one for each. */
  readonly lookUps: Waiting[];
  /** Everything else, in its order. */
  readonly left: Waiting[];
};

export type PlanSources = {
  readonly recent: RecentSessions;
  /** Identities that are being written or looked up now: their next events wait. */
  readonly busy: ReadonlySet<number>;
  /** Identities that were looked up a moment ago: what is not remembered of them is not there. */
  readonly lookedUp: Set<number>;
};

export function newWaiting(event: AccountingEvent, since: number, done: Waiting['done']): Waiting {
  const identityHash = isNasEvent(event) ? 0 : sessionIdentity(event);
  return { event, identityHash, done, since, conflicts: 0, settled: false };
}

/**
 * Chooses from the queue what can be written together, by what is remembered of the sessions, and joins it. The order
 * of events is kept for each session, and around what a NAS says of all its sessions.
 */
export function planBatch(queue: readonly Waiting[], sources: PlanSources): Plan {
  const planning = new Planning(sources);
  let at = 0;
  for (; at < queue.length; at++) {
    const waiting = queue[at] as Waiting;
    if (waiting.settled) continue;
    if (isNasEvent(waiting.event) || planning.isFull) break;
    planning.take(waiting, waiting.event);
  }
  for (; at < queue.length; at++) planning.left.push(queue[at] as Waiting);
  return planning;
}

class Planning implements Plan {
  readonly batch = { waiting: [] as Waiting[], opened: [] as SessionInHand[], known: [] as SessionInHand[] };
  readonly lookUps: Waiting[] = [];
  readonly left: Waiting[] = [];
  readonly #sources: PlanSources;
  /** Rows of this batch by identity. */
  readonly #rows = new Map<number, SessionInHand>();
  readonly #heldBack = new Set<number>();

  constructor(sources: PlanSources) {
    this.#sources = sources;
  }

  get isFull(): boolean {
    return this.#rows.size >= ROWS_MAX || this.lookUps.length >= ROWS_MAX;
  }

  take(waiting: Waiting, event: SessionEvent): void {
    const { identityHash } = waiting;
    const { recent, busy, lookedUp } = this.#sources;
    if (busy.has(identityHash) || this.#heldBack.has(identityHash)) return this.#holdBack(waiting);
    const inBatch = this.#rows.get(identityHash);
    if (inBatch !== undefined) {
      const isItsOwn = event.startIsKnown ? fits(inBatch, event) : inBatch.endedAt === null;
      if (!isItsOwn) return this.#holdBack(waiting);
      tellRow(inBatch, event);
      this.batch.waiting.push(waiting);
      return;
    }
    const row = recent.find(identityHash)?.findLast((candidate) => fits(candidate, event));
    // Without a start to go by, behind a row that has ended there may be one that is not remembered.
    const isSure = event.startIsKnown || row?.endedAt === null || lookedUp.has(identityHash);
    if (row !== undefined && isSure) {
      if (lookedUp.size > 0) lookedUp.delete(identityHash);
      tellRow(row, event);
      return this.#add(waiting, row, this.batch.known);
    }
    // A Start opens a session as a rule; the database refuses the batch if it knows better.
    const mayOpen = (event.kind === 'start' && waiting.conflicts === 0) || lookedUp.delete(identityHash);
    if (mayOpen) return this.#add(waiting, openRow(identityHash, event), this.batch.opened);
    this.lookUps.push(waiting);
    this.#holdBack(waiting);
  }

  #add(waiting: Waiting, row: SessionInHand, rows: SessionInHand[]): void {
    this.#rows.set(row.identityHash, row);
    rows.push(row);
    this.batch.waiting.push(waiting);
  }

  #holdBack(waiting: Waiting): void {
    this.#heldBack.add(waiting.identityHash);
    this.left.push(waiting);
  }
}
