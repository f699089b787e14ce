import { MD5_BYTES, Md5 } from './md5.ts';
import type { SharedSecret } from './shared-secret.ts';

/** RFC 2865 §5.2: a password of at most 128 octets, hidden in steps of 16. */
export const PASSWORD_BYTES_MAX = 128;

// Working memory: written before it is read within each call, so nothing outlives one.
const digest = new Md5();
const pad = new Uint8Array(MD5_BYTES);

/**
 * User-Password hiding (RFC 2865 §5.2). Writes 16 to 128 octets to `out` and returns their number.
 * `authenticator` holds the 16-octet Request Authenticator at `authenticatorOffset`.
 * Throws a RangeError for a password of over 128 octets.
 */
export function hidePassword(
  password: Uint8Array,
  authenticator: Uint8Array,
  authenticatorOffset: number,
  secret: SharedSecret,
  out: Uint8Array,
  outOffset: number,
): number {
  if (password.length > PASSWORD_BYTES_MAX) throw new RangeError('The password is longer than 128 octets.');
  const length = Math.max(16, Math.ceil(password.length / 16) * 16);
  for (let at = 0; at < length; at += 16) {
    if (at === 0) computePad(secret, authenticator, authenticatorOffset);
    else computePad(secret, out, outOffset + at - 16);
    for (let i = 0; i < 16; i++) {
      out[outOffset + at + i] = (password[at + i] ?? 0) ^ (pad[i] as number);
    }
  }
  return length;
}

/**
 * The way back. Writes the password to `out` and returns its length without the padding zeros at
 * its end, or -1 where `length` is not 16, 32 … 128. With a wrong secret the result is noise.
 * `out` must be another array than `hidden`.
 */
export function revealPassword(
  hidden: Uint8Array,
  offset: number,
  length: number,
  authenticator: Uint8Array,
  authenticatorOffset: number,
  secret: SharedSecret,
  out: Uint8Array,
  outOffset = 0,
): number {
  if (length < 16 || length > PASSWORD_BYTES_MAX || length % 16 !== 0) return -1;
  for (let at = 0; at < length; at += 16) {
    if (at === 0) computePad(secret, authenticator, authenticatorOffset);
    else computePad(secret, hidden, offset + at - 16);
    for (let i = 0; i < 16; i++) {
      out[outOffset + at + i] = (hidden[offset + at + i] as number) ^ (pad[i] as number);
    }
  }
  let end = length;
  while (end > 0 && out[outOffset + end - 1] === 0) end--;
  return end;
}

function computePad(secret: SharedSecret, previous: Uint8Array, offset: number): void {
  digest.start().update(secret.bytes).update(previous, offset, 16).finish(pad);
}
