import type { MacAddress } from '@gatehouse/domain/mac-address';

/** A ticket of the portal as a login needs it, its password in the clear. Times are milliseconds since the epoch. */
export type TicketRecord = {
  readonly id: number;
  /** Lower case. */
  readonly username: string;
  readonly password: string;
  readonly customerId: number;
  readonly zoneId: number;
  /** Good from this device only; `null`: from any. */
  readonly mac: MacAddress | null;
  readonly expiresAt: number;
  readonly used: boolean;
  /** The device that its customer says this is, with a new address; `null`: none. */
  readonly continuesDeviceId: number | null;
};

/** So long a ticket is remembered beyond its end, so that a late or repeated login is called what it is. */
export const TICKET_REMEMBERED_MS = 10 * 60_000;
const SWEEP_MS = 60_000;

/** The tickets of the last minutes: few, and none stays. */
export class TicketTable {
  readonly #byUsername = new Map<string, TicketRecord>();
  readonly #usernames = new Map<number, string>();
  /** Used by a login that is being stored. */
  readonly #held = new Set<number>();
  #sweptAt = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.#byUsername.size;
  }

  /** The ticket with this User-Name; `null`: there is none. */
  find(username: string): TicketRecord | null {
    return this.#byUsername.size === 0 ? null : (this.#byUsername.get(username.toLowerCase()) ?? null);
  }

  isUsed(ticket: TicketRecord): boolean {
    return ticket.used || this.#held.has(ticket.id);
  }

  hold(ticket: TicketRecord): void {
    this.#held.add(ticket.id);
  }

  release(ticket: TicketRecord): void {
    this.#held.delete(ticket.id);
  }

  /** What the database has of these ids; those that it no longer has are forgotten. */
  apply(ids: readonly number[], tickets: readonly TicketRecord[], now: number): void {
    for (const id of ids) this.#forget(id);
    for (const ticket of tickets) {
      this.#forget(ticket.id);
      this.#byUsername.set(ticket.username, ticket);
      this.#usernames.set(ticket.id, ticket.username);
    }
    if (now - this.#sweptAt >= SWEEP_MS) this.#sweep(now);
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const { id, expiresAt } of this.#byUsername.values()) {
      if (expiresAt + TICKET_REMEMBERED_MS > now) continue;
      this.#forget(id);
      this.#held.delete(id);
    }
  }

  #forget(id: number): void {
    const username = this.#usernames.get(id);
    if (username === undefined) return;
    this.#usernames.delete(id);
    this.#byUsername.delete(username);
  }
}
