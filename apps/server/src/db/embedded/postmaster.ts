import { spawn } from 'node:child_process';
import { open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from '../../refusal.ts';
import { clientConfig } from '../open-database.ts';
import type { PostgresBinaries } from './binaries.ts';
import { postgresEnvironment } from './initialise.ts';
import { clusterFolder, type PostgresPlace, socketConnection } from './place.ts';

/** The one process that is a running PostgreSQL server. */
export type Postmaster = {
  readonly pid: number;
  /** It ran already, left behind by a supervisor that was killed. */
  readonly adopted: boolean;
  /** Settles when it has gone, whoever sent it away. */
  readonly gone: Promise<void>;
  /** Fast shutdown: transactions in progress are rolled back, connections closed, everything written. */
  stop(): Promise<void>;
};

const START_SECONDS_MAX = 300; // after a power loss it replays its log first
const STOP_SECONDS_MAX = 60;
const LOG_BYTES_MAX = 4_000_000;

export async function startPostmaster(
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: readonly string[] = [],
): Promise<Postmaster> {
  const cluster = clusterFolder(place, binaries.major);
  const running = await findPostmaster(cluster);
  const saidBefore = await sizeOf(logFile(place));
  const postmaster = running === null ? await spawnPostmaster(binaries, place, settings) : adopt(running);
  const failed = postmaster.gone.then(async () => {
    const log = await readFile(logFile(place)).catch(() => Buffer.alloc(0));
    // A shorter one is new: the one before had grown too long.
    const said = log.subarray(log.length < saidBefore ? 0 : saidBefore).toString();
    throw new Refusal(`The embedded PostgreSQL did not start: ${reasonOf(said)} (more in ${logFile(place)})`);
  });
  const decided = new AbortController();
  await Promise.race([untilAnswering(place, decided.signal), failed]).finally(() => decided.abort());
  failed.catch(() => {}); // from now on its going is told by `gone`
  return postmaster;
}

/**
 * The process id of the server that runs on a cluster, or null. A `postmaster.pid` left by a crash may name a
 * process that is someone else's by now; a server always works inside its cluster's folder.
 */
export async function findPostmaster(cluster: string): Promise<number | null> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!(pid > 0)) return null;
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))) return pid;
    // PostgreSQL itself would take that other process for a server and never start again (seen in containers).
    await rm(pidFile, { force: true });
  } catch {
    // No such process, or not ours to look at: PostgreSQL judges the file itself.
  }
  return null;
}

export function postmasterCommand(
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: readonly string[],
): { file: string; args: string[] } {
  const all = [
    'listen_addresses=',
    `unix_socket_directories="${place.socketFolder.replaceAll('"', '""')}"`,
    ...settings,
  ];
  return {
    file: join(binaries.bin, 'postgres'),
    args: ['-D', clusterFolder(place, binaries.major), ...all.flatMap((setting) => ['-c', setting])],
  };
}

async function spawnPostmaster(
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: readonly string[],
): Promise<Postmaster> {
  const { file, args } = postmasterCommand(binaries, place, settings);
  const log = await openLog(place);
  const child = spawn(file, args, {
    ...place.account,
    cwd: place.socketFolder,
    env: postgresEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    // A session of its own, else Ctrl-C reaches it together with us, before accounting is written.
    detached: true,
  });
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  child.on('exit', () => resolve());
  child.on('error', () => resolve());
  await log.close();
  const pid = child.pid;
  if (pid === undefined) throw new Refusal(`The embedded PostgreSQL cannot be run: ${file}`);
  return { pid, adopted: false, gone, stop: () => stop(pid, gone) };
}

function adopt(pid: number): Postmaster {
  const gone = untilGone(pid);
  return { pid, adopted: true, gone, stop: () => stop(pid, gone) };
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(100);
}

async function stop(pid: number, gone: Promise<void>): Promise<void> {
  signal(pid, 'SIGINT');
  for (const end = performance.now() + STOP_SECONDS_MAX * 1000; isAlive(pid); await sleep(20)) {
    // Nothing acknowledged is lost by SIGQUIT: the next start replays the log.
    if (performance.now() > end) signal(pid, 'SIGQUIT');
  }
  await gone;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until the server takes connections; a server that replays its log refuses them until it is done. */
async function untilAnswering(place: PostgresPlace, decided: AbortSignal): Promise<void> {
  for (const end = performance.now() + START_SECONDS_MAX * 1000; ; await sleep(20)) {
    try {
      return await tryConnection(place);
    } catch (cause) {
      if (decided.aborted) return;
      if (performance.now() > end) throw new Refusal('The embedded PostgreSQL does not answer.', { cause });
    }
  }
}

export async function tryConnection(place: PostgresPlace): Promise<void> {
  const client = new pg.Client(clientConfig(socketConnection(place, 'postgres'), 'gatehouse start'));
  client.on('error', () => {});
  await client.connect();
  await client.end();
}

function logFile(place: PostgresPlace): string {
  return join(place.home, 'postgres.log');
}

async function openLog(place: PostgresPlace): ReturnType<typeof open> {
  const path = logFile(place);
  if ((await sizeOf(path)) > LOG_BYTES_MAX) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** What a server that ended said last of why; of a settings file that contains errors, the errors before that. */
export function reasonOf(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.replace(/^[\d-]+ [\d:.]+ \w+ \[\d+\] /, '').trim())
    .filter((line) => line !== '');
  const last = lines.findLastIndex((line) => /^(?:\S+: )?(?:FATAL|PANIC|ERROR)\b/i.test(line));
  if (last < 0) return lines.at(-1) ?? 'it said nothing.';
  const first = /configuration file .* contains errors/.test(lines[last] ?? '') ? last - 2 : last;
  return lines
    .slice(Math.max(0, first), last + 1)
    .filter((line, i, { length }) => i === length - 1 || line.startsWith('LOG:'))
    .join(' ');
}
