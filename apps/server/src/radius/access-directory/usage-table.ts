import { NumberIndex } from '../../number-index.ts';
import { NO_ROW, Records } from './records.ts';

/** A row of `subscription_usage`: octets of all its sessions, both directions, and their seconds. It only grows. */
export type SubscriptionUsage = {
  readonly subscriptionId: number;
  readonly usedBytes: number;
  readonly usedSeconds: number;
};

const USED_BYTES = 0;
const USED_SECONDS = 1;
const FIELDS = 2;

/** What subscriptions have used, for volume and time that are sold. */
export class UsageTable {
  readonly #rowOfSubscription = new NumberIndex();
  readonly #records = new Records(FIELDS);

  /** Older news, which tell of less, change nothing. */
  put({ subscriptionId, usedBytes, usedSeconds }: SubscriptionUsage): void {
    let row = this.#rowOfSubscription.get(subscriptionId);
    if (row === NO_ROW) {
      row = this.#records.take();
      this.#rowOfSubscription.set(subscriptionId, row);
    }
    if (usedBytes > this.#records.get(row, USED_BYTES)) this.#records.set(row, USED_BYTES, usedBytes);
    if (usedSeconds > this.#records.get(row, USED_SECONDS)) this.#records.set(row, USED_SECONDS, usedSeconds);
  }

  /** For the two below; `NO_ROW`: nothing is used. Good until the next change. */
  find(subscriptionId: number): number {
    return this.#rowOfSubscription.get(subscriptionId);
  }

  usedBytes(row: number): number {
    return row === NO_ROW ? 0 : this.#records.get(row, USED_BYTES);
  }

  usedSeconds(row: number): number {
    return row === NO_ROW ? 0 : this.#records.get(row, USED_SECONDS);
  }
}
