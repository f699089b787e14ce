import { cpus, loadavg } from 'node:os';
import { readFileSync } from 'node:fs';
import { cpuSecondsOf } from './processes.ts';

/** How much of the machine others had while we measured: in cores. */
export type Disturbance = { readonly others: number; readonly stolen: number };

const TICKS_PER_SECOND = 100;

export function describeMachine(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`;
}

export function loadBefore(): number {
  return loadavg()[0] ?? 0;
}

/** Watches from now on; the function that it gives back tells what others took since. */
export function watchMachine(ours: () => readonly number[]): () => Disturbance {
  const before = readMachine();
  const oursBefore = cpuSecondsOf(ours());
  const begun = performance.now();
  return () => {
    const seconds = (performance.now() - begun) / 1000;
    const after = readMachine();
    const others = after.worked - before.worked - (cpuSecondsOf(ours()) - oursBefore);
    return {
      others: Math.max(0, others / seconds),
      stolen: Math.max(0, (after.stolen - before.stolen) / seconds),
    };
  };
}

/** A sentence for whoever reads the figures; empty when the machine was ours. */
export function warningOf({ others, stolen }: Disturbance, load: number): string {
  const causes = [
    ...(others > 0.1 ? [`other programs used ${others.toFixed(2)} cores meanwhile`] : []),
    ...(stolen > 0.05 ? [`the hypervisor took away ${stolen.toFixed(2)} cores`] : []),
    ...(load > 0.5 ? [`load ${load.toFixed(1)} before the start`] : []),
  ];
  return causes.length === 0
    ? ''
    : `**The machine was busy with other work** (${causes.join('; ')}): these figures say little.`;
}

/** CPU seconds of all programs (user, nice, system; interrupts belong to nobody), and the stolen ones. */
function readMachine(): { worked: number; stolen: number } {
  const line = readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '';
  const [user = 0, nice = 0, system = 0, , , , , steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return { worked: (user + nice + system) / TICKS_PER_SECOND, stolen: steal / TICKS_PER_SECOND };
}
