import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import type { TimeSources } from './trusted-clock.ts';

/** Asleep for less is not told apart from the coarse clock that tells it. */
const ASLEEP_MS_MIN = 2000;
const LOOK_EVERY_MS = 1000;

/** The machine's clocks: the one people set, and the one that counts since its start, sleep included. */
export function machineTime(): TimeSources {
  let asleepMs = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  // The same for all processes of this run of the machine, so that one can go on with another's.
  const begun = Number(process.hrtime.bigint() / 1000n) / 1000 - performance.now();
  const awake = () => begun + performance.now();
  return {
    wall: () => Date.now(),
    steady() {
      const at = awake();
      if (at - lookedAt > LOOK_EVERY_MS) {
        lookedAt = at;
        const asleep = uptime() * 1000 - at;
        if (asleep - asleepMs > ASLEEP_MS_MIN) asleepMs = asleep;
      }
      return at + asleepMs;
    },
  };
}

/** Another one whenever the machine is started anew: the steady clock then begins again. */
export async function machineRun(): Promise<string> {
  const run = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown');
  return run.trim();
}
