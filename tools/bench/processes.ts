import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

type Stat = { readonly parent: number; readonly ticks: number };

/** These processes and all their descendants, each once. */
export function processTrees(roots: readonly number[]): number[] {
  const stats = allStats();
  const found = new Set(roots.filter((pid) => stats.has(pid)));
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size;
    for (const [pid, { parent }] of stats) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** CPU seconds of these processes and all their descendants, the ended and reaped ones included. */
export function cpuSecondsOf(roots: readonly number[]): number {
  const stats = allStats();
  return processTrees(roots).reduce((sum, pid) => sum + (stats.get(pid)?.ticks ?? 0), 0) / TICKS_PER_SECOND;
}

/** The first process of the tree, its root excepted, whose command line has these words. */
export function findInTree(root: number, words: string): number {
  const found = processTrees([root]).find((pid) => pid !== root && commandLine(pid).includes(words));
  if (found === undefined) throw new Error(`no process of ${root} has "${words}" in its command line`);
  return found;
}

/** Binds all threads of these processes to the given cores (`0` or `0,1`). */
export function pinTo(pids: readonly number[], cores: string): void {
  for (const pid of pids) spawnSync('taskset', ['-acp', cores, String(pid)]);
}

export type Memory = { readonly rssMb: number; readonly pssMb: number };

/** Resident, and proportional set size: pages shared with others counted as a part. */
export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024);
  return { rssMb: megabytes('Rss'), pssMb: megabytes('Pss') };
}

const TICKS_PER_SECOND = 100; // what the kernel tells user programs on every Linux that we know

function allStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null;
    if (stat !== null) stats.set(Number(name), stat);
  }
  return stats;
}

function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    // From the third field on: state, parent …; user, system and the ended children's are the 14th to the 17th.
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    return { parent: fields[1] ?? 0, ticks };
  } catch {
    return null; // it is gone
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
