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
  const journal = await openJournal({ folder, name: 'north', onError, ...more });
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
    const next = await open();
    assert.equal(said.length, 1);
    await append(next, 'later');
    assert.deepEqual(await takeAll(next), ['whole', 'later']);
  });
}

test('a damaged record is not taken for one', async () => {
  const killed = await open();
  await append(killed, 'first', 'second');
  const [file = ''] = await files();
  const octets = await readFile(join(folder, file));
  octets[octets.length - 1] = 0xff;
  await writeFile(join(folder, file), octets);
  assert.deepEqual(await takeAll(await open()), ['first']);
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
