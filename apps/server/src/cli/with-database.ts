import { setTimeout as sleep } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { type Actor, commandLineActor } from '../actor.ts';
import { peekTrustedTime } from '../clock/kept-clock.ts';
import { type Environment, readConfig } from '../config.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { isSchemaCurrent, migrate } from '../db/migrate.ts';
import { type Connection, type Database, openDatabase } from '../db/open-database.ts';
import { reachDatabase } from '../db/reach-database.ts';
import { Refusal } from '../refusal.ts';
import { WHY_LENGTH_MAX, whyInput } from '../shapes.ts';
import { findLockHolder, takeDataLock } from '../supervisor/data-lock.ts';
import { prepareKey } from '../supervisor/prepare-key.ts';
import type { KeyRing } from '../secrets.ts';

/** What a command that speaks to the database works with. */
export type CommandParts = Database & {
  readonly connection: Connection;
  readonly secretBox: KeyRing;
  readonly secretKeyFile: string;
  /** For `makeChange`: whoever runs the command. */
  readonly actor: Actor;
};

export type CommandDatabaseOptions = {
  /** The value of --data, if it was given. */
  readonly data?: string | undefined;
  /** The value of --why, if it was given. */
  readonly why?: string | undefined;
  readonly environment: Environment;
  /** The command, for those who meet our lock: 'gatehouse import customers'. */
  readonly doing: string;
};

const START_MS_MAX = 60_000;
const MIGRATE_MS_MAX = 10_000;

/**
 * Opens the database of DATABASE_URL or of the data folder, runs `work`, closes. The embedded server is used as it
 * runs; where none does it is started for the time of the command, and nobody else can start it meanwhile.
 */
export async function withDatabase<T>(
  options: CommandDatabaseOptions,
  work: (parts: CommandParts) => Promise<T>,
): Promise<T> {
  const actor = { ...commandLineActor(loginName()), why: readWhy(options.why) };
  const config = readConfig(options.data === undefined ? [] : ['--data', options.data], options.environment);
  const { connection, stop } = config.databaseUrl
    ? await useOwn(config.databaseUrl)
    : await useEmbedded(config.dataFolder, options.doing);
  try {
    const trustedNow = await peekTrustedTime(config.dataFolder);
    const database = openDatabase(connection, { poolSize: 4, applicationName: options.doing, trustedNow });
    try {
      const secretBox = await prepareKey(database.db, config.secretKeyFile);
      const { secretKeyFile } = config;
      return await work({ ...database, connection, secretBox, secretKeyFile, actor });
    } finally {
      await database.close();
    }
  } finally {
    await stop();
  }
}

function readWhy(said: string | undefined): string | null {
  if (said === undefined) return null;
  const why = whyInput.safeParse(said);
  if (why.success) return why.data || null;
  throw new Refusal(`--why must say the reason in one line of ${WHY_LENGTH_MAX} characters at most.`);
}

type OpenedDatabase = { readonly connection: Connection; stop(): Promise<void> };

async function useOwn(connectionString: string): Promise<OpenedDatabase> {
  const connection = { connectionString };
  await reachDatabase(connection);
  await migrate(connection);
  return { connection, stop: async () => {} };
}

async function useEmbedded(dataFolder: string, doing: string): Promise<OpenedDatabase> {
  const running = await findRunning(dataFolder);
  if (running) {
    await waitForSchema(running);
    return { connection: running, stop: async () => {} };
  }
  const lock = await takeDataLock(dataFolder, 'database', doing);
  try {
    const postgres = await startEmbeddedPostgres(dataFolder);
    const stop = async () => {
      await postgres.stop();
      await lock.release();
    };
    await migrate(postgres.connection).catch(async (error: unknown) => {
      await postgres.stop();
      throw error;
    });
    return { connection: postgres.connection, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The schema is not changed under a running system, only by its start; which may be at it just now. */
async function waitForSchema(connection: Connection): Promise<void> {
  for (const end = Date.now() + MIGRATE_MS_MAX; !(await isSchemaCurrent(connection)); await sleep(100)) {
    if (Date.now() > end)
      throw new Refusal(
        'The Gatehouse that runs on this data folder is older than this command; restart it first.',
      );
  }
}

/** A system that is just starting or stopping holds the lock; a moment later it is clear which. */
async function findRunning(dataFolder: string): Promise<Connection | null> {
  for (const end = Date.now() + START_MS_MAX; Date.now() < end; await sleep(100)) {
    const connection = await findEmbeddedPostgres(dataFolder);
    if (connection) return connection;
    if (!(await findLockHolder(dataFolder, 'database'))) return null;
  }
  return null;
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? '?'}`; // an account without a name, as in containers
  }
}
