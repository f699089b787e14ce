import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSealedFile, UnusableFile, writeSealedFile } from './sealed-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-sealed-'));
after(() => rm(folder, { recursive: true, force: true }));
const key = randomBytes(32);
const MADE_AT = 1_800_000_000_123;
const LINES = Array.from({ length: 9000 }, (_, i) => `${i} ${'é'.repeat(i % 80)}\n`);

async function write(name: string, lines: readonly string[] = LINES): Promise<string> {
  const path = join(folder, name);
  const writer = await writeSealedFile(path, key, MADE_AT);
  for (const line of lines) await writer.write(line);
  assert.equal(await writer.finish(), (await stat(path)).size);
  return path;
}

async function read(path: string, under = key): Promise<string> {
  const file = await openSealedFile(path, under);
  assert.ok(file);
  try {
    let text = '';
    for await (const chunk of file.chunks()) text += chunk;
    return text;
  } finally {
    await file.close();
  }
}

const refusedAs = (sentence: RegExp) => (error: unknown) =>
  error instanceof UnusableFile && sentence.test(error.message);

test('what was written comes back, with its time, and is not readable on the disk', async () => {
  const path = await write('whole');
  assert.equal(await read(path), LINES.join(''));
  const file = await openSealedFile(path, key);
  assert.equal(file?.madeAt, MADE_AT);
  await file?.close();
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await readFile(path)).includes('8999'), false);
});

test('an empty text is a file too, and no file is none', async () => {
  assert.equal(await read(await write('empty', [])), '');
  assert.equal(await openSealedFile(join(folder, 'nowhere'), key), null);
});

test('a wrong key is called that', async () => {
  const path = await write('key');
  await assert.rejects(read(path, randomBytes(32)), refusedAs(/another secret key/));
});

test('a newer version is called that, and an older one', async () => {
  const path = await write('newer');
  const bytes = await readFile(path);
  const version = bytes.readUInt16BE(8);
  bytes.writeUInt16BE(version + 1, 8);
  await writeFile(path, bytes);
  await assert.rejects(read(path), refusedAs(/newer Gatehouse/));
  bytes.writeUInt16BE(version - 1, 8);
  await writeFile(path, bytes);
  await assert.rejects(read(path), refusedAs(/older Gatehouse/));
});

test('a file cut off anywhere is refused, also between two chunks', async () => {
  const path = await write('torn');
  const bytes = await readFile(path);
  const firstChunk = 42 + 4 + bytes.readUInt32BE(42);
  assert.ok(firstChunk < bytes.length, 'there are several chunks');
  for (const length of [0, 20, 42, 44, 5000, firstChunk, firstChunk + 3, bytes.length - 1]) {
    await writeFile(path, bytes.subarray(0, length));
    await assert.rejects(read(path), refusedAs(/damaged/), `${length} octets`);
  }
});

test('a file with any octet changed, or with octets behind its end, is refused', async () => {
  const path = await write('altered', ['one customer\n']);
  const bytes = await readFile(path);
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 0x10;
    await writeFile(path, altered);
    await assert.rejects(read(path), UnusableFile, `octet ${at}`);
  }
  await writeFile(path, Buffer.concat([bytes, Buffer.of(0)]));
  await assert.rejects(read(path), UnusableFile);
});

test('one that is given up leaves the older one as it was', async () => {
  const path = await write('kept', ['old\n']);
  const writer = await writeSealedFile(path, key, MADE_AT);
  await writer.write('new\n');
  await writer.abandon();
  assert.equal(await read(path), 'old\n');
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.new')),
    [],
  );
});
