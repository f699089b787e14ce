import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { Logger } from 'pino';
import { isIP } from 'node:net';
import type { Config } from './config.ts';
import { type Connection, type Database, openDatabase } from './db/open-database.ts';
import { openLog } from './log.ts';
import { createSetUpToken } from './operators/set-up.ts';
import type { Listener } from './parts.ts';
import { snapshotPath } from './radius/directory-snapshot/keep-snapshot.ts';
import type { SecretBox } from './secrets.ts';
import { prepareKey } from './supervisor/prepare-key.ts';
import { type DataLock, type LockName, takeDataLock } from './supervisor/data-lock.ts';
import { type SupervisedDatabase, superviseDatabase } from './supervisor/database.ts';
import { type SupervisedChild, superviseChild } from './supervisor/supervised-child.ts';
import { readCertificateFiles } from './tls/certificate-files.ts';

/** What a command may add to the running system: `gatehouse demo` fills it and keeps it busy. */
export type SystemOptions = {
  /** Names the command to whoever meets our lock. */
  readonly doing?: string;
  /** Runs when the database is ready and before anyone listens. */
  readonly beforeServing?: (
    parts: Database & { secretBox: SecretBox; connection: Connection },
  ) => Promise<void>;
  /** Runs once everybody listens; what it returns is called first when the system stops. */
  readonly whenServing?: (listeners: readonly Listener[]) => Promise<() => Promise<void>>;
  /** The children's programs, in the order of their start. */
  readonly children?: readonly ChildEntry[];
  readonly print?: (line: string) => void;
};

export type ChildEntry = { readonly name: 'radius' | 'web'; readonly entry: URL };

const CHILDREN: readonly ChildEntry[] = [
  { name: 'radius', entry: new URL('./roles/start-radius.ts', import.meta.url) },
  { name: 'web', entry: new URL('./roles/start-web.ts', import.meta.url) },
];

/**
 * The supervisor: locks, database, radius, web, in this order; the reverse on SIGTERM or SIGINT. Resolves when
 * everything has stopped. What cannot start is a `Refusal`, thrown after what had started was stopped again.
 */
export async function runSystem(config: Config, options: SystemOptions = {}): Promise<void> {
  const log = openLog('supervisor');
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const undo: (() => Promise<void>)[] = [];
  const stop = abortWhenAskedToStop();
  try {
    await serve({ config, options, log, print, undo, stop });
    await aborted(stop);
  } catch (error) {
    if (!stop.aborted) throw error; // else it broke off because it was told to
  } finally {
    if (stop.aborted) log.info('stopping');
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'a part did not stop as it should'));
    }
  }
}

type Serving = {
  readonly config: Config;
  readonly options: SystemOptions;
  readonly log: Logger;
  readonly print: (line: string) => void;
  /** How to stop what has started, in the order of the starts. */
  readonly undo: (() => Promise<void>)[];
  readonly stop: AbortSignal;
};

async function serve({ config, options, log, print, undo, stop }: Serving): Promise<void> {
  // At the start a wrong file is somebody's slip; later on it must not stop logins.
  if (config.role !== 'radius')
    for (const files of [config.adminTls, config.portalTls])
      if (files !== null) await readCertificateFiles(files);
  const locks = await takeLocks(config, options.doing ?? 'gatehouse start', undo);
  const mayBeAway = await canAnswerWithoutDatabase(config, options);
  const database = await superviseDatabase(config, log, { mayBeAway });
  undo.push(() => database.stop());
  stop.throwIfAborted();
  const prepared = database.ready.then(() => prepareSystem(config, options, database));
  if (database.away)
    prepared.catch(
      (error: unknown) =>
        stop.aborted || log.error({ err: error }, 'the database is back and cannot be used'),
    );
  else await prepared;
  stop.throwIfAborted();
  const children: SupervisedChild[] = [];
  for (const { name, entry } of options.children ?? CHILDREN) {
    if (config.role !== 'all' && config.role !== name) continue;
    const start = {
      say: 'start',
      config,
      connection: database.connection,
      afterCrash: locks.afterCrash,
    } as const;
    const child = await superviseChild({ name, entry, start, log, stop });
    undo.push(() => child.stop());
    children.push(child);
  }
  const listeners = (await Promise.all(children.map((child) => child.listening))).flat();
  const setUpLink = database.away ? null : await makeSetUpLink(database, listeners);
  print(['gatehouse ready', ...listeners.map(({ name, address }) => `${name}=${address}`)].join(' '));
  if (setUpLink) print(`Set up the first operator: ${setUpLink}`);
  if (options.whenServing) undo.push(await options.whenServing(listeners));
}

/** The embedded database belongs to one system; a radius node is told from others by its data folder. */
async function takeLocks(
  config: Config,
  doing: string,
  undo: (() => Promise<void>)[],
): Promise<{ afterCrash: boolean }> {
  const names: LockName[] = [];
  if (config.databaseUrl === null) names.push('database');
  if (config.role !== 'web') names.push('radius');
  const taken: DataLock[] = [];
  for (const name of names) {
    const lock = await takeDataLock(config.dataFolder, name, doing);
    undo.push(() => lock.release());
    taken.push(lock);
  }
  return { afterCrash: taken.some((lock) => lock.afterCrash) };
}

/** With a snapshot of the directory on the disk the RADIUS process can start while the database is away. */
async function canAnswerWithoutDatabase(config: Config, options: SystemOptions): Promise<boolean> {
  if (config.role === 'web' || config.offlineHoursMax === 0 || options.beforeServing) return false;
  return access(snapshotPath(config.dataFolder)).then(
    () => true,
    () => false,
  );
}

async function prepareSystem(
  config: Config,
  options: SystemOptions,
  { connection }: SupervisedDatabase,
): Promise<void> {
  const database = openDatabase(connection, { poolSize: 4, applicationName: 'gatehouse start' });
  try {
    const secretBox = await prepareKey(database.db, config.secretKeyFile);
    await options.beforeServing?.({ ...database, secretBox, connection });
  } finally {
    await database.close();
  }
}

/** While there is no operator: a link that makes the first one, good once. A new start makes a new one. */
async function makeSetUpLink(
  { connection }: SupervisedDatabase,
  listeners: readonly Listener[],
): Promise<string | null> {
  const admin = listeners.find((listener) => listener.name === 'admin');
  if (!admin) return null;
  const database = openDatabase(connection, { poolSize: 1, applicationName: 'gatehouse start' });
  try {
    const token = await createSetUpToken(database.db, randomBytes);
    // Behind the # it stays in the browser: no log and no proxy hears of it.
    return token && `${reachableUrl(admin.address)}/set-up#${token}`;
  } finally {
    await database.close();
  }
}

/** A wildcard is no address to type into a browser. */
function reachableUrl(address: string): string {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && /^(0\.0\.0\.0|::)$/.test(host)) url.hostname = 'localhost';
  return url.origin;
}

function abortWhenAskedToStop(): AbortSignal {
  const controller = new AbortController();
  // Ctrl-C under npm arrives twice, so a second signal says nothing new.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  // A promise alone does not keep a process alive, nor does a listener for signals.
  const alive = setInterval(() => {}, 2 ** 30);
  await promise;
  clearInterval(alive);
}
