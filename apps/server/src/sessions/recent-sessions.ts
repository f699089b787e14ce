import type { SessionInHand } from './join-session-events.ts';

/** Open sessions that are remembered; a few hundred octets each. */
const REMEMBERED_MAX = 150_000;

/**
 * The rows of open sessions as this process stored them last, so that an event of a known session need not be
 * looked up first. What is not here is unknown, not absent. Rows are changed in place by whoever plans a batch,
 * and forgotten when that batch is not stored.
 */
export class RecentSessions {
  readonly #byIdentity = new Map<number, SessionInHand[]>();
  readonly #byId = new Map<number, SessionInHand>();
  readonly #max: number;

  constructor(max = REMEMBERED_MAX) {
    this.#max = max;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Oldest first. */
  find(identityHash: number): readonly SessionInHand[] | undefined {
    return this.#byIdentity.get(identityHash);
  }

  /** After its row was stored: an ended session is told no more as a rule, so it is let go. */
  stored(row: SessionInHand): void {
    if (row.id === null) return;
    if (row.endedAt !== null) return this.#remove(row);
    if (this.#byId.has(row.id)) return;
    this.#byId.set(row.id, row);
    const rows = this.#byIdentity.get(row.identityHash);
    if (rows === undefined) this.#byIdentity.set(row.identityHash, [row]);
    else rows.push(row);
    if (this.#byId.size > this.#max) this.#forgetOldest();
  }

  /** What the database has of this identity, in place of what was remembered. */
  learn(identityHash: number, rows: readonly SessionInHand[]): void {
    this.forget(identityHash);
    if (rows.length === 0) return;
    this.#byIdentity.set(identityHash, [...rows]);
    for (const row of rows) if (row.id !== null) this.#byId.set(row.id, row);
  }

  forget(identityHash: number): void {
    for (const row of this.#byIdentity.get(identityHash) ?? [])
      if (row.id !== null) this.#byId.delete(row.id);
    this.#byIdentity.delete(identityHash);
  }

  /** Somebody else changed these rows. */
  forgetRows(ids: readonly number[]): void {
    for (const id of ids) {
      const row = this.#byId.get(id);
      if (row !== undefined) this.forget(row.identityHash);
    }
  }

  clear(): void {
    this.#byIdentity.clear();
    this.#byId.clear();
  }

  #remove(row: SessionInHand): void {
    if (row.id !== null) this.#byId.delete(row.id);
    const rows = this.#byIdentity.get(row.identityHash);
    if (rows === undefined) return;
    const at = rows.indexOf(row);
    if (at >= 0) rows.splice(at, 1);
    if (rows.length === 0) this.#byIdentity.delete(row.identityHash);
  }

  #forgetOldest(): void {
    for (const row of this.#byId.values()) return this.forget(row.identityHash);
  }
}
