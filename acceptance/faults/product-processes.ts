import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** The radius process of a supervisor; `null` while there is none. */
export function radiusProcess(supervisor: number): Promise<number | null> {
  return findChild(supervisor, (command) => command.includes('start-radius'));
}

export function webProcess(supervisor: number): Promise<number | null> {
  return findChild(supervisor, (command) => command.includes('start-web'));
}

export type EmbeddedDatabase = {
  readonly pid: number;
  /** For `pg`: the same database that the product uses. */
  readonly url: string;
};

/** The PostgreSQL that comes along, as its own pid file tells it. */
export async function embeddedDatabase(dataFolder: string): Promise<EmbeddedDatabase> {
  const home = await realpath(path.join(dataFolder, 'pg'));
  const cluster = (await readdir(home)).find((name) => name.startsWith('cluster-')) ?? 'cluster';
  const lines = (await readFile(path.join(home, cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const socketFolder = encodeURIComponent(lines[4] ?? '');
  return { pid: Number(lines[0]), url: `postgresql:///gatehouse?host=${socketFolder}&user=gatehouse` };
}

/** A process and all that it started, to be stopped and continued together. */
export async function signalAll(pid: number, signal: NodeJS.Signals): Promise<void> {
  const parents = await parentsOfAll();
  const all = new Set([pid]);
  for (let size = 0; size < all.size; ) {
    size = all.size;
    for (const [child, parent] of parents) if (all.has(parent)) all.add(child);
  }
  for (const each of all) trySignal(each, signal);
}

/** False: it is gone already. */
export function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function findChild(parent: number, matches: (command: string) => boolean): Promise<number | null> {
  for (const [pid, its] of await parentsOfAll()) {
    if (its === parent && matches(await readOrNothing(`/proc/${pid}/cmdline`))) return pid;
  }
  return null;
}

async function parentsOfAll(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readOrNothing(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  return parents;
}

function readOrNothing(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
