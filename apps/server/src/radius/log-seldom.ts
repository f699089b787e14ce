import type { Logger } from 'pino';

const EVERY_MS = 10_000;

/** For faults that may come with every packet: the first is logged, then one in ten seconds with how many there were. */
export function logSeldom(log: Logger, message: string, clock: () => number): (error: unknown) => void {
  let silentUntil = 0;
  let unsaid = 0;
  return (error) => {
    unsaid += 1;
    const now = clock();
    if (now < silentUntil) return;
    log.warn({ err: error, times: unsaid }, message);
    silentUntil = now + EVERY_MS;
    unsaid = 0;
  };
}
