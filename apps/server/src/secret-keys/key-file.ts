import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chown, link, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.ts';
import { KEY_BYTES } from '../sealing.ts';
import { syncFolder } from '../sync-folder.ts';

/*
 * The key file: a key of 64 hex digits a line, the oldest first. A rotation adds one and takes none away.
 */

/** The keys in it; null where there is no such file yet. */
export async function loadSecretKeys(path: string): Promise<Buffer[] | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Refusal(`The secret key ${path} cannot be read (${error.code}).`);
  });
  return text === null ? null : readKeys(text, path);
}

/** As `loadSecretKeys`, at once; none where the file is not what it should be. */
export function reloadSecretKeys(path: string): Buffer[] {
  try {
    return readKeys(readFileSync(path, 'utf8'), path);
  } catch {
    return [];
  }
}

function readKeys(text: string, path: string): Buffer[] {
  const lines = text.trim().split(/\s+/);
  if (!lines.every((line) => /^[0-9a-f]{64}$/.test(line)))
    throw new Refusal(`${path} is no Gatehouse secret key: each line must hold 64 hex digits.`);
  return lines.map((line) => Buffer.from(line, 'hex'));
}

/** Makes the key file, readable for its owner alone, whole or not at all; it is on the disk when this returns. */
export async function makeSecretKey(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  const aside = `${path}.${process.pid}`;
  try {
    await writeFile(aside, `${key.toString('hex')}\n`, { mode: 0o600, flush: true });
    await link(aside, path); // unlike a rename it never replaces a key
    await syncFolder(dirname(path));
  } catch (error) {
    throw new Refusal(`The secret key ${path} cannot be made (${(error as NodeJS.ErrnoException).code}).`);
  } finally {
    await rm(aside, { force: true });
  }
  return key;
}

/** Adds a key at the end. At every moment the file holds all keys that were ever used; its owner stays its owner. */
export async function addSecretKey(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  const aside = `${path}.${process.pid}`;
  try {
    const target = await realpath(path);
    const { uid, gid } = await stat(target);
    const text = (await readFile(target, 'utf8')).trimEnd();
    readKeys(text, path);
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(`${text}\n${key.toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (process.getuid?.() === 0) await chown(aside, uid, gid);
    await rename(aside, target);
    await syncFolder(dirname(target));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new Refusal(`A key cannot be added to ${path} (${code}). Run this as whoever owns that file.`);
  } finally {
    await rm(aside, { force: true });
  }
  return key;
}
