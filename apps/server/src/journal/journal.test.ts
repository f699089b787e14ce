import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';

let folder: string;
let said: string[] = [];
const opened: Journal[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-journal-'));
  said = [];
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
  await rm(folder, { recursive: true, force: true });
});

/** One that is not closed before the next is opened is a process that was killed. */
async function open(more: Partial<JournalOptions> = {}): Promise<Journal> {
  const onError = (error: unknown) => said.push(String(error));
  const onDamage = (sentence: string) => said.push(sentence);
  const journal = await openJournal({ folder, name: 'north', onError, onDamage, ...more });
  opened.push(journal);
  return journal;
}

const append = (journal: Journal, ...texts: string[]): Promise<boolean[]> =>
  Promise.all(
    texts.map((text, i) => new Promise<boolean>((done) => journal.append(Buffer.from(text), i + 1, done))),
  );

async function takeAll(journal: Journal): Promise<string[]> {
  const texts: string[] = [];
  while (!journal.isEmpty) {
    const records = await journal.peek(3);
    texts.push(...records.map(({ content }) => content.toString()));
    await journal.drop(records.length);
  }
  return texts;
}

const files = async (): Promise<string[]> => (await readdir(folder)).sort();

test('what was appended comes out again in order, once', async () => {
  const journal = await open();
  assert.deepEqual(await append(journal, 'a', 'b', 'c', 'd', 'e'), [true, true, true, true, true]);
  assert.deepEqual(await takeAll(journal), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual(await files(), []);
  await journal.close();
});

test('a process that was killed leaves everything that it had confirmed to the next one', async () => {
  const killed = await open();
  await append(killed, 'a', 'b');
  const next = await open();
  assert.deepEqual([next.stats.depth, next.stats.oldestAt], [2, 1]);
  await append(next, 'c');
  assert.deepEqual(await takeAll(next), ['a', 'b', 'c']);
});

test('what had been taken out of a file that is not empty yet comes once more after a kill, in order', async () => {
  const killed = await open();
  await append(killed, 'a', 'b', 'c');
  await killed.peek(2);
  await killed.drop(2);
  assert.equal(killed.stats.depth, 1);
  assert.deepEqual(await takeAll(await open()), ['a', 'b', 'c']);
});

for (const torn of [1, 7, 16, 17]) {
  test(`a record of which only ${torn} octets reached the disk is none, and keeps nothing else out`, async () => {
    const killed = await open();
    await append(killed, 'whole');
    const [file = ''] = await files();
    const whole = await readFile(join(folder, file));
    await appendFile(join(folder, file), whole.subarray(0, torn));
    let tornBytes = 0;
    const onTorn = (bytes: number) => (tornBytes = bytes);
    const next = await open({ onTorn });
    assert.deepEqual([said, tornBytes, next.stats.damagedFiles], [[], torn, 0]);
    await append(next, 'later');
    assert.deepEqual(await takeAll(next), ['whole', 'later']);
    assert.deepEqual(await files(), []);
  });
}

test('zeros where a record never arrived are the end of a crash too', async () => {
  await append(await open(), 'whole');
  const [file = ''] = await files();
  await appendFile(join(folder, file), Buffer.alloc(300));
  const next = await open();
  assert.deepEqual([await takeAll(next), said, await files()], [['whole'], [], []]);
});

const SIX = Array.from({ length: 6 }, (_, i) => JSON.stringify({ event: i + 1 }));
const SIZE = 16 + Buffer.byteLength(SIX[0] ?? '');

async function flipBit(file: string, offset: number): Promise<void> {
  const octets = await readFile(join(folder, file));
  octets.writeUInt8(octets.readUInt8(offset) ^ 1, offset);
  await writeFile(join(folder, file), octets);
}

for (const [where, offset] of [
  ['its content', 20],
  ['its time', 9],
  ['its checksum', 5],
  ['its length, which is too long then', 2],
  ['its length, which is too short then', 3],
  ['its length, which no record has', 0],
] as const) {
  for (const damaged of [1, 2, 6]) {
    test(`one damaged bit in record ${damaged} of 6, in ${where}, costs that record alone`, async () => {
      await append(await open(), ...SIX);
      const [file = ''] = await files();
      await flipBit(file, (damaged - 1) * SIZE + offset);
      const next = await open();
      assert.equal(next.stats.depth, 5);
      await append(next, 'later');
      assert.deepEqual(await takeAll(next), [...SIX.toSpliced(damaged - 1, 1), 'later']);
      // Of the very last record, a length that is longer than the file cannot be told from a torn end.
      if (damaged === 6 && offset === 2) return;
      assert.deepEqual(await files(), ['north-00000001.damaged'], 'and what was there is kept');
      assert.equal(next.stats.damagedFiles, 1);
      assert.match(said.join(), /north-00000001\.journal: \d+ octets are damaged.*delete the file/);
    });
  }
}

test('what the disk damages while it is being emptied costs that record alone, and is said once', async () => {
  const journal = await open();
  await append(journal, ...SIX);
  await journal.peek(1);
  await journal.drop(1);
  await flipBit('north-00000001.journal', SIZE + 20);
  await flipBit('north-00000001.journal', 3 * SIZE + 20);
  assert.deepEqual(await takeAll(journal), [SIX[2], SIX[4], SIX[5]]);
  assert.deepEqual([said.length, journal.isEmpty, await files()], [1, true, ['north-00000001.damaged']]);
});

test('damaged files are kept under names of their own, the newest eight, until somebody deletes them', async () => {
  for (let round = 1; round <= 10; round += 1) {
    const killed = await open();
    await append(killed, ...SIX);
    await flipBit((await files()).find((entry) => entry.endsWith('.journal')) ?? '', 20);
    await takeAll(await open());
  }
  const kept = Array.from({ length: 8 }, (_, i) => `north-${String(i + 3).padStart(8, '0')}.damaged`);
  assert.deepEqual(await files(), kept);
  assert.equal((await open()).stats.damagedFiles, 8);
  await rm(folder, { recursive: true });
  assert.equal((await open()).stats.damagedFiles, 0);
});

test('it grows over many files, and each goes when it is done', async () => {
  const journal = await open({ fileBytesMax: 40 });
  const texts = Array.from({ length: 20 }, (_, i) => `record ${i}`);
  for (const text of texts) await append(journal, text);
  assert.ok((await files()).length >= 7);
  assert.deepEqual(await takeAll(journal), texts);
  assert.deepEqual(await files(), []);
  await append(journal, 'after');
  assert.deepEqual(await takeAll(journal), ['after']);
});

test('more than it may hold is not taken, and is taken again when there is room', async () => {
  const journal = await open({ bytesMax: 60 });
  assert.deepEqual(await append(journal, 'twelve bytes'), [true]);
  assert.deepEqual(await append(journal, 'a second one', 'a third one!'), [false, false]);
  assert.deepEqual([journal.stats.state, journal.stats.refused], ['full', 2]);
  assert.deepEqual(await takeAll(journal), ['twelve bytes']);
  assert.deepEqual(await append(journal, 'a second one'), [true]);
  assert.equal(journal.stats.state, 'holding');
});

test('a disk that takes nothing is said to be failing, and used again as soon as it works', async () => {
  const journal = await open();
  await rm(folder, { recursive: true });
  assert.deepEqual(await append(journal, 'lost'), [false]);
  assert.equal(journal.stats.state, 'failing');
  await mkdir(folder);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await append(journal, 'kept'), [true]);
  assert.deepEqual(await takeAll(journal), ['kept']);
});

test('a file that stands where the next one is to be made is in the way once only', async () => {
  const journal = await open();
  await writeFile(join(folder, 'north-00000001.journal'), 'left by a failure');
  assert.deepEqual(await append(journal, 'refused'), [false]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await append(journal, 'kept'), [true]);
  assert.deepEqual(await takeAll(journal), ['kept']);
});

test('what is appended while it is being emptied is not lost', async () => {
  const journal = await open({ fileBytesMax: 200 });
  const texts = Array.from({ length: 500 }, (_, i) => `record ${i}`);
  const appending = (async () => {
    for (let i = 0; i < texts.length; i += 5)
      assert.ok((await append(journal, ...texts.slice(i, i + 5))).every(Boolean));
  })();
  const taken: string[] = [];
  let over = false;
  void appending.then(() => {
    over = true;
  });
  while (!over || !journal.isEmpty) {
    const records = await journal.peek(7);
    taken.push(...records.map(({ content }) => content.toString()));
    await journal.drop(records.length);
    if (records.length === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await appending;
  assert.deepEqual(taken, texts);
});
