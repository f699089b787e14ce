import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findRecord, isDamaged, readRecord } from './journal-record.ts';

/** A file of the journal: `<name>-00000001.journal`, and so on. Only the last one grows. */
export type JournalFile = {
  readonly number: number;
  readonly path: string;
  /** Octets of whole records that are on disk for certain; what lies behind them does not count. */
  bytes: number;
  records: number;
  /** Some of these octets cannot be read any more: it is kept, under another name, when all else in it is stored. */
  damaged: boolean;
};

export type FoundFiles = {
  readonly files: JournalFile[];
  /** When its first record is from; `null`: there is none. */
  readonly oldestAt: number | null;
  /** Octets behind the last whole record of a file: torn off by a crash. */
  readonly tornBytes: number;
  /** Octets that can be read no more, by the file in which they are. */
  readonly damage: readonly Damage[];
  /** The highest that was ever given to a file that is still here, under whatever name. */
  readonly lastNumber: number;
};
export type Damage = { readonly path: string; readonly bytes: number };

const GROWING = '.journal';
const SET_ASIDE = '.damaged';
/** So many damaged files are kept, the newest. */
const SET_ASIDE_MAX = 8;
/** Of the number in a name. */
const DIGITS = 8;

/** What an earlier process left. Files without a record are removed, or set aside if they are damaged. */
export async function findFiles(folder: string, name: string): Promise<FoundFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files: JournalFile[] = [];
  let oldestAt: number | null = null;
  let tornBytes = 0;
  let lastNumber = 0;
  const damage: Damage[] = [];
  for (const entry of (await readdir(folder)).sort()) {
    lastNumber = Math.max(lastNumber, numberOf(entry, name, SET_ASIDE) ?? 0);
    const number = numberOf(entry, name, GROWING);
    if (number === null) continue;
    lastNumber = Math.max(lastNumber, number);
    const path = join(folder, entry);
    const octets = await readFile(path);
    const { bytes, records, firstAt, damagedBytes } = surveyRecords(octets);
    if (damagedBytes > 0) damage.push({ path, bytes: damagedBytes });
    else tornBytes += octets.length - bytes;
    oldestAt ??= firstAt;
    const file = { number, path, bytes, records, damaged: damagedBytes > 0 };
    if (records === 0) await putAway(file);
    else files.push(file);
  }
  return { files, oldestAt, tornBytes, damage, lastNumber };
}

type Survey = {
  /** Up to the end of the last whole record, what is damaged before it included. */
  readonly bytes: number;
  readonly records: number;
  readonly firstAt: number | null;
  readonly damagedBytes: number;
};

function surveyRecords(octets: Buffer): Survey {
  let [bytes, records, damagedBytes] = [0, 0, 0];
  let firstAt: number | null = null;
  for (let next = findNext(octets, 0); next >= 0; next = findNext(octets, bytes)) {
    const record = readRecord(octets, next);
    if (record === null) break;
    firstAt ??= record.at;
    damagedBytes += next - bytes;
    bytes = next + record.size;
    records += 1;
  }
  const rest = octets.subarray(bytes);
  return { bytes, records, firstAt, damagedBytes: damagedBytes + (isDamaged(rest) ? rest.length : 0) };
}

function findNext(octets: Buffer, offset: number): number {
  return offset < octets.length ? findRecord(octets, offset) : -1;
}

/** Removes a file in which nothing is left to be stored; a damaged one stays, as one of the newest few, for whoever looks. */
export async function putAway({ path, damaged }: JournalFile): Promise<void> {
  if (!damaged) return rm(path, { force: true });
  await rename(path, path.slice(0, -GROWING.length) + SET_ASIDE);
  const folder = dirname(path);
  const name = basename(path).slice(0, -(DIGITS + GROWING.length + 1));
  const aside = await listSetAside(folder, name);
  for (const old of aside.slice(0, -SET_ASIDE_MAX)) await rm(join(folder, old), { force: true });
}

/** Damaged files that wait for somebody who looks at them, and deletes them. */
export async function listSetAside(folder: string, name: string): Promise<string[]> {
  const entries = await readdir(folder);
  return entries.filter((entry) => numberOf(entry, name, SET_ASIDE) !== null).sort();
}

/** A new, empty file, whose name survives a power cut. */
export async function createFile(
  folder: string,
  name: string,
  number: number,
): Promise<{ file: JournalFile; handle: FileHandle }> {
  const path = join(folder, `${name}-${String(number).padStart(DIGITS, '0')}${GROWING}`);
  const handle = await open(path, 'wx', 0o600);
  try {
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  return { file: { number, path, bytes: 0, records: 0, damaged: false }, handle };
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

function numberOf(entry: string, name: string, end: string): number | null {
  if (!entry.startsWith(`${name}-`) || !entry.endsWith(end)) return null;
  const number = Number(entry.slice(name.length + 1, -end.length));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
