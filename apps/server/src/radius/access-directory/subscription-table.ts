import type { SubscriptionRecord } from './directory-records.ts';
import { NO_ROW, Records } from './records.ts';

const ID = 0;
const SERVICE_PACKAGE_ID = 1;
const STARTS_AT = 2;
const ENDS_AT = 3;
const NEXT = 4;
const WAITING_SECONDS = 5;
const FIELDS = 6;

const NO_END = Number.POSITIVE_INFINITY;

/** Subscriptions chained by customer: those that run, those to come, and the last one that ended. */
export class SubscriptionTable {
  readonly #records = new Records(FIELDS);

  id(row: number): number {
    return this.#records.get(row, ID);
  }

  servicePackageId(row: number): number {
    return this.#records.get(row, SERVICE_PACKAGE_ID);
  }

  endsAt(row: number): number | null {
    const endsAt = this.#records.get(row, ENDS_AT);
    return endsAt === NO_END ? null : endsAt;
  }

  waitingSeconds(row: number): number | null {
    const seconds = this.#records.get(row, WAITING_SECONDS);
    return seconds === 0 ? null : seconds;
  }

  /**
   * The one that counts now: of those that run, the one begun last; when none runs, the one that ended last;
   * `NO_ROW` when none has begun yet.
   */
  current(first: number, now: number): number {
    let best = NO_ROW;
    for (let row = first; row !== NO_ROW; row = this.#records.get(row, NEXT)) {
      if (this.#records.get(row, STARTS_AT) > now) continue;
      if (best === NO_ROW || this.#precedes(best, row, now)) best = row;
    }
    return best;
  }

  add(subscriptions: readonly SubscriptionRecord[]): number {
    let first = NO_ROW;
    for (const subscription of subscriptions) {
      const row = this.#records.take();
      this.#records.set(row, ID, subscription.id);
      this.#records.set(row, SERVICE_PACKAGE_ID, subscription.servicePackageId);
      this.#records.set(row, STARTS_AT, subscription.startsAt);
      this.#records.set(row, ENDS_AT, subscription.endsAt ?? NO_END);
      this.#records.set(row, WAITING_SECONDS, subscription.waitingSeconds ?? 0);
      this.#records.set(row, NEXT, first);
      first = row;
    }
    return first;
  }

  removeChain(first: number): void {
    for (let row = first; row !== NO_ROW; row = this.#records.get(row, NEXT)) this.#records.giveBack(row);
  }

  /** Whether `other` counts rather than `row`. */
  #precedes(row: number, other: number, now: number): boolean {
    const runs = this.#records.get(row, ENDS_AT) > now;
    const otherRuns = this.#records.get(other, ENDS_AT) > now;
    if (runs !== otherRuns) return otherRuns;
    const field = runs ? STARTS_AT : ENDS_AT;
    const difference = this.#records.get(other, field) - this.#records.get(row, field);
    return difference === 0 ? this.#records.get(other, ID) > this.#records.get(row, ID) : difference > 0;
  }
}
