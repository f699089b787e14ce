import { writeSync } from 'node:fs';

export type LineWriter = { write(line: string): void };

/** A pipe whose reader is slow gets this many chances, a few milliseconds apart. */
const TRIES_MAX = 20;
const RETRY_MS = 5;
const sleeping = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes lines before the call returns, for the last one before a crash is the one that matters; and never fails, for
 * what is served must not end with the room for its log. Lines that could not be written are counted, and the count
 * is written as soon as something can be again.
 */
export function logLines(
  process: string,
  write: (octets: Uint8Array) => number = (octets) => writeSync(2, octets),
): LineWriter {
  let lost = 0;
  /** The last line ends in its middle. */
  let torn = false;

  function tryWrite(text: string): boolean {
    const octets = Buffer.from(text);
    let written = 0;
    for (let tries = 0; written < octets.length && tries < TRIES_MAX; ) {
      try {
        const taken = write(octets.subarray(written));
        written += taken;
        if (taken === 0) tries += 1;
      } catch (error) {
        if (!isBusy(error)) break;
        tries += 1;
        Atomics.wait(sleeping, 0, 0, RETRY_MS);
      }
    }
    if (written > 0) torn = written < octets.length;
    return written === octets.length;
  }

  function sayLost(): boolean {
    const time = new Date().toISOString();
    const line = { level: 'warn', time, process, lost, msg: 'lines of the log could not be written' };
    return tryWrite(`${torn ? '\n' : ''}${JSON.stringify(line)}\n`);
  }

  return {
    write(line) {
      if (lost > 0 && sayLost()) lost = 0;
      if (lost > 0 || !tryWrite(line)) lost += 1;
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
}
