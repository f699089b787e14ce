import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Gatehouse } from '../start-gatehouse.ts';
import { radiusProcess, trySignal } from './product-processes.ts';

/** With this in its environment, a process of the product opens Node's inspector on a free port at SIGUSR1. */
export const INSPECTABLE = { NODE_OPTIONS: '--inspect-port=0' };

/** What the radius process uses when nothing is left over: its own memory after two full collections of garbage. */
export type ProcessMemory = {
  readonly pid: number;
  /** Proportional set size, in octets. */
  settled(): Promise<number>;
};

const INSPECTOR_WITHIN_MS = 10_000;

/** @param gatehouse started with `INSPECTABLE`, and nobody else's inspector */
export async function openRadiusMemory(gatehouse: Gatehouse): Promise<ProcessMemory> {
  const pid = await radiusProcess(gatehouse.pid);
  if (pid === null) throw new Error('There is no radius process.');
  trySignal(pid, 'SIGUSR1');
  const url = await inspectorOf(gatehouse);
  return {
    pid,
    async settled() {
      await collectGarbage(url);
      await collectGarbage(url);
      // What was freed is given back to the system by threads of its own.
      await pause(200);
      return readPss(pid);
    },
  };
}

async function readPss(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error('The kernel does not tell what a process uses.');
  return Number(kilobytes) * 1024;
}

async function inspectorOf(gatehouse: Gatehouse): Promise<string> {
  for (const until = Date.now() + INSPECTOR_WITHIN_MS; Date.now() < until; await pause(20)) {
    const url = /Debugger listening on (ws:\S+)/.exec(gatehouse.output())?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The radius process opened no inspector.');
}

async function collectGarbage(url: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => socket.send('{"id":1,"method":"HeapProfiler.collectGarbage"}'));
  socket.addEventListener('message', () => resolve());
  socket.addEventListener('error', () => reject(new Error('The inspector cannot be reached.')));
  await promise.finally(() => socket.close());
}
