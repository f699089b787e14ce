import { createHash } from 'node:crypto';

export type RandomBytes = (size: number) => Buffer;

/** Of a 256-bit random token only the hash is stored: a stolen database opens no door. */
export type SecretToken = { readonly token: string; readonly hash: Buffer };

/** @param prefix tells people and secret scanners what the token is for */
export function makeSecretToken(randomBytes: RandomBytes, prefix = ''): SecretToken {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashSecretToken(token) };
}

export function hashSecretToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
