import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deriveKey, NONCE_BYTES, seal, TAG_BYTES, unseal } from '../../sealing.ts';
import { syncFolder } from '../../sync-folder.ts';

/** Why a file is not read. Its `message` is a sentence for the log and the operator. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

export type SealedFileWriter = {
  /** Adds text; it is on its way to the disk when this resolves. */
  write(text: string): Promise<void>;
  /** The file takes the place of an older one, whole and on the disk. Resolves to its octets. */
  finish(): Promise<number>;
  /** Leaves no trace. */
  abandon(): Promise<void>;
};

const MAGIC = Buffer.from('GHSEALED');
/** Of what is in it, too: what an older one lacks nobody may be judged by. */
const VERSION = 3;
const SALT_BYTES = 16;
const CHECK_BYTES = 8;
/** Magic, version (2), salt, key check, the time it was made (8). */
const HEADER_BYTES = MAGIC.length + 2 + SALT_BYTES + CHECK_BYTES + 8;
const CHUNK_BYTES = 256 * 1024;
/** A single text may be longer than a chunk, but a length beyond this is none of ours. */
const CHUNK_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Writes a text of any length to the disk, encrypted and whole or not at all: a header, then chunks of AES-256-GCM,
 * each numbered, the last one marked, under a key of this file alone. Nothing but one chunk is ever in memory.
 *
 * @param key 32 octets, for files of this kind
 * @param madeAt what `openSealedFile` gives back: milliseconds since the epoch
 */
export async function writeSealedFile(
  path: string,
  key: Uint8Array,
  madeAt: number,
): Promise<SealedFileWriter> {
  const salt = randomBytes(SALT_BYTES);
  const { fileKey, check } = keysOf(key, salt);
  const header = Buffer.concat([MAGIC, Buffer.alloc(2), salt, check, Buffer.alloc(8)]);
  header.writeUInt16BE(VERSION, MAGIC.length);
  header.writeDoubleBE(madeAt, HEADER_BYTES - 8);
  const aside = `${path}.new`;
  const file = await open(aside, 'w', 0o600);
  let size = 0;
  let number = 0;
  let waiting: string[] = [];
  let waitingLength = 0;

  async function put(bytes: Buffer): Promise<void> {
    await file.appendFile(bytes);
    size += bytes.length;
  }

  async function putChunk(isLast: boolean): Promise<void> {
    const sealed = seal(fileKey, nonceOf(number, isLast), waiting.join(''), header);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    await put(Buffer.concat([length, sealed]));
    number += 1;
    waiting = [];
    waitingLength = 0;
  }

  await put(header);
  return {
    async write(text) {
      waiting.push(text);
      waitingLength += text.length;
      if (waitingLength >= CHUNK_BYTES) await putChunk(false);
    },
    async finish() {
      await putChunk(true);
      await file.sync();
      await file.close();
      await rename(aside, path);
      await syncFolder(dirname(path));
      return size;
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await rm(aside, { force: true });
    },
  };
}

export type SealedFile = {
  readonly madeAt: number;
  /** The texts as they were written, joined by chunk. Throws an `UnusableFile` at a chunk that is not as written. */
  chunks(): AsyncGenerator<string>;
  close(): Promise<void>;
};

/** Null where there is no such file. Throws an `UnusableFile`; one of another key is told from a damaged one. */
export async function openSealedFile(path: string, key: Uint8Array): Promise<SealedFile | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UnusableFile(`it cannot be read (${error.code})`);
  });
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const header = await readExactly(file, 0, HEADER_BYTES);
    const salt = header.subarray(MAGIC.length + 2, MAGIC.length + 2 + SALT_BYTES);
    refuseStrange(header);
    const { fileKey, check } = keysOf(key, salt);
    if (!check.equals(header.subarray(-8 - CHECK_BYTES, -8)))
      throw new UnusableFile('it was written under another secret key');
    return {
      madeAt: header.readDoubleBE(HEADER_BYTES - 8),
      chunks: () => readChunks(file, size, header, fileKey),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* readChunks(
  file: FileHandle,
  size: number,
  header: Buffer,
  fileKey: KeyObject,
): AsyncGenerator<string> {
  let number = 0;
  for (let at = HEADER_BYTES; ; number += 1) {
    const length = (await readExactly(file, at, 4)).readUInt32BE();
    if (length < TAG_BYTES || length > CHUNK_BYTES_MAX) throw damaged();
    const sealed = await readExactly(file, at + 4, length);
    at += 4 + length;
    // Only the file's last chunk may end it: one that was cut off between two chunks fails here.
    const isLast = at >= size;
    yield openChunk(sealed, fileKey, nonceOf(number, isLast), header);
    if (isLast) return;
  }
}

function openChunk(sealed: Buffer, fileKey: KeyObject, nonce: Buffer, header: Buffer): string {
  try {
    return unseal(fileKey, nonce, sealed, header);
  } catch {
    throw damaged();
  }
}

function refuseStrange(header: Buffer): void {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const version = header.readUInt16BE(MAGIC.length);
  if (version > VERSION) throw new UnusableFile('it was written by a newer Gatehouse');
  if (version === 0) throw damaged();
  if (version !== VERSION) throw new UnusableFile('it was written by an older Gatehouse');
}

/** A key of its own for each file, so that chunks can simply be counted; and octets by which a key is known again. */
function keysOf(key: Uint8Array, salt: Uint8Array) {
  return {
    fileKey: createSecretKey(deriveKey(key, salt, 'file')),
    check: deriveKey(key, salt, 'check', CHECK_BYTES),
  };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce[0] = isLast ? 1 : 0;
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw damaged();
    filled += bytesRead;
  }
  return buffer;
}

function damaged(): UnusableFile {
  return new UnusableFile('it is damaged or was altered');
}
