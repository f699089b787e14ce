import pg from 'pg';
import { clientConfig, type Connection } from '../db/open-database.ts';
import { writeInHalves } from '../db/write-in-halves.ts';
import type { AccountingEvent } from './accounting-event.ts';
import type { SessionsListener } from './session-row.ts';
import { storeAccounting } from './session-store.ts';

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
};

export type AccountingWriterOptions = {
  readonly connection: Connection;
  readonly nodeId: string;
  /** Told after each commit, before anyone is answered. */
  readonly listener: SessionsListener;
  readonly onError: (error: unknown) => void;
  readonly batchMax?: number;
  readonly queueMax?: number;
};

type Waiting = { readonly event: AccountingEvent; readonly done: (stored: boolean) => void };

/** After a failure the database is left alone for a moment. */
const PAUSE_AFTER_FAILURE_MS = 250;

/** Group commit: one writer, one transaction for everything that waits. */
export function openAccountingWriter(options: AccountingWriterOptions): AccountingWriter {
  const { nodeId, listener, onError } = options;
  const batchMax = options.batchMax ?? 2000;
  const queueMax = options.queueMax ?? 20_000;
  const connection = keepConnection(options.connection, onError);
  const counts = { stored: 0, failed: 0, refused: 0, batches: 0 };
  let queue: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let closed = false;

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, batchMax);
      queue = queue.slice(batchMax);
      const settled = new Set<Waiting>();
      try {
        await writeInHalves(batch, (part) => storeAndAnswer(part, settled), onError);
      } catch (error) {
        onError(error);
        connection.drop();
        await pause(PAUSE_AFTER_FAILURE_MS);
      }
      for (const waiting of batch) if (!settled.has(waiting)) settle(waiting, false);
    }
    writing = null;
  }

  async function storeAndAnswer(part: readonly Waiting[], settled: Set<Waiting>): Promise<void> {
    const client = await connection.get();
    if (isPowerOfTwo(counts.batches)) await client.query('discard plans');
    const stored = await storeAccounting(
      client,
      nodeId,
      part.map((waiting) => waiting.event),
    );
    counts.batches += 1;
    listener.apply(stored.sessions, stored.usage);
    for (const waiting of part) settled.add(waiting);
    // The next batch is on its way to the database before this one is answered.
    setImmediate(() => {
      for (const waiting of part) settle(waiting, true);
    });
  }

  function settle(waiting: Waiting, stored: boolean): void {
    counts[stored ? 'stored' : 'failed'] += 1;
    try {
      waiting.done(stored);
    } catch (error) {
      onError(error);
    }
  }

  return {
    submit(event, done) {
      if (closed || queue.length >= queueMax) {
        counts.refused += 1;
        return false;
      }
      queue.push({ event, done });
      // Behind everything that has arrived already, so that it shares the commit.
      writing ??= new Promise((resolve) => setImmediate(() => resolve(writeAll())));
      return true;
    },
    get stats() {
      return { ...counts, waiting: queue.length };
    },
    async close() {
      closed = true;
      await writing;
      await connection.close();
    },
  };
}

type KeptConnection = { get(): Promise<pg.Client>; drop(): void; close(): Promise<void> };

/** A connection of its own, made anew when it was lost. */
function keepConnection(connection: Connection, onError: (error: unknown) => void): KeptConnection {
  let current: pg.Client | null = null;

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({
      ...clientConfig(connection, 'gatehouse accounting'),
      pipeline: true,
      query_timeout: 10_000,
    });
    client.on('error', (error) => {
      if (current === client) current = null;
      onError(error);
    });
    try {
      await client.connect();
      await client.query(SESSION_SETTINGS);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    current = client;
    return client;
  }

  return {
    get: async () => current ?? (await open()),
    drop() {
      current?.end().catch(() => undefined);
      current = null;
    },
    async close() {
      await current?.end();
      current = null;
    },
  };
}

/**
 * What was acknowledged survives a power cut, whatever the database's default is. Few rows are looked for in
 * large tables: always by index. A process that hangs lets go of the lock.
 */
const SESSION_SETTINGS = `
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set lock_timeout = '5s'; set statement_timeout = '8s'; set idle_in_transaction_session_timeout = '8s'`;

/**
 * A plan is kept for the life of the connection, and one that was made when a table was empty may walk through
 * all of it. So plans are made anew after 1, 2, 4, 8 … batches, as the tables grow.
 */
function isPowerOfTwo(count: number): boolean {
  return count > 0 && (count & (count - 1)) === 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
