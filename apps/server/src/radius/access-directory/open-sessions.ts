import {
  RESERVED_PLACE_SECONDS,
  SESSION_SILENCE_SECONDS_MAX,
} from '@gatehouse/domain/access/granted-service';
import type { MacAddress } from '@gatehouse/domain/mac-address';

import { NumberIndex } from '../../number-index.ts';
import { NO_ROW, Records } from './records.ts';
import { type SubscriptionUsage, UsageTable } from './usage-table.ts';

/** A row of `sessions` as it stands now: absolute, so that applying it twice changes nothing. */
export type SessionState = {
  readonly id: number;
  readonly customerId: number | null;
  readonly mac: MacAddress | null;
  /** Where there is no MAC: the line, a number below -1. Snapshots of before do not tell it. */
  readonly line?: number | null;
  /** Milliseconds since the epoch. */
  readonly lastHeardAt: number;
  readonly open: boolean;
};

/** What the journal was told of a session: whose it is, and whether it goes on. */
export type JournalledSession = {
  readonly customerId: number;
  readonly mac: MacAddress | null;
  /** As of `SessionState`. */
  readonly line?: number | null;
  /** Milliseconds since the epoch. */
  readonly heardAt: number;
  readonly open: boolean;
};

/** A closed session stays known this long, so that older news about it does not open it again. */
const CLOSED_SESSION_KEPT_MS = 10 * 60_000;
/** An open session nobody speaks of any more is dropped from memory, never from the database. */
const SILENT_SESSION_KEPT_MS = 24 * 3600_000;
const SILENCE_MS = SESSION_SILENCE_SECONDS_MAX * 1000;
const RESERVED_MS = RESERVED_PLACE_SECONDS * 1000;
/** Neither a MAC nor a line: nobody's own. */
const NOWHERE = -1;

const STATE = 0;
/** 0: a reservation. */
const SESSION_ID = 1;
/** 0: the row is free. */
const CUSTOMER_ID = 2;
/** Which device: its MAC; of a session without one its line, below -1; or `NOWHERE`. */
const DEVICE = 3;
/** Of a session: when it was last heard. Of a reservation: when it ends. */
const AT = 4;
const NEXT = 5;
const FIELDS = 6;

const CLOSED = 0;
const OPEN = 1;
/** A place held by an Accept until accounting takes over. */
const RESERVED = 2;
/** The same, by a device that is being registered or could not be: it holds a device's place too. */
const RESERVED_DEVICE = 3;
/** A place held by a session that is told of in the journal, until it is stored. */
const JOURNALLED = 4;

/**
 * Who is online, for session limits and borrowed places (rules 10 and 15). Each customer has a chain of places: sessions,
 * and reservations made by Accepts. What sessions have used comes with them and stands in `usage`.
 */
export class OpenSessions {
  readonly usage = new UsageTable();
  readonly #places = new Records(FIELDS);
  readonly #rowOfSession = new NumberIndex();
  readonly #firstOfCustomer = new NumberIndex();
  /** How many places the journal holds, so that accounting need not look for any when there are none. */
  #journalled = 0;
  /** Sessions that are open, and how many of them were silent for too long when it was last looked. */
  #open = 0;
  #silent = 0;

  /** After each commit, by the process that stored them; by polling in the others. Older news changes nothing. */
  apply(sessions: Iterable<SessionState>, usages: Iterable<SubscriptionUsage>): void {
    for (const session of sessions) {
      if (session.customerId === null) continue;
      const row = this.#rowOfSession.get(session.id);
      if (row !== NO_ROW) this.#update(row, session);
      else this.#insert(session, session.customerId);
    }
    for (const usage of usages) this.usage.put(usage);
  }

  /**
   * What went into the journal counts before it is stored (by then it is known whose session, not yet which row): a session
   * that goes on holds a place as long as if it had been heard, one that ends gives back what its device held until then.
   */
  applyJournalled({ customerId, mac, line, heardAt, open }: JournalledSession): void {
    const device = mac ?? line ?? NOWHERE;
    if (open) this.#holdJournalled(customerId, device, heardAt + SILENCE_MS);
    else {
      this.#settleJournalled(customerId, device, heardAt);
      if (device !== NOWHERE) this.#closeUntil(customerId, device, heardAt);
    }
  }

  /**
   * An Accept holds a place for 30 s (rule 15). `asDevice`: the device is not in the register (yet), so it
   * holds a device's place as well. Here and below, `device` is the MAC, else the line, else nothing.
   */
  reserve(customerId: number, device: number | null, now: number, asDevice = false): void {
    const wanted = device ?? NOWHERE;
    let row = this.#findReservation(customerId, wanted);
    if (row === NO_ROW) row = this.#append(customerId, wanted);
    // What the journal holds longer stays held, as a session that is open does.
    if (this.#stateOf(row) === JOURNALLED) return;
    this.#places.set(row, STATE, asDevice ? RESERVED_DEVICE : RESERVED);
    this.#places.set(row, AT, now + RESERVED_MS);
  }

  release(customerId: number, device: number | null): void {
    const row = this.#findReservation(customerId, device ?? NOWHERE);
    if (row !== NO_ROW) this.#remove(row, customerId);
  }

  #holdJournalled(customerId: number, device: number, until: number): void {
    let row = this.#findReservation(customerId, device);
    if (row === NO_ROW) row = this.#append(customerId, device);
    if (this.#stateOf(row) < RESERVED_DEVICE) {
      this.#places.set(row, STATE, JOURNALLED);
      this.#journalled += 1;
    }
    this.#places.set(row, AT, Math.max(this.#places.get(row, AT), until));
  }

  /** The journal's last word of it is stored, or was that it ended. */
  #settleJournalled(customerId: number, device: number, heardAt: number): void {
    if (this.#journalled === 0) return;
    const row = this.#findReservation(customerId, device);
    if (row === NO_ROW || this.#stateOf(row) !== JOURNALLED) return;
    if (this.#places.get(row, AT) <= heardAt + SILENCE_MS) this.#remove(row, customerId);
  }

  #closeUntil(customerId: number, device: number, heardAt: number): void {
    for (let row = this.#firstOfCustomer.get(customerId); row !== NO_ROW; row = this.#places.get(row, NEXT)) {
      if (this.#stateOf(row) !== OPEN || this.#places.get(row, DEVICE) !== device) continue;
      if (this.#places.get(row, AT) > heardAt) continue;
      this.#setOpen(row, false);
      this.#places.set(row, AT, heardAt);
    }
  }

  #setOpen(row: number, open: boolean): void {
    if ((this.#stateOf(row) === OPEN) !== open) this.#open += open ? 1 : -1;
    this.#places.set(row, STATE, open ? OPEN : CLOSED);
  }

  #stateOf(row: number): number {
    return this.#places.get(row, STATE);
  }

  /** Sessions and reserved places that count against a limit, the asking device's own left out (rule 15). */
  countOthers(customerId: number, device: number | null, now: number): number {
    let count = 0;
    for (let row = this.#firstOfCustomer.get(customerId); row !== NO_ROW; row = this.#places.get(row, NEXT)) {
      const other = this.#places.get(row, DEVICE);
      if (other === device || !this.#counts(row, now)) continue;
      // A device that is online and logs in again holds one place, not two.
      if (this.#isReservation(row) && this.#isOnline(customerId, other, now)) continue;
      count += 1;
    }
    return count;
  }

  /** Places held by devices that are not this customer's own: someone else's, or not registered yet (rule 10). */
  countBorrowed(
    customerId: number,
    mac: MacAddress | null,
    now: number,
    holderOf: (mac: number) => number | null,
  ): number {
    let count = 0;
    const first = this.#firstOfCustomer.get(customerId);
    for (let row = first; row !== NO_ROW; row = this.#places.get(row, NEXT)) {
      const other = this.#places.get(row, DEVICE);
      if (other < 0 || other === mac || !this.#counts(row, now)) continue;
      const holder = holderOf(other);
      const borrowed =
        holder === null ? this.#places.get(row, STATE) === RESERVED_DEVICE : holder !== customerId;
      if (borrowed && !this.#isCountedBefore(first, row, other, now)) count += 1;
    }
    return count;
  }

  /** The time was corrected by so much: what was heard a minute ago stays heard a minute ago. */
  shift(ms: number): void {
    for (let row = 0; row < this.#places.end; row += 1) {
      this.#places.set(row, AT, this.#places.get(row, AT) + ms);
    }
  }

  /** Forgets what no longer matters. Once a minute. */
  sweep(now: number): void {
    let silent = 0;
    for (let row = 0; row < this.#places.end; row += 1) {
      const customerId = this.#places.get(row, CUSTOMER_ID);
      if (customerId === 0) continue;
      if (this.#isPast(row, now)) this.#remove(row, customerId);
      else if (this.#stateOf(row) === OPEN && !this.#counts(row, now)) silent += 1;
    }
    this.#silent = silent;
  }

  /** Sessions that count: open, and not silent for too long by the last sweep. */
  get online(): number {
    return Math.max(0, this.#open - this.#silent);
  }

  /** Sessions in memory, those closed a moment ago included. */
  get size(): number {
    return this.#rowOfSession.size;
  }

  #update(row: number, session: SessionState): void {
    const heardAt = this.#places.get(row, AT);
    if (session.lastHeardAt < heardAt || (session.lastHeardAt === heardAt && session.open)) return;
    this.#places.set(row, AT, session.lastHeardAt);
    this.#setOpen(row, session.open);
    this.#settleJournalled(
      this.#places.get(row, CUSTOMER_ID),
      this.#places.get(row, DEVICE),
      session.lastHeardAt,
    );
  }

  #insert(session: SessionState, customerId: number): void {
    const device = session.mac ?? session.line ?? NOWHERE;
    if (session.open) this.#takeOver(customerId, device);
    else this.#settleJournalled(customerId, device, session.lastHeardAt);
    const row = this.#append(customerId, device);
    this.#setOpen(row, session.open);
    this.#places.set(row, SESSION_ID, session.id);
    this.#places.set(row, AT, session.lastHeardAt);
    this.#rowOfSession.set(session.id, row);
  }

  /** What its Accept held; a login may have told nothing of where it comes from that its accounting tells. */
  #takeOver(customerId: number, device: number): void {
    let row = this.#findReservation(customerId, device);
    if (row === NO_ROW && device < 0) row = this.#findReservation(customerId, NOWHERE);
    if (row !== NO_ROW) this.#remove(row, customerId);
  }

  #append(customerId: number, device: number): number {
    const row = this.#places.take();
    this.#places.set(row, SESSION_ID, 0);
    this.#places.set(row, CUSTOMER_ID, customerId);
    this.#places.set(row, DEVICE, device);
    this.#places.set(row, NEXT, this.#firstOfCustomer.get(customerId));
    this.#firstOfCustomer.set(customerId, row);
    return row;
  }

  #remove(row: number, customerId: number): void {
    this.#unlink(row, customerId);
    const sessionId = this.#places.get(row, SESSION_ID);
    if (sessionId !== 0) this.#rowOfSession.delete(sessionId);
    if (this.#stateOf(row) === JOURNALLED) this.#journalled -= 1;
    this.#setOpen(row, false);
    this.#places.set(row, CUSTOMER_ID, 0);
    this.#places.giveBack(row);
  }

  #unlink(row: number, customerId: number): void {
    const next = this.#places.get(row, NEXT);
    let before = this.#firstOfCustomer.get(customerId);
    if (before !== row) {
      while (this.#places.get(before, NEXT) !== row) before = this.#places.get(before, NEXT);
      this.#places.set(before, NEXT, next);
    } else if (next === NO_ROW) this.#firstOfCustomer.delete(customerId);
    else this.#firstOfCustomer.set(customerId, next);
  }

  #findReservation(customerId: number, device: number): number {
    let row = this.#firstOfCustomer.get(customerId);
    while (row !== NO_ROW && !(this.#isReservation(row) && this.#places.get(row, DEVICE) === device))
      row = this.#places.get(row, NEXT);
    return row;
  }

  #isReservation(row: number): boolean {
    return this.#places.get(row, STATE) >= RESERVED;
  }

  #counts(row: number, now: number): boolean {
    const state = this.#places.get(row, STATE);
    if (state === CLOSED) return false;
    return state === OPEN ? this.#places.get(row, AT) + SILENCE_MS > now : this.#places.get(row, AT) > now;
  }

  #isPast(row: number, now: number): boolean {
    const state = this.#places.get(row, STATE);
    if (state >= RESERVED) return this.#places.get(row, AT) <= now;
    return (
      this.#places.get(row, AT) + (state === CLOSED ? CLOSED_SESSION_KEPT_MS : SILENT_SESSION_KEPT_MS) <= now
    );
  }

  #isOnline(customerId: number, device: number, now: number): boolean {
    if (device === NOWHERE) return false;
    for (let row = this.#firstOfCustomer.get(customerId); row !== NO_ROW; row = this.#places.get(row, NEXT)) {
      if (
        this.#places.get(row, STATE) === OPEN &&
        this.#places.get(row, DEVICE) === device &&
        this.#counts(row, now)
      )
        return true;
    }
    return false;
  }

  #isCountedBefore(first: number, end: number, mac: number, now: number): boolean {
    for (let row = first; row !== end; row = this.#places.get(row, NEXT)) {
      if (this.#places.get(row, DEVICE) === mac && this.#counts(row, now)) return true;
    }
    return false;
  }
}
