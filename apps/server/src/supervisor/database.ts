import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { type EmbeddedPostgres, embeddedConnection, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import type { Connection } from '../db/open-database.ts';
import { reachDatabase } from '../db/reach-database.ts';

/** The database a system runs on: someone's own, or a PostgreSQL that is our child. */
export type SupervisedDatabase = {
  readonly connection: Connection;
  /** Once it answers and has our schema: usually at once, later where it may be away. Rejects when it is stopped before. */
  readonly ready: Promise<void>;
  /** It could not be had within the first seconds; trying goes on. */
  readonly away: boolean;
  stop(): Promise<void>;
};

export type DatabaseWishes = {
  /** Logins can be answered without it: a failure to reach it is no failure of the start. */
  readonly mayBeAway: boolean;
};

const RESTART_MS_MIN = 250;
const RESTART_MS_MAX = 10_000;
const AWAY_AFTER_MS = 5000;

/** Starts or reaches the database and brings it to our schema. */
export async function superviseDatabase(
  config: Config,
  log: Logger,
  { mayBeAway }: DatabaseWishes = { mayBeAway: false },
): Promise<SupervisedDatabase> {
  const stopping = new AbortController();
  const server =
    config.databaseUrl === null
      ? await superviseEmbedded(config, log, mayBeAway, stopping.signal)
      : { connection: { connectionString: config.databaseUrl }, stop: async () => {} };
  const prepare = async (): Promise<void> => {
    if (config.databaseUrl !== null) await reachDatabase(server.connection);
    for (const name of await migrate(server.connection))
      log.info({ migration: name }, 'the schema was brought forward');
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    await server.stop();
  };
  try {
    const soon = mayBeAway ? within(AWAY_AFTER_MS, prepare()) : prepare();
    await soon;
    return { connection: server.connection, ready: Promise.resolve(), away: false, stop };
  } catch (error) {
    if (mayBeAway && isAway(error)) {
      log.error({ err: error }, 'the database is away; it is tried again and again');
      const ready = untilReady(prepare, stopping.signal, log);
      ready.catch(() => undefined); // who waits for it hears of it
      return { connection: server.connection, ready, away: true, stop };
    }
    await stop();
    throw error;
  }
}

async function untilReady(prepare: () => Promise<void>, stopping: AbortSignal, log: Logger): Promise<void> {
  for (let pauseMs = RESTART_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, RESTART_MS_MAX)) {
    await sleep(pauseMs, undefined, { signal: stopping });
    try {
      await prepare();
      log.info('the database is back');
      return;
    } catch (error) {
      if (!isAway(error)) log.error({ err: error }, 'the database is there and cannot be used');
    }
  }
}

/** Not there, not taking connections or not answering: as against one that is there and refuses us. */
function isAway(error: unknown): boolean {
  const causes: unknown[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) causes.push(one);
  const all = causes.flatMap((one) => (one instanceof AggregateError ? one.errors : [one]));
  return all.some(
    (one) =>
      one instanceof TooLate ||
      (one instanceof Error && 'code' in one && AWAY_CODES.test(String(one.code))) ||
      (one instanceof Error && /timeout|Connection terminated|does not answer/i.test(one.message)),
  );
}

/** PostgreSQL is starting up or shutting down, has no connection left; the network's words for nobody there. */
const AWAY_CODES = /^(57P|53300|08|E(CONN|HOST|NET|TIMEDOUT|NOENT|PIPE|AI_AGAIN|NOTFOUND))/;

class TooLate extends Error {}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  work.catch(() => undefined); // when it loses the race
  const ending = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: ending.signal, ref: false }).then(() => {
    throw new TooLate(`no answer in ${timeoutMs / 1000} s`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => ending.abort());
}

type Server = { readonly connection: Connection; stop(): Promise<void> };

async function superviseEmbedded(
  { dataFolder }: Config,
  log: Logger,
  mayBeAway: boolean,
  systemStops: AbortSignal,
): Promise<Server> {
  const stopping = new AbortController();
  const starting = startEmbeddedPostgres(dataFolder);
  starting.catch(() => undefined); // waited for below
  const connection = mayBeAway ? await embeddedConnection(dataFolder) : null;
  if (connection !== null) {
    try {
      await within(AWAY_AFTER_MS, starting);
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL is not there yet');
      return superviseLate(starting, connection, dataFolder, log, systemStops);
    }
  }
  let current = await starting;
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

/** One that takes its time, as after a power loss, or cannot start: the system goes on without it meanwhile. */
function superviseLate(
  first: Promise<EmbeddedPostgres>,
  connection: Connection,
  dataFolder: string,
  log: Logger,
  systemStops: AbortSignal,
): Server {
  const stopping = new AbortController();
  let current: EmbeddedPostgres | null = null;
  const run = async (): Promise<void> => {
    let starting = first;
    for (let pauseMs = RESTART_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, RESTART_MS_MAX)) {
      const postgres = await starting.catch((error: unknown) => {
        log.error({ err: error }, 'PostgreSQL could not start');
        return null;
      });
      if (postgres !== null) {
        current = postgres;
        log.info({ pid: postgres.pid, adopted: postgres.adopted }, 'PostgreSQL runs');
        if (!stopping.signal.aborted)
          await keepRunning(postgres, stopping.signal, dataFolder, log, (next) => (current = next));
        return;
      }
      await sleep(pauseMs, undefined, { signal: systemStops }).catch(() => {});
      if (stopping.signal.aborted) return;
      starting = startEmbeddedPostgres(dataFolder);
    }
  };
  const loop = run();
  return {
    connection,
    async stop() {
      stopping.abort();
      await current?.stop();
      await loop;
      await current?.stop(); // one that came up while it was being stopped
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
