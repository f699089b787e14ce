import { MD5_BYTES, Md5 } from './md5.ts';
import type { SharedSecret } from './shared-secret.ts';

/** A salt is 16 bits with the highest set, and unlike every other in the same packet. */
export const SALT_BYTES = 2;
const PLAIN_BYTES_MAX = 239;

// Working memory: written before it is read within each call, so nothing outlives one.
const digest = new Md5();
const pad = new Uint8Array(MD5_BYTES);

/**
 * Salt encryption of Tunnel-Password (RFC 2868 §3.5) and the MS-MPPE keys (RFC 2548 §2.4.2):
 * writes the salt and then length octet, plain text and zeros, encrypted in steps of 16 under the
 * Request Authenticator. Returns the number of octets written (2 + a multiple of 16).
 * Throws a RangeError where the result would not fit an attribute.
 */
export function saltEncrypt(
  plain: Uint8Array,
  salt: number,
  requestAuthenticator: Uint8Array,
  authenticatorOffset: number,
  secret: SharedSecret,
  out: Uint8Array,
  outOffset: number,
): number {
  if (plain.length > PLAIN_BYTES_MAX) throw new RangeError('Too long for one attribute.');
  out[outOffset] = (salt >>> 8) | 0x80;
  out[outOffset + 1] = salt;
  const dataOffset = outOffset + SALT_BYTES;
  const length = Math.ceil((plain.length + 1) / 16) * 16;
  for (let at = 0; at < length; at += 16) {
    if (at === 0) computeFirstPad(secret, requestAuthenticator, authenticatorOffset, out, outOffset);
    else computePad(secret, out, dataOffset + at - 16);
    for (let i = 0; i < 16; i++) {
      const octet = at + i === 0 ? plain.length : (plain[at + i - 1] ?? 0);
      out[dataOffset + at + i] = octet ^ (pad[i] as number);
    }
  }
  return SALT_BYTES + length;
}

/**
 * The way back: reads salt and ciphertext (`length` octets at `offset`), writes the plain text to
 * `out` and returns its length; -1 where the lengths do not fit (a wrong secret, mostly).
 * `out` needs room for `length - 2` octets.
 */
export function saltDecrypt(
  bytes: Uint8Array,
  offset: number,
  length: number,
  requestAuthenticator: Uint8Array,
  authenticatorOffset: number,
  secret: SharedSecret,
  out: Uint8Array,
  outOffset = 0,
): number {
  const cipherLength = length - SALT_BYTES;
  if (cipherLength < 16 || cipherLength % 16 !== 0) return -1;
  const dataOffset = offset + SALT_BYTES;
  let plainLength = 0;
  for (let at = 0; at < cipherLength; at += 16) {
    if (at === 0) computeFirstPad(secret, requestAuthenticator, authenticatorOffset, bytes, offset);
    else computePad(secret, bytes, dataOffset + at - 16);
    for (let i = 0; i < 16; i++) {
      const octet = (bytes[dataOffset + at + i] as number) ^ (pad[i] as number);
      if (at + i === 0) plainLength = octet;
      else out[outOffset + at + i - 1] = octet;
    }
  }
  return plainLength < cipherLength ? plainLength : -1;
}

function computeFirstPad(
  secret: SharedSecret,
  authenticator: Uint8Array,
  authenticatorOffset: number,
  saltBytes: Uint8Array,
  saltOffset: number,
): void {
  digest
    .start()
    .update(secret.bytes)
    .update(authenticator, authenticatorOffset, 16)
    .update(saltBytes, saltOffset, SALT_BYTES)
    .finish(pad);
}

function computePad(secret: SharedSecret, previous: Uint8Array, offset: number): void {
  digest.start().update(secret.bytes).update(previous, offset, 16).finish(pad);
}
