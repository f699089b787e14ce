import type { Connection } from '../db/open-database.ts';
import type { Journal, JournalStats } from '../journal/journal.ts';
import { type AccountingEvent, isNasEvent } from './accounting-event.ts';
import { type DirectStore, openDirectStore } from './direct-store.ts';
import { drainJournal } from './drain-journal.ts';
import { encodeEvent } from './journal-event.ts';
import { newWaiting, type Waiting } from './plan-batch.ts';
import { sessionLine } from './session-line.ts';
import type { JournalledSession, SessionsListener } from './session-row.ts';

export type AccountingWriter = {
  /**
   * Takes an event to be stored with those that wait beside it. `done(true)` follows once it is durable, in the
   * database or in the journal; `done(false)` when it is in neither; `false` at once: too many wait, and it was
   * not taken.
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
  /** Answered from the journal since the start of the process. */
  readonly journalled: number;
  /** `null`: there is no journal. */
  readonly journal: JournalStats | null;
};

export type AccountingWriterOptions = {
  readonly connection: Connection;
  readonly nodeId: string;
  /** Told after each commit, before anyone is answered. */
  readonly listener: SessionsListener;
  readonly onError: (error: unknown) => void;
  /** Takes over while the database is away or slow. Without one, accounting is not answered then. */
  readonly journal?: Journal | null;
  /** Of an event that was answered, and that the database refuses for what it contains. */
  readonly onRefused?: (event: unknown, error: unknown) => void;
  readonly queueMax?: number;
  /** A commit that takes longer is not waited for, if there is a journal. */
  readonly commitMsMax?: number;
};

const WATCH_EVERY_MS = 100;
/** At the end, the database gets this long to take what waits. */
const CLOSE_MS_MAX = 3000;

/**
 * Group commit, and the journal behind it: what a commit has not taken within half a second goes to the journal and is
 * answered from there. While the journal is not empty every event goes through it, so that order is kept.
 */
export function openAccountingWriter(options: AccountingWriterOptions): AccountingWriter {
  return new Writer(options);
}

class Writer implements AccountingWriter {
  readonly #options: AccountingWriterOptions;
  readonly #journal: Journal | null;
  readonly #store: DirectStore;
  readonly #watch: NodeJS.Timeout;
  readonly #counts = { stored: 0, failed: 0, refused: 0, batches: 0, journalled: 0 };
  readonly #batchSizes: number[] = [];
  readonly #closing = new AbortController();
  #draining: Promise<void> | null = null;
  #inJournal = 0;
  #suspect: number | null = null;

  constructor(options: AccountingWriterOptions) {
    this.#options = options;
    this.#journal = options.journal ?? null;
    this.#store = openDirectStore({
      ...options,
      settle: (waiting, stored) => this.#settle(waiting, stored ? 'stored' : 'failed'),
      onAway: (error) => this.#takeOver(error),
      onBatch: (events) => this.#countBatch(events),
    });
    this.#watch = setInterval(() => this.#watchCommits(), WATCH_EVERY_MS).unref();
    if (this.#journal?.isEmpty === false) this.#startDraining();
  }

  submit(event: AccountingEvent, done: (stored: boolean) => void): boolean {
    const { queueMax = 20_000 } = this.#options;
    if (this.#closing.signal.aborted || this.#store.waiting + this.#inJournal >= queueMax) {
      this.#counts.refused += 1;
      return false;
    }
    const waiting = newWaiting(event, performance.now(), done);
    if (this.#draining === null) this.#store.add(waiting);
    else this.#putInJournal(waiting);
    return true;
  }

  get stats(): AccountingWriterStats {
    return {
      ...this.#counts,
      batchSizes: this.#batchSizes,
      waiting: this.#store.waiting + this.#inJournal,
      journal: this.#journal?.stats ?? null,
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const tooLong = setTimeout(
      () => this.#takeOver(new Error('The database is not waited for any longer.')),
      CLOSE_MS_MAX,
    );
    await this.#store.drained();
    clearTimeout(tooLong);
    clearInterval(this.#watch);
    await this.#draining;
    await this.#journal?.close();
    await this.#store.close();
  }

  /**
   * Two looks in a row must find the same event waiting: one that follows a moment in which this process itself was
   * held up says nothing of the database.
   */
  #watchCommits(): void {
    const since = this.#journal === null ? null : this.#store.oldestSince;
    const late = since !== null && performance.now() - since > (this.#options.commitMsMax ?? 500);
    if (late && since === this.#suspect) {
      this.#takeOver(new Error('A commit of accounting takes too long: the journal takes over.'));
    }
    this.#suspect = late ? since : null;
  }

  /** What the database has not confirmed goes to the journal, in its order; it may be stored there as well. */
  #takeOver(error: unknown): void {
    this.#options.onError(error);
    const waiting = this.#store.takeBack();
    if (this.#journal === null) {
      for (const each of waiting) this.#settle(each, 'failed');
      return;
    }
    if (waiting.length === 0 && this.#journal.isEmpty) return;
    for (const each of waiting) this.#putInJournal(each);
    this.#startDraining();
  }

  #putInJournal(waiting: Waiting): void {
    this.#inJournal += 1;
    const journalled = journalledSession(waiting.event);
    this.#journal?.append(encodeEvent(waiting.event), waiting.event.heardAt, (safe) => {
      this.#inJournal -= 1;
      if (safe && journalled !== null) this.#options.listener.applyJournalled?.(journalled);
      this.#settle(waiting, safe ? 'journalled' : 'failed');
    });
  }

  #startDraining(): void {
    if (this.#draining !== null || this.#journal === null) return;
    this.#draining = drainJournal({
      journal: this.#journal,
      store: this.#store,
      onError: this.#options.onError,
      onRefused: this.#options.onRefused ?? (() => undefined),
      signal: this.#closing.signal,
    }).finally(() => {
      if (this.#closing.signal.aborted) return;
      this.#draining = null;
      if (!this.#journal?.isEmpty) this.#startDraining();
    });
  }

  #settle(waiting: Waiting, outcome: 'stored' | 'journalled' | 'failed'): void {
    if (waiting.settled) return;
    waiting.settled = true;
    this.#counts[outcome] += 1;
    try {
      waiting.done(outcome !== 'failed');
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #countBatch(events: number): void {
    this.#counts.batches += 1;
    const size = Math.ceil(Math.log2(events));
    while (this.#batchSizes.length <= size) this.#batchSizes.push(0);
    this.#batchSizes[size] = (this.#batchSizes[size] ?? 0) + 1;
  }
}

function journalledSession(event: AccountingEvent): JournalledSession | null {
  if (isNasEvent(event)) return null;
  const { kind, mac, heardAt } = event;
  const owner = event.owner ?? event.holder;
  if (owner === null) return null;
  const line = mac === null ? sessionLine(event) : null;
  return { customerId: owner.customerId, mac, line, heardAt, open: kind !== 'stop' };
}
