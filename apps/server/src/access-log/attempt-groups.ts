import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { hashText } from '../hash-text.ts';
import type { JudgedAttempt } from './attempt-recorder.ts';
import type { AttemptRow } from './attempt-store.ts';
import { timeOrderedIds } from './time-ordered-ids.ts';

/** Identical outcomes within this time of the group's first share one row. */
export const GROUP_MS = 60_000;

/** One part of a write is for counts that grew: first of all, new attempts are to be seen. */
const RECOUNTS_SHARE = 4;
/** Stands where a group's facts were; the row in the database keeps its own. */
const RELEASED: StoredAttemptFacts = { method: 'none' };

type Group = Omit<AttemptRow, 'facts'> & {
  facts: StoredAttemptFacts;
  at: number;
  count: number;
  hash: number;
  /** The next group in the same slot of the table. */
  next: Group | null;
  /** Not yet in the database, with its present count. */
  changed: boolean;
  /** `null`: never. */
  writtenAt: number | null;
};

/**
 * The groups of the last minute, and which of them are to be written. Bounded: when full, the oldest
 * written group is forgotten (its next repetition opens a new row); when none is written, `add` declines.
 */
export class AttemptGroups {
  readonly #max: number;
  readonly #newId: (at: number) => string;
  readonly #slots = new Map<number, Group>();
  /** Never written, oldest first. */
  #fresh: Group[] = [];
  /** Written before, counted further since. */
  #recounted: Group[] = [];
  /** All, by age; those before `#oldest` are forgotten. */
  #byAge: Group[] = [];
  #oldest = 0;

  constructor(max: number, randomBytes: (size: number) => Uint8Array) {
    this.#max = max;
    this.#newId = timeOrderedIds(randomBytes);
  }

  /** Groups that wait to be written. */
  get waiting(): number {
    return this.#fresh.length + this.#recounted.length;
  }

  /** `false`: there is no room for one more group. */
  add(attempt: JudgedAttempt): boolean {
    const hash = hashOf(attempt);
    const known = this.#find(hash, attempt);
    if (known !== null && attempt.at < known.firstAt + GROUP_MS) {
      this.#count(known, attempt.at);
      return true;
    }
    if (!this.#hasRoom()) return false;
    if (known !== null) this.#unlink(known);
    this.#open(hash, attempt, attempt.facts());
    return true;
  }

  /** New groups first; then counts that grew and were last written before `recountedBefore`, a few at a time. */
  takeChanged(rowsMax: number, recountedBefore: number, now: number): AttemptRow[] {
    const taken = this.#fresh.splice(0, rowsMax);
    const recountsMax = Math.min(rowsMax - taken.length, Math.ceil(rowsMax / RECOUNTS_SHARE));
    let due = 0;
    while (due < recountsMax && isDue(this.#recounted[due], recountedBefore)) due += 1;
    taken.push(...this.#recounted.splice(0, due));
    for (const group of taken) {
      group.changed = false;
      group.writtenAt = now;
    }
    return taken;
  }

  /** They are in the database: what never changes is not needed here any more. */
  release(rows: readonly AttemptRow[]): void {
    for (const group of rows as readonly Group[]) group.facts = RELEASED;
  }

  /** They could not be written: they are due again. */
  putBack(rows: readonly AttemptRow[]): void {
    for (const group of rows as readonly Group[]) {
      if (group.changed) continue;
      group.changed = true;
      this.#recounted.push(group);
    }
  }

  /** Frees the memory of groups that can grow no more and are written. */
  forgetOld(now: number): void {
    for (;;) {
      const group = this.#byAge[this.#oldest];
      if (group === undefined || group.changed || now < group.firstAt + GROUP_MS) return;
      this.#forgetOldest(group);
    }
  }

  #hasRoom(): boolean {
    if (this.#byAge.length - this.#oldest < this.#max) return true;
    const group = this.#byAge[this.#oldest];
    if (group === undefined || group.changed) return false;
    this.#forgetOldest(group);
    return true;
  }

  #open(hash: number, attempt: JudgedAttempt, facts: StoredAttemptFacts): void {
    const { at, kind, customerId, username, mac, callingStationId, nasId, outcome, reason } = attempt;
    const group: Group = {
      id: this.#newId(at),
      firstAt: at,
      at,
      count: 1,
      kind,
      customerId,
      username,
      mac,
      callingStationId,
      nasId,
      outcome,
      reason,
      facts,
      hash,
      next: this.#slots.get(hash) ?? null,
      changed: true,
      writtenAt: null,
    };
    this.#slots.set(hash, group);
    this.#byAge.push(group);
    this.#fresh.push(group);
  }

  #count(group: Group, at: number): void {
    group.count += 1;
    if (at > group.at) group.at = at;
    if (group.changed) return;
    group.changed = true;
    this.#recounted.push(group);
  }

  #find(hash: number, attempt: JudgedAttempt): Group | null {
    let group = this.#slots.get(hash) ?? null;
    while (group !== null && !isSameOutcome(group, attempt)) group = group.next;
    return group;
  }

  #forgetOldest(group: Group): void {
    this.#unlink(group);
    this.#oldest += 1;
    if (this.#oldest < 1024 || this.#oldest < this.#byAge.length / 2) return;
    this.#byAge = this.#byAge.slice(this.#oldest);
    this.#oldest = 0;
  }

  /** Out of the table; it may have been replaced there already. */
  #unlink(group: Group): void {
    const first = this.#slots.get(group.hash) ?? null;
    if (first === group) {
      if (group.next === null) this.#slots.delete(group.hash);
      else this.#slots.set(group.hash, group.next);
      return;
    }
    for (let before = first; before !== null; before = before.next) {
      if (before.next !== group) continue;
      before.next = group.next;
      return;
    }
  }
}

function isDue(group: Group | undefined, recountedBefore: number): boolean {
  return group !== undefined && (group.writtenAt ?? 0) <= recountedBefore;
}

/** A customer is one whatever they typed; of the unknown, the username tells them apart. */
function isSameOutcome(group: Group, attempt: JudgedAttempt): boolean {
  return (
    group.mac === attempt.mac &&
    group.customerId === attempt.customerId &&
    group.nasId === attempt.nasId &&
    group.outcome === attempt.outcome &&
    group.reason === attempt.reason &&
    group.kind === attempt.kind &&
    (attempt.customerId !== null || group.username === attempt.username) &&
    (attempt.mac !== null || group.callingStationId === attempt.callingStationId)
  );
}

/** 30 bits, so that the table's key is a small integer. */
function hashOf(attempt: JudgedAttempt): number {
  const mac = attempt.mac ?? 0;
  const who = attempt.customerId ?? hashText(attempt.username) % 0x40000000;
  let hash = Math.imul(who ^ 0x9e3779b1, 0x85ebca6b) ^ (mac % 0x40000000);
  hash = Math.imul(hash ^ (hash >>> 15), 0x21f0aaad) ^ Math.floor(mac / 0x40000000);
  hash = Math.imul(hash ^ (hash >>> 13), 0x735a2d97) ^ attempt.nasId;
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35) ^ (attempt.reason === null ? 0 : attempt.reason.length);
  return (hash ^ (hash >>> 14)) & 0x3fffffff;
}
