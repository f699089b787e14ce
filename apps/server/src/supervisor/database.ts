import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import type { Connection } from '../db/open-database.ts';
import { reachDatabase } from '../db/reach-database.ts';

/** The database a system runs on: someone's own, or a PostgreSQL that is our child. */
export type SupervisedDatabase = { readonly connection: Connection; stop(): Promise<void> };

const RESTART_MS_MIN = 250;
const RESTART_MS_MAX = 10_000;

/** Starts or reaches the database and brings it to our schema. */
export async function superviseDatabase(config: Config, log: Logger): Promise<SupervisedDatabase> {
  const database =
    config.databaseUrl === null ? await superviseEmbedded(config, log) : await useOwn(config.databaseUrl);
  try {
    for (const name of await migrate(database.connection))
      log.info({ migration: name }, 'the schema was brought forward');
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}

async function useOwn(connectionString: string): Promise<SupervisedDatabase> {
  await reachDatabase({ connectionString });
  return { connection: { connectionString }, stop: async () => {} };
}

async function superviseEmbedded({ dataFolder }: Config, log: Logger): Promise<SupervisedDatabase> {
  const stopping = new AbortController();
  let current = await startEmbeddedPostgres(dataFolder);
  log.info({ pid: current.pid, adopted: current.adopted }, 'PostgreSQL runs');
  const loop = keepRunning(current, stopping.signal, dataFolder, log, (postgres) => (current = postgres));
  return {
    connection: current.connection,
    async stop() {
      stopping.abort();
      await current.stop();
      await loop;
    },
  };
}

async function keepRunning(
  first: EmbeddedPostgres,
  stopping: AbortSignal,
  dataFolder: string,
  log: Logger,
  onStarted: (postgres: EmbeddedPostgres) => void,
): Promise<void> {
  let postgres = first;
  for (let pauseMs = RESTART_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, RESTART_MS_MAX)) {
    await postgres.gone;
    if (stopping.aborted) return;
    log.error({ pid: postgres.pid }, 'PostgreSQL ended; it is started again');
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    try {
      postgres = await startEmbeddedPostgres(dataFolder);
      onStarted(postgres);
      // Stopped while it was starting: whoever stops has seen only the one before.
      if (stopping.aborted) await postgres.stop();
      else pauseMs = RESTART_MS_MIN;
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL could not start');
    }
  }
}
