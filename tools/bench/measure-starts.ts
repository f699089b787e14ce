import type { House, Start } from './house.ts';
import type { Memory } from './processes.ts';

/** How long the product takes from the command to "ready", and what its radius process then holds. */
export type Starts = {
  readonly customers: number;
  readonly devices: number;
  readonly importSeconds: number;
  readonly best: Start;
  readonly medianSeconds: number;
  /** After the loads, when there were any. */
  readonly memoryAfter: Memory | null;
};

/** Restarts it some times and leaves it running. */
export async function measureStarts(
  house: House,
  filled: Pick<Starts, 'customers' | 'devices' | 'importSeconds'>,
  { rounds, say }: { rounds: number; say: (line: string) => void },
): Promise<Starts> {
  const starts: Start[] = [];
  for (let round = 1; round <= rounds; round++) {
    const start = await house.restart();
    starts.push(start);
    say(`start ${round}: ready after ${start.seconds.toFixed(1)} s, ${start.memory.pssMb} MB`);
  }
  const sorted = starts.toSorted((a, b) => a.seconds - b.seconds);
  const best = sorted[0];
  if (best === undefined) throw new Error('nothing was started');
  const middle = sorted[Math.floor(sorted.length / 2)] ?? best;
  return { ...filled, best, medianSeconds: middle.seconds, memoryAfter: null };
}
