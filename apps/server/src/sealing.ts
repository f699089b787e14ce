import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject } from 'node:crypto';

/** AES-256-GCM, as everything sealed here uses it. */
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/**
 * A key for one purpose out of another (HKDF with SHA-256). `salt` and `purpose` are fixed for ever once something was
 * sealed under it.
 */
export function deriveKey(
  key: Uint8Array,
  salt: string | Uint8Array,
  purpose: string,
  length = KEY_BYTES,
): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, purpose, length));
}

/**
 * Gives the text, encrypted, and the tag behind it.
 * @param nonce 12 octets, never twice under one key
 * @param context what `unseal` must be given too; it is not in what is sealed
 */
export function seal(key: KeyObject, nonce: Uint8Array, text: string, context?: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce);
  if (context !== undefined) cipher.setAAD(context);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Gives back the text; throws where not every octet is as it was sealed. */
export function unseal(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array, context?: Uint8Array): string {
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  if (context !== undefined) decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(0, -TAG_BYTES));
  decipher.final();
  return text.toString('utf8');
}
