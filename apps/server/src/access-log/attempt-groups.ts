import { attemptKinds } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { type RejectReason, rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { HashIndex } from '../hash-index.ts';
import { hashText } from '../hash-text.ts';
import type { JudgedAttempt } from './attempt-recorder.ts';
import type { AttemptCount, AttemptRow } from './attempt-store.ts';
import { type TimeOrderedIds, timeOrderedIds } from './time-ordered-ids.ts';
import { isUnrecognised } from './unrecognised-attempts.ts';

/** Identical outcomes within this time of the group's first share one row. */
export const GROUP_MS = 60_000;

/** One part of a write is for counts that grew: first of all, new attempts are to be seen. */
const RECOUNTS_SHARE = 4;

// What is kept of a group, as numbers side by side: a login touches all of them, and makes no object.
/** -1: none. */
const MAC = 0;
/** 0: nobody is known by the username. */
const CUSTOMER_ID = 1;
/** Router, kind, outcome and reason in one number: `whatOf`. */
const WHAT = 2;
const FIRST_AT = 3;
const AT = 4;
const COUNT = 5;
/** 0: never. */
const WRITTEN_AT = 6;
/** The id's number, and whether the group waits or is being written. */
const NUMBER_AND_STATE = 7;
const FIELDS = 8;

const NO_MAC = -1;
const STATES = 4;
/** Waits to be written, with its present count. */
const CHANGED = 1;
const BEING_WRITTEN = 2;

/** What only the first write of a group needs, and the texts by which strangers are told apart. */
type Said = {
  readonly username: string;
  readonly callingStationId: string;
  facts: StoredAttemptFacts | null;
};

/** Groups on their way to the database. */
export type TakenGroups = {
  readonly rows: readonly AttemptRow[];
  readonly counts: readonly AttemptCount[];
  readonly groups: readonly number[];
};

/**
 * The groups of the last minute, and which of them are to be written. Bounded: when full, the oldest
 * written group is forgotten (its next repetition opens a new row); when none is written, `add` declines.
 */
export class AttemptGroups {
  readonly #max: number;
  readonly #ids: TimeOrderedIds;
  /** Groups by age go round in `#max` places; a place is a group's number. */
  readonly #values: Float64Array;
  readonly #said: (Said | null)[];
  readonly #byHash: HashIndex;
  #oldest = 0;
  #count = 0;
  /** Never written, oldest first. */
  #fresh: number[] = [];
  /** Written before, counted further since. */
  #recounted: number[] = [];

  constructor(max: number, randomBytes: (size: number) => Uint8Array) {
    this.#max = max;
    this.#ids = timeOrderedIds(randomBytes);
    this.#values = new Float64Array(max * FIELDS);
    this.#said = new Array<Said | null>(max).fill(null);
    this.#byHash = new HashIndex(max);
  }

  /** Groups that wait to be written. */
  get waiting(): number {
    return this.#fresh.length + this.#recounted.length;
  }

  /** `false`: there is no room for one more group. */
  add(attempt: JudgedAttempt): boolean {
    const { at } = attempt;
    const what = whatOf(attempt);
    const hash = hashOf(attempt, what);
    const known = this.#find(hash, attempt, what);
    if (known !== -1 && at < this.#get(known, FIRST_AT) + GROUP_MS) {
      this.#countOneMore(known, at);
      return true;
    }
    if (!this.#hasRoom()) return false;
    const facts = attempt.facts();
    if (known !== -1) this.#byHash.remove(hash, known);
    this.#open(hash, attempt, what, facts);
    return true;
  }

  /** New groups first; then counts that grew and were last written before `recountedBefore`, a few at a time. */
  takeChanged(rowsMax: number, recountedBefore: number, now: number): TakenGroups {
    const fresh = this.#fresh.splice(0, rowsMax);
    const recountsMax = Math.min(rowsMax - fresh.length, Math.ceil(rowsMax / RECOUNTS_SHARE));
    let due = 0;
    while (due < recountsMax && this.#isDue(this.#recounted[due], recountedBefore)) due += 1;
    const recounted = this.#recounted.splice(0, due);
    const taken = {
      rows: fresh.map((group) => this.#row(group)),
      counts: recounted.map((group) => this.#countOf(group)),
      groups: [...fresh, ...recounted],
    };
    for (const group of taken.groups) {
      this.#setState(group, BEING_WRITTEN);
      this.#set(group, WRITTEN_AT, now);
    }
    return taken;
  }

  /** They are in the database: what never changes is not needed here any more. */
  release({ groups }: TakenGroups): void {
    for (const group of groups) {
      this.#setState(group, this.#state(group) & CHANGED);
      const said = this.#said[group];
      if (!said) continue;
      const isStranger = this.#get(group, CUSTOMER_ID) === 0 || this.#get(group, MAC) === NO_MAC;
      if (isStranger) said.facts = null;
      else this.#said[group] = null;
    }
  }

  /** They could not be written: they are due again. */
  putBack({ groups }: TakenGroups): void {
    for (const group of groups) {
      const isNew = Boolean(this.#said[group]?.facts);
      const isQueued = (this.#state(group) & CHANGED) !== 0;
      this.#setState(group, CHANGED);
      if (isNew && isQueued) this.#recounted.splice(this.#recounted.indexOf(group), 1);
      if (isNew) this.#fresh.push(group);
      else if (!isQueued) this.#recounted.push(group);
    }
  }

  /** Frees the memory of groups that can grow no more and are written. */
  forgetOld(now: number): void {
    while (this.#count > 0) {
      const group = this.#oldest;
      if (this.#state(group) !== 0 || now < this.#get(group, FIRST_AT) + GROUP_MS) return;
      this.#forgetOldest();
    }
  }

  #hasRoom(): boolean {
    if (this.#count < this.#max) return true;
    if (this.#state(this.#oldest) !== 0) return false;
    this.#forgetOldest();
    return true;
  }

  #open(hash: number, attempt: JudgedAttempt, what: number, facts: StoredAttemptFacts): void {
    const group = (this.#oldest + this.#count) % this.#max;
    this.#count += 1;
    this.#set(group, MAC, attempt.mac ?? NO_MAC);
    this.#set(group, CUSTOMER_ID, attempt.customerId ?? 0);
    this.#set(group, WHAT, what);
    this.#set(group, FIRST_AT, attempt.at);
    this.#set(group, AT, attempt.at);
    this.#set(group, COUNT, 1);
    this.#set(group, WRITTEN_AT, 0);
    this.#set(group, NUMBER_AND_STATE, this.#ids.next() * STATES + CHANGED);
    this.#said[group] = { username: attempt.username, callingStationId: attempt.callingStationId, facts };
    this.#byHash.add(hash, group);
    this.#fresh.push(group);
  }

  #countOneMore(group: number, at: number): void {
    this.#set(group, COUNT, this.#get(group, COUNT) + 1);
    if (at > this.#get(group, AT)) this.#set(group, AT, at);
    const state = this.#state(group);
    if ((state & CHANGED) !== 0) return;
    this.#setState(group, state | CHANGED);
    this.#recounted.push(group);
  }

  #find(hash: number, attempt: JudgedAttempt, what: number): number {
    let from = this.#byHash.first(hash);
    for (;;) {
      const group = this.#byHash.next(hash, from);
      if (group === -1 || this.#isSameOutcome(group, attempt, what)) return group;
      from = this.#byHash.position + 1;
    }
  }

  /** A customer is one whatever they typed; of the unknown, the username tells them apart. */
  #isSameOutcome(group: number, attempt: JudgedAttempt, what: number): boolean {
    const { mac, customerId } = attempt;
    return (
      this.#get(group, MAC) === (mac ?? NO_MAC) &&
      this.#get(group, CUSTOMER_ID) === (customerId ?? 0) &&
      this.#get(group, WHAT) === what &&
      (customerId !== null || this.#said[group]?.username === attempt.username) &&
      (mac !== null || this.#said[group]?.callingStationId === attempt.callingStationId)
    );
  }

  #isDue(group: number | undefined, recountedBefore: number): boolean {
    return group !== undefined && this.#get(group, WRITTEN_AT) <= recountedBefore;
  }

  #countOf(group: number): AttemptCount {
    const firstAt = this.#get(group, FIRST_AT);
    const mac = this.#get(group, MAC);
    const reason = reasonOf(this.#get(group, WHAT));
    return {
      id: this.#ids.text(firstAt, Math.floor(this.#get(group, NUMBER_AND_STATE) / STATES)),
      firstAt,
      at: this.#get(group, AT),
      count: this.#get(group, COUNT),
      unrecognised: isUnrecognised(
        this.#get(group, CUSTOMER_ID) || null,
        mac === NO_MAC ? null : mac,
        reason,
      ),
    };
  }

  #row(group: number): AttemptRow {
    const mac = this.#get(group, MAC);
    const said = this.#said[group];
    return {
      ...this.#countOf(group),
      ...readWhat(this.#get(group, WHAT)),
      customerId: this.#get(group, CUSTOMER_ID) || null,
      mac: mac === NO_MAC ? null : (mac as MacAddress),
      username: said?.username ?? '',
      callingStationId: said?.callingStationId ?? '',
      facts: said?.facts ?? { method: 'none' },
    };
  }

  #forgetOldest(): void {
    const group = this.#oldest;
    const said = this.#said[group];
    const what = this.#get(group, WHAT);
    const mac = this.#get(group, MAC);
    const hash = hashNumbers(mac, whoOf(this.#get(group, CUSTOMER_ID), said?.username ?? ''), what);
    this.#byHash.remove(hash, group);
    this.#said[group] = null;
    this.#oldest = (group + 1) % this.#max;
    this.#count -= 1;
  }

  #state(group: number): number {
    return this.#get(group, NUMBER_AND_STATE) % STATES;
  }

  #setState(group: number, state: number): void {
    const both = this.#get(group, NUMBER_AND_STATE);
    this.#set(group, NUMBER_AND_STATE, both - (both % STATES) + state);
  }

  #get(group: number, field: number): number {
    return this.#values[group * FIELDS + field] as number;
  }

  #set(group: number, field: number, value: number): void {
    this.#values[group * FIELDS + field] = value;
  }
}

const OUTCOMES = ['accept', 'reject'] as const;
const REASONS = [null, ...rejectReasons];
const REASON_NUMBERS = new Map(REASONS.map((reason, number) => [reason, number]));
const REASONS_MAX = 64;

function whatOf({ kind, outcome, reason, nasId }: JudgedAttempt): number {
  const reasonNumber = reason === null ? 0 : (REASON_NUMBERS.get(reason) ?? 0);
  const outcomeNumber = outcome === 'accept' ? 0 : 1;
  const kindNumber = attemptKinds.indexOf(kind);
  return (
    ((nasId * attemptKinds.length + kindNumber) * OUTCOMES.length + outcomeNumber) * REASONS_MAX +
    reasonNumber
  );
}

function readWhat(what: number): Pick<AttemptRow, 'kind' | 'outcome' | 'reason' | 'nasId'> {
  const outcomes = Math.floor(what / REASONS_MAX);
  const kinds = Math.floor(outcomes / OUTCOMES.length);
  return {
    reason: reasonOf(what),
    outcome: OUTCOMES[outcomes % OUTCOMES.length] ?? 'reject',
    kind: attemptKinds[kinds % attemptKinds.length] ?? 'pppoe',
    nasId: Math.floor(kinds / attemptKinds.length),
  };
}

function reasonOf(what: number): RejectReason | null {
  return REASONS[what % REASONS_MAX] ?? null;
}

function hashOf({ mac, customerId, username }: JudgedAttempt, what: number): number {
  return hashNumbers(mac ?? NO_MAC, customerId ?? whoOf(0, username), what);
}

/** Of a customer the id; of a stranger a number of their username. */
function whoOf(customerId: number, username: string): number {
  return customerId === 0 ? hashText(username) : customerId;
}

function hashNumbers(mac: number, who: number, what: number): number {
  let hash = Math.imul(who ^ 0x9e3779b1, 0x85ebca6b) ^ mac;
  hash = Math.imul(hash ^ (hash >>> 15), 0x21f0aaad) ^ ((mac / 0x1_0000_0000) | 0);
  hash = Math.imul(hash ^ (hash >>> 13), 0x735a2d97) ^ what;
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 14);
}
