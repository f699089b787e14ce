import { doubleColumn, integerColumn, NO_ROW, RowNumbers } from './columns.ts';
import type { SubscriptionRecord } from './directory-records.ts';

const NO_END = Number.POSITIVE_INFINITY;

/** Subscriptions chained by customer: those that run, those to come, and the last one that ended. */
export class SubscriptionTable {
  readonly #rows = new RowNumbers();
  readonly #id = doubleColumn();
  readonly #servicePackageId = doubleColumn();
  readonly #startsAt = doubleColumn();
  readonly #endsAt = doubleColumn();
  readonly #next = integerColumn();

  id(row: number): number {
    return this.#id.get(row);
  }

  servicePackageId(row: number): number {
    return this.#servicePackageId.get(row);
  }

  endsAt(row: number): number | null {
    const endsAt = this.#endsAt.get(row);
    return endsAt === NO_END ? null : endsAt;
  }

  /**
   * The one that counts now: of those that run, the one begun last; when none runs, the one that ended last;
   * `NO_ROW` when none has begun yet.
   */
  current(first: number, now: number): number {
    let best = NO_ROW;
    for (let row = first; row !== NO_ROW; row = this.#next.get(row)) {
      if (this.#startsAt.get(row) > now) continue;
      if (best === NO_ROW || this.#precedes(best, row, now)) best = row;
    }
    return best;
  }

  add(subscriptions: readonly SubscriptionRecord[]): number {
    let first = NO_ROW;
    for (const subscription of subscriptions) {
      const row = this.#rows.take();
      this.#id.set(row, subscription.id);
      this.#servicePackageId.set(row, subscription.servicePackageId);
      this.#startsAt.set(row, subscription.startsAt);
      this.#endsAt.set(row, subscription.endsAt ?? NO_END);
      this.#next.set(row, first);
      first = row;
    }
    return first;
  }

  removeChain(first: number): void {
    for (let row = first; row !== NO_ROW; row = this.#next.get(row)) this.#rows.giveBack(row);
  }

  /** Whether `other` counts rather than `row`. */
  #precedes(row: number, other: number, now: number): boolean {
    const runs = this.#endsAt.get(row) > now;
    const otherRuns = this.#endsAt.get(other) > now;
    if (runs !== otherRuns) return otherRuns;
    const column = runs ? this.#startsAt : this.#endsAt;
    const difference = column.get(other) - column.get(row);
    return difference === 0 ? this.#id.get(other) > this.#id.get(row) : difference > 0;
  }
}
