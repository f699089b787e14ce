import type { Connection } from '../db/open-database.ts';
import type { AccountingEvent } from './accounting-event.ts';
import { openDirectStore } from './direct-store.ts';
import { newWaiting, type Waiting } from './plan-batch.ts';
import type { SessionsListener } from './session-row.ts';

export type AccountingWriter = {
  /**
   * Takes an event to be stored with those that wait beside it. `done(true)` follows once it is durable,
   * `done(false)` when it could not be stored; `false` at once: too many wait, and it was not taken.
   */
  submit(event: AccountingEvent, done: (stored: boolean) => void): boolean;
  readonly stats: AccountingWriterStats;
  /** Stores what waits, takes nothing more, and lets the connection go. */
  close(): Promise<void>;
};

export type AccountingWriterStats = {
  readonly stored: number;
  readonly failed: number;
  /** Not taken, because too many waited. */
  readonly refused: number;
  readonly waiting: number;
  readonly batches: number;
  /** Commits by size: of 1 event, of 2, of 3–4, of 5–8 … */
  readonly batchSizes: number[];
};

export type AccountingWriterOptions = {
  readonly connection: Connection;
  readonly nodeId: string;
  /** Told after each commit, before anyone is answered. */
  readonly listener: SessionsListener;
  readonly onError: (error: unknown) => void;
  readonly queueMax?: number;
};

/** Group commit: everything that waits shares a transaction. */
export function openAccountingWriter(options: AccountingWriterOptions): AccountingWriter {
  const { onError } = options;
  const queueMax = options.queueMax ?? 20_000;
  const counts = { stored: 0, failed: 0, refused: 0, batches: 0 };
  const batchSizes: number[] = [];
  let closed = false;
  const store = openDirectStore({
    ...options,
    settle,
    onAway(error) {
      onError(error);
      for (const waiting of store.takeBack()) settle(waiting, false);
    },
    onBatch(events) {
      counts.batches += 1;
      const size = Math.ceil(Math.log2(events));
      while (batchSizes.length <= size) batchSizes.push(0);
      batchSizes[size] = (batchSizes[size] ?? 0) + 1;
    },
  });

  function settle(waiting: Waiting, stored: boolean): void {
    if (waiting.settled) return;
    waiting.settled = true;
    counts[stored ? 'stored' : 'failed'] += 1;
    try {
      waiting.done(stored);
    } catch (error) {
      onError(error);
    }
  }

  return {
    submit(event, done) {
      if (closed || store.waiting >= queueMax) {
        counts.refused += 1;
        return false;
      }
      store.add(newWaiting(event, performance.now(), done));
      return true;
    },
    get stats() {
      return { ...counts, batchSizes, waiting: store.waiting };
    },
    async close() {
      closed = true;
      await store.drained();
      await store.close();
    },
  };
}
