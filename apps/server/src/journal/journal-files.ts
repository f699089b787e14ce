import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecords } from './journal-record.ts';

/** A file of the journal: `<name>-00000001.journal`, and so on. Only the last one grows. */
export type JournalFile = {
  readonly number: number;
  readonly path: string;
  /** Octets of whole records that are on disk for certain; what lies behind them does not count. */
  bytes: number;
  records: number;
};

export type FoundFiles = {
  readonly files: JournalFile[];
  /** When its first record is from; `null`: there is none. */
  readonly oldestAt: number | null;
  /** Octets behind the last whole record of a file: torn off by a power cut, or damaged. */
  readonly tornBytes: number;
};

/** What an earlier process left. Files without a record are removed. */
export async function findFiles(folder: string, name: string): Promise<FoundFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files: JournalFile[] = [];
  let oldestAt: number | null = null;
  let tornBytes = 0;
  for (const entry of (await readdir(folder)).sort()) {
    const number = numberOf(entry, name);
    if (number === null) continue;
    const path = join(folder, entry);
    const octets = await readFile(path);
    const records = readRecords(octets, 0);
    const bytes = records.reduce((sum, { size }) => sum + size, 0);
    tornBytes += octets.length - bytes;
    oldestAt ??= records[0]?.at ?? null;
    if (records.length === 0) await rm(path, { force: true });
    else files.push({ number, path, bytes, records: records.length });
  }
  return { files, oldestAt, tornBytes };
}

/** A new, empty file, whose name survives a power cut. */
export async function createFile(
  folder: string,
  name: string,
  number: number,
): Promise<{ file: JournalFile; handle: FileHandle }> {
  const path = join(folder, `${name}-${String(number).padStart(8, '0')}.journal`);
  const handle = await open(path, 'wx', 0o600);
  try {
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  return { file: { number, path, bytes: 0, records: 0 }, handle };
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Octets of a file from `offset` on, `length` at most. */
export async function readPart(path: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function numberOf(entry: string, name: string): number | null {
  if (!entry.startsWith(`${name}-`) || !entry.endsWith('.journal')) return null;
  const number = Number(entry.slice(name.length + 1, -'.journal'.length));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
