import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.ts';
import { deriveKey, KEY_BYTES, NONCE_BYTES, seal, TAG_BYTES, unseal } from './sealing.ts';
import { syncFolder } from './sync-folder.ts';

/** What a secret is for. Each has a key of its own, so a cipher moved to another column opens nothing. */
export const secretContexts = [
  'network-password',
  'nas-secret',
  'mac-password',
  'portal-ticket',
  'uam-secret',
  'sms-gateway',
  'payment-method',
  'import-file',
  'webhook',
  'totp',
] as const;
export type SecretContext = (typeof secretContexts)[number];

/** Encrypts what must be readable again: AES-256-GCM. */
export type SecretBox = {
  seal(plain: string, context: SecretContext): Buffer;
  /** Throws where the cipher was changed, was made for another context, or under another key. */
  open(cipher: Uint8Array, context: SecretContext): string;
  /** For a thread of its own that opens many. */
  key(context: SecretContext): KeyObject;
  /** 32 octets for encrypting a kind of file; the purpose is fixed for ever once one was written. */
  fileKey(purpose: string): Buffer;
};

const VERSION = 1;
/** Fixed for ever. */
const SALT = 'gatehouse';

/** Cipher: version (1 octet), nonce (12), text, tag (16). */
export function openSecretBox(key: Uint8Array): SecretBox {
  // As key objects: made ready once, they decrypt a hundred thousand passwords four times as fast as raw bytes.
  const subkeys = Object.fromEntries(
    secretContexts.map((context) => [context, createSecretKey(deriveKey(key, SALT, context))]),
  ) as Record<SecretContext, KeyObject>;
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      return Buffer.concat([Buffer.of(VERSION), nonce, seal(subkeys[context], nonce, plain)]);
    },
    open: (sealed, context) => openSealed(subkeys[context], sealed),
    key: (context) => subkeys[context],
    fileKey: (purpose) => deriveKey(key, SALT, purpose),
  };
}

/** Throws as `SecretBox.open` does. */
export function openSealed(key: KeyObject, sealed: Uint8Array): string {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES)
    throw new Error('Not a sealed secret.');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  return unseal(key, nonce, sealed.subarray(1 + NONCE_BYTES));
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
