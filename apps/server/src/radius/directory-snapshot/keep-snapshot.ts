import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Connection } from '../../db/open-database.ts';
import { openSealedFile } from './sealed-file.ts';
import type { SnapshotTask, SnapshotWritten } from './write-snapshot.ts';

/** One purpose, one key: fixed for ever. */
export const SNAPSHOT_PURPOSE = 'directory-snapshot';

export function snapshotPath(dataFolder: string): string {
  return join(dataFolder, 'directory.snapshot');
}

/** When the one on the disk says it was made; null: there is none of any use. */
export async function snapshotMadeAt(path: string, key: Uint8Array): Promise<number | null> {
  const file = await openSealedFile(path, key).catch(() => null);
  await file?.close();
  return file?.madeAt ?? null;
}

export type SnapshotKeeperOptions = {
  readonly connection: Connection;
  readonly path: string;
  readonly key: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** False while what is in the database cannot be vouched for, or it is away. */
  readonly mayWrite: () => boolean;
  /** When the one on the disk was made; null: there is none. */
  readonly madeAt: number | null;
  readonly onWritten?: (written: SnapshotWritten) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
};

export type SnapshotKeeper = {
  /** When the snapshot on the disk was made, for the age that is shown; null: there is none. */
  readonly madeAt: number | null;
  stop(): Promise<void>;
};

const EVERY_MS = 5 * 60_000;
const LOOK_EVERY_MS = 2000;
const WRITE_MS_MAX = 30 * 60_000;
/** Of the time between two, at most a tenth is spent on writing one. */
const PAUSE_FACTOR = 10;
const BYTES_MAX = 4 * 1024 ** 3;
/** A page and what it is read from; a thread that needs more is broken. */
const MEMORY_MB_MAX = 192;

/** Writes the directory to the disk again and again, in a thread of its own: every five minutes, less often if it takes long. */
export function keepSnapshot(options: SnapshotKeeperOptions): SnapshotKeeper {
  const { clock, everyMs = EVERY_MS } = options;
  let { madeAt } = options;
  let dueAt = madeAt === null ? 0 : performance.now() + Math.max(0, everyMs - (clock() - madeAt));
  let running: { readonly worker: Worker; readonly done: Promise<void> } | null = null;

  function look(): void {
    if (running !== null || performance.now() < dueAt || !options.mayWrite()) return;
    const startedAt = performance.now();
    const started = { path: options.path, key: options.key, madeAt: clock() };
    const worker = startWorker(options.connection, { ...started, restFactor: 3, bytesMax: BYTES_MAX });
    const done = resultOf(worker)
      .then((written) => {
        madeAt = started.madeAt;
        options.onWritten?.(written);
      }, options.onError)
      .finally(() => {
        const tookMs = performance.now() - startedAt;
        dueAt = performance.now() + Math.max(everyMs, tookMs * PAUSE_FACTOR);
        running = null;
      });
    running = { worker, done };
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    get madeAt() {
      return madeAt;
    },
    async stop() {
      clearInterval(timer);
      await running?.worker.terminate();
      await running?.done;
    },
  };
}

function startWorker(connection: Connection, task: SnapshotTask): Worker {
  return new Worker(new URL('./snapshot-worker.ts', import.meta.url), {
    workerData: { connection, task },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX, maxYoungGenerationSizeMb: 16 },
  });
}

async function resultOf(worker: Worker): Promise<SnapshotWritten> {
  const { promise, resolve, reject } = Promise.withResolvers<SnapshotWritten>();
  const timer = setTimeout(() => void worker.terminate(), WRITE_MS_MAX).unref();
  worker.unref();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The snapshot was broken off.')));
  return promise.finally(() => clearTimeout(timer));
}
