import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** All descendants of a process, itself first. */
export function processTree(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
  return [pid, ...children.flatMap(processTree)];
}

/** The one process of the tree whose command line has this word. */
export function findInTree(pid: number, word: string): number {
  const found = processTree(pid).filter((each) => each !== pid && commandLine(each).includes(word));
  if (found[0] === undefined) throw new Error(`no process of ${pid} has "${word}" in its command line`);
  return found[0];
}

/** Binds all threads of these processes to the given cores (`0` or `0,1`). */
export function pinTo(pids: readonly number[], cores: string): void {
  for (const pid of pids) spawnSync('taskset', ['-acp', cores, String(pid)]);
}

export type Memory = { readonly rssMb: number; readonly pssMb: number };

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024);
  return { rssMb: megabytes('Rss'), pssMb: megabytes('Pss') };
}

function parentOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // it is gone
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
