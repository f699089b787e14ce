import { writeFile } from 'node:fs/promises';
import type { NasAccounting } from '@gatehouse/server/radtest/nas-accounting';

/** One thing that a router told, and what became of it. Times are milliseconds since the epoch. */
export type LedgerEntry = Pick<
  NasAccounting,
  'event' | 'acctSessionId' | 'username' | 'sessionSeconds' | 'inputBytes' | 'outputBytes'
> & {
  readonly startedAt: number;
  readonly firstSentAt: number;
  /** Each request with a new identifier; retransmissions of the same one are not told apart. */
  requests: number;
  /** `null`: no answer came, so nothing is promised. */
  answeredAt: number | null;
};

/** Everything that the routers of a test said and heard, in order. */
export class AccountingLedger {
  readonly entries: LedgerEntry[] = [];

  get answered(): readonly LedgerEntry[] {
    return this.entries.filter(({ answeredAt }) => answeredAt !== null);
  }

  /** The longest time in which nothing at all was answered, in milliseconds. */
  longestSilence(from: number, to: number): number {
    const times = this.answered.map(({ answeredAt }) => answeredAt ?? 0).filter((at) => at > from && at < to);
    const all = [from, ...times.sort((a, b) => a - b), to];
    return Math.max(...all.slice(1).map((at, i) => at - (all[i] ?? at)));
  }

  /** The longest time from the first request of anything to its answer, in milliseconds. */
  get longestWait(): number {
    return Math.max(
      0,
      ...this.answered.map(({ firstSentAt, answeredAt }) => (answeredAt ?? 0) - firstSentAt),
    );
  }

  async write(file: string): Promise<void> {
    await writeFile(file, this.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}
