import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logLines } from './log-lines.ts';

/** A disk with room for so many octets. */
function disk(room: number) {
  let content = '';
  return {
    make: (more: number) => (room += more),
    get content() {
      return content;
    },
    write(octets: Uint8Array): number {
      if (room === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      const taken = octets.subarray(0, room);
      room -= taken.length;
      content += Buffer.from(taken).toString();
      return taken.length;
    },
  };
}

const linesOf = (content: string): string[] => content.split('\n').filter((line) => line !== '');

test('lines are written as they come', () => {
  const roomy = disk(1000);
  const log = logLines('radius', (octets) => roomy.write(octets));
  log.write('one\n');
  log.write('two\n');
  assert.equal(roomy.content, 'one\ntwo\n');
});

test('a full disk ends nothing; when there is room again the log says how many lines are missing, and goes on', () => {
  const full = disk(6);
  const log = logLines('radius', (octets) => full.write(octets));
  for (const line of ['one\n', 'two\n', 'three\n']) log.write(line);
  full.make(10_000);
  log.write('four\n');
  log.write('five\n');
  const [one, torn, missing, ...rest] = linesOf(full.content);
  assert.deepEqual([one, torn], ['one', 'tw']);
  const { level, process, lost } = JSON.parse(missing ?? '') as Record<string, unknown>;
  assert.deepEqual([level, process, lost], ['warn', 'radius', 2]);
  assert.deepEqual(rest, ['four', 'five']);
});

test('a pipe that is busy for a moment loses nothing', () => {
  let busy = 3;
  let content = '';
  const log = logLines('radius', (octets) => {
    if (busy-- > 0) throw Object.assign(new Error('busy'), { code: 'EAGAIN' });
    content += Buffer.from(octets).toString();
    return octets.length;
  });
  log.write('one\n');
  assert.equal(content, 'one\n');
});
