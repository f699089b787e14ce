import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.ts';

/** What a secret is for. Each has a key of its own, so a cipher moved to another column opens nothing. */
export const secretContexts = ['network-password', 'nas-secret', 'mac-password'] as const;
export type SecretContext = (typeof secretContexts)[number];

/** Encrypts what must be readable again: AES-256-GCM. */
export type SecretBox = {
  seal(plain: string, context: SecretContext): Buffer;
  /** Throws where the cipher was changed, was made for another context, or under another key. */
  open(cipher: Uint8Array, context: SecretContext): string;
  /** 32 octets for encrypting a kind of file; the purpose is fixed for ever once one was written. */
  fileKey(purpose: string): Buffer;
};

const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Cipher: version (1 octet), nonce (12), text, tag (16). */
export function openSecretBox(key: Uint8Array): SecretBox {
  // As key objects: made ready once, they decrypt a hundred thousand passwords four times as fast as raw bytes.
  const subkeys = Object.fromEntries(
    secretContexts.map((context) => [context, createSecretKey(deriveKey(key, context))]),
  ) as Record<SecretContext, KeyObject>;
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', subkeys[context], nonce);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, text, cipher.getAuthTag()]);
    },
    open(sealed, context) {
      if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES)
        throw new Error('Not a sealed secret.');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        subkeys[context],
        sealed.subarray(1, 1 + NONCE_BYTES),
        {
          authTagLength: TAG_BYTES,
        },
      );
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
    fileKey: (purpose) => deriveKey(key, purpose),
  };
}

/** A key for one purpose out of the key file's. `purpose` is fixed for ever once something was encrypted under it. */
export function deriveKey(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'gatehouse', purpose, KEY_BYTES));
}

/** Reads the key file; null where there is none yet. */
export async function loadSecretKey(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Refusal(`The secret key ${path} cannot be read (${error.code}).`);
  });
  if (text === null) return null;
  if (!/^[0-9a-f]{64}\s*$/.test(text))
    throw new Refusal(`${path} is no Gatehouse secret key: it must hold 64 hex digits.`);
  return Buffer.from(text.trim(), 'hex');
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

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
