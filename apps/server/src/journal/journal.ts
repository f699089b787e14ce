import { type FileHandle, rm } from 'node:fs/promises';
import {
  createFile,
  type Damage,
  findFiles,
  type FoundFiles,
  type JournalFile,
  listSetAside,
  putAway,
  readPart,
} from './journal-files.ts';
import { encodeRecord, findRecord, type JournalRecord, readRecords } from './journal-record.ts';

/** A queue on disk: what was appended is there after kill -9 and power loss, until it is dropped. */
export type Journal = {
  /**
   * Appends a record, with those beside it in one write. `done(true)` once it is on the disk for certain;
   * `done(false)`: it is not, because the journal or the disk is full, or the disk does not take it.
   */
  append(content: Buffer, at: number, done: (safe: boolean) => void): void;
  /** The oldest records, in order; they stay. Fewer than `max` does not mean that there are no more. */
  peek(max: number): Promise<readonly JournalRecord[]>;
  /** Forgets the first `count` of what was peeked last. */
  drop(count: number): Promise<void>;
  /** Nothing is in it, or on its way into it. */
  readonly isEmpty: boolean;
  readonly stats: JournalStats;
  /** Writes what is on its way, and stops. */
  close(): Promise<void>;
};

export type JournalStats = {
  /** `failing`: the disk does not take what is to be written (it is full, as a rule). */
  readonly state: 'empty' | 'holding' | 'full' | 'failing';
  /** Records in it. */
  readonly depth: number;
  readonly bytes: number;
  readonly bytesMax: number;
  /** When the oldest record is from, in milliseconds since the epoch; `null`: it is empty. */
  readonly oldestAt: number | null;
  /** Since the start of the process: records written, taken out again, not taken. */
  readonly appended: number;
  readonly dropped: number;
  readonly refused: number;
  /** Files in which something cannot be read any more; they are kept until somebody deletes them. */
  readonly damagedFiles: number;
};

export type JournalOptions = {
  readonly folder: string;
  /** First part of the names of its files; nobody else may use it. */
  readonly name: string;
  readonly onError: (error: unknown) => void;
  /** Told once of each file in which the disk has damaged something: what is lost, and what to do. */
  readonly onDamage?: (sentence: string) => void;
  /** Of the usual end after a crash: octets of a record that was on its way to the disk, and was not answered. */
  readonly onTorn?: (bytes: number) => void;
  /** More than this is not taken. */
  readonly bytesMax?: number;
  readonly fileBytesMax?: number;
  /** Records on their way to the disk. */
  readonly pendingMax?: number;
};

type Pending = { readonly record: Buffer; readonly at: number; readonly done: (safe: boolean) => void };

const READ_OCTETS = 1 << 20;
/** After a failure the disk is left alone for a moment. */
const PAUSE_AFTER_FAILURE_MS = 250;
/** Whether damaged files are still there is looked up this often. */
const RECOUNT_EVERY_MS = 30_000;

export async function openJournal(options: JournalOptions): Promise<Journal> {
  const found = await findFiles(options.folder, options.name);
  if (found.tornBytes > 0) options.onTorn?.(found.tornBytes);
  for (const damage of found.damage) options.onDamage?.(sayDamage(damage));
  const { length: setAside } = await listSetAside(options.folder, options.name);
  return new JournalOnDisk(options, found, setAside);
}

function sayDamage({ path, bytes }: Damage): string {
  return (
    `${path}: ${bytes} octets are damaged, and what stood there is lost; all before and behind them is stored. The file is then ` +
    'kept under a name that ends in .damaged. Look at the disk of this machine, and delete the file when nobody needs it any more.'
  );
}

class JournalOnDisk implements Journal {
  readonly #options: Required<Omit<JournalOptions, 'onDamage' | 'onTorn'>> & JournalOptions;
  readonly #files: JournalFile[];
  #nextNumber: number;
  /** Of the last file, while it may grow. */
  #handle: FileHandle | null = null;
  #pending: Pending[] = [];
  #writing: Promise<void> | null = null;
  #closed = false;
  #failedAt = Number.NEGATIVE_INFINITY;
  #state: 'ok' | 'full' | 'failing' = 'ok';
  /** Where the oldest record stands in the first file, and how many of that file are dropped. */
  #offset = 0;
  #droppedOfFirst = 0;
  #peeked: readonly JournalRecord[] = [];
  #oldestAt: number | null;
  #appended = 0;
  #dropped = 0;
  #refused = 0;
  #setAside: number;
  readonly #recounting: NodeJS.Timeout;

  constructor(options: JournalOptions, { files, oldestAt, lastNumber }: FoundFiles, setAside: number) {
    this.#options = { bytesMax: 512 << 20, fileBytesMax: 8 << 20, pendingMax: 20_000, ...options };
    this.#files = files;
    this.#nextNumber = lastNumber + 1;
    this.#oldestAt = oldestAt;
    this.#setAside = setAside;
    this.#recounting = setInterval(() => {
      if (this.#setAside > 0) void this.#recount();
    }, RECOUNT_EVERY_MS).unref();
  }

  append(content: Buffer, at: number, done: (safe: boolean) => void): void {
    if (this.#closed || this.#pending.length >= this.#options.pendingMax) {
      this.#refused += 1;
      return done(false);
    }
    this.#pending.push({ record: encodeRecord(content, at), at, done });
    this.#writing ??= new Promise((resolve) => setImmediate(() => resolve(this.#writeAll())));
  }

  async peek(max: number): Promise<readonly JournalRecord[]> {
    await this.#removeFinished();
    const [first] = this.#files;
    if (first === undefined) return [];
    this.#peeked = await this.#readOn(first, max);
    if (this.#peeked.length === 0 && this.#droppedOfFirst < first.records) {
      await this.#passDamage(first);
      this.#peeked = this.#files[0] === first ? await this.#readOn(first, max) : [];
    }
    this.#oldestAt = this.#peeked[0]?.at ?? this.#oldestAt;
    return this.#peeked;
  }

  async #readOn(file: JournalFile, max: number): Promise<readonly JournalRecord[]> {
    const length = Math.min(READ_OCTETS, file.bytes - this.#offset);
    return length <= 0 ? [] : readRecords(await readPart(file.path, this.#offset, length), 0, max);
  }

  async drop(count: number): Promise<void> {
    const dropped = this.#peeked.slice(0, count);
    this.#peeked = this.#peeked.slice(count);
    for (const { size } of dropped) this.#offset += size;
    this.#droppedOfFirst += dropped.length;
    this.#dropped += dropped.length;
    this.#oldestAt = this.#peeked[0]?.at ?? dropped.at(-1)?.at ?? this.#oldestAt;
    await this.#removeFinished();
  }

  get isEmpty(): boolean {
    return this.#depth === 0 && this.#pending.length === 0 && this.#writing === null;
  }

  get stats(): JournalStats {
    const depth = this.#depth;
    const trouble = this.#state === 'ok' ? null : this.#state;
    return {
      state: trouble ?? (depth === 0 ? 'empty' : 'holding'),
      depth,
      bytes: this.#bytes,
      bytesMax: this.#options.bytesMax,
      oldestAt: depth === 0 ? null : this.#oldestAt,
      appended: this.#appended,
      dropped: this.#dropped,
      refused: this.#refused,
      damagedFiles: this.#setAside + this.#files.filter(({ damaged }) => damaged).length,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#recounting);
    await this.#writing;
    await this.#handle?.close();
    this.#handle = null;
  }

  get #depth(): number {
    return this.#files.reduce((sum, { records }) => sum + records, 0) - this.#droppedOfFirst;
  }

  get #bytes(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0) {
      const group = this.#pending;
      this.#pending = [];
      const safe = await this.#write(group);
      for (const { done } of group) done(safe);
    }
    this.#writing = null;
  }

  /** One write and one sync for the whole group; all of it is on disk, or none of it counts. */
  async #write(group: readonly Pending[]): Promise<boolean> {
    const octets = Buffer.concat(group.map(({ record }) => record));
    if (this.#bytes + octets.length > this.#options.bytesMax) return this.#refuse(group, 'full');
    if (performance.now() - this.#failedAt < PAUSE_AFTER_FAILURE_MS) return this.#refuse(group, 'failing');
    try {
      const { file, handle } = await this.#fileToGrow();
      await writeWhole(handle, octets, file.bytes);
      await handle.datasync();
      if (this.#depth === 0) this.#oldestAt = group[0]?.at ?? null;
      file.bytes += octets.length;
      file.records += group.length;
      this.#appended += group.length;
      this.#state = 'ok';
      return true;
    } catch (error) {
      this.#failedAt = performance.now();
      this.#options.onError(error);
      await this.#leaveFile();
      return this.#refuse(group, 'failing');
    }
  }

  #refuse(group: readonly Pending[], state: 'full' | 'failing'): false {
    this.#state = state;
    this.#refused += group.length;
    return false;
  }

  async #fileToGrow(): Promise<{ file: JournalFile; handle: FileHandle }> {
    const last = this.#files.at(-1);
    if (this.#handle !== null && last !== undefined && last.bytes < this.#options.fileBytesMax) {
      return { file: last, handle: this.#handle };
    }
    await this.#handle?.close();
    this.#handle = null;
    // A name is tried once: what a failure left under it must not stand in the way of the next file.
    const number = this.#nextNumber++;
    const { file, handle } = await createFile(this.#options.folder, this.#options.name, number);
    this.#files.push(file);
    this.#handle = handle;
    return { file, handle };
  }

  /** What was written to it in vain is cut off if possible, and it grows no more. */
  async #leaveFile(): Promise<void> {
    const [handle, last] = [this.#handle, this.#files.at(-1)];
    this.#handle = null;
    if (handle === null || last === undefined) return;
    await handle.truncate(last.bytes).catch(() => undefined);
    await handle.close().catch(() => undefined);
    if (last.records > 0) return;
    this.#files.pop();
    await rm(last.path, { force: true }).catch(() => undefined);
  }

  /** A file whose records are all dropped goes, except while it is being written to. */
  async #removeFinished(): Promise<void> {
    for (let first = this.#files[0]; first !== undefined; first = this.#files[0]) {
      if (this.#droppedOfFirst < first.records) return;
      const isLast = this.#files.length === 1;
      if (isLast && this.#handle !== null) {
        if (this.#writing !== null) return;
        const handle = this.#handle;
        this.#handle = null;
        await handle.close();
      }
      this.#files.shift();
      [this.#offset, this.#droppedOfFirst] = [0, 0];
      await putAway(first);
      if (first.damaged) await this.#recount();
    }
  }

  async #recount(): Promise<void> {
    const { folder, name } = this.#options;
    this.#setAside = await listSetAside(folder, name).then(
      ({ length }) => length,
      () => this.#setAside,
    );
  }

  /** What stands at the offset cannot be read: goes to the next record that can, or to the end of what was written. */
  async #passDamage(file: JournalFile): Promise<void> {
    const { bytes, records } = file;
    const rest = await readPart(file.path, this.#offset, bytes - this.#offset);
    const next = findRecord(rest, 0);
    const passed = next < 0 ? bytes - this.#offset : next;
    if (!file.damaged && passed > 0) {
      // It was whole when it was opened or written.
      file.damaged = true;
      this.#options.onDamage?.(sayDamage({ path: file.path, bytes: passed }));
    }
    this.#offset += passed;
    if (next >= 0) return;
    this.#droppedOfFirst = records;
    await this.#removeFinished();
  }
}

async function writeWhole(handle: FileHandle, octets: Buffer, position: number): Promise<void> {
  for (let written = 0; written < octets.length; ) {
    const { bytesWritten } = await handle.write(octets, written, octets.length - written, position + written);
    if (bytesWritten === 0) throw new Error('The disk takes nothing.');
    written += bytesWritten;
  }
}
