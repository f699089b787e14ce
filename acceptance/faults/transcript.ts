import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';

/** Every request, reply and time of a test, one line each, in a file that stays when the test fails. */
export type Transcript = {
  readonly file: string;
  /** Puts the time in front: milliseconds since the beginning. */
  write(line: string): void;
  /** Passed: nobody needs it any more. */
  close(options: { readonly keep: boolean }): Promise<void>;
};

const LINES_PER_WRITE = 2000;

export function openTranscript(name: string): Transcript {
  const file = path.join(tmpdir(), `gatehouse-${name}-${process.pid}.log`);
  const stream = createWriteStream(file);
  const begun = performance.now();
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) stream.write(lines.join(''));
    lines = [];
  };
  return {
    file,
    write(line) {
      lines.push(`${(performance.now() - begun).toFixed(1)} ${line}\n`);
      if (lines.length >= LINES_PER_WRITE) flush();
    },
    async close({ keep }) {
      flush();
      stream.end();
      await finished(stream);
      if (!keep) await rm(file, { force: true });
    },
  };
}
