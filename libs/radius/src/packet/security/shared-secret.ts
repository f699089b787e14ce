import { type HmacMd5Key, hmacMd5Key } from './hmac-md5.ts';

/** A shared secret made ready for use: make it once per NAS and keep it (RFC 2865 §3). */
export type SharedSecret = {
  readonly bytes: Uint8Array;
  readonly hmacKey: HmacMd5Key;
};

/** Text is taken as UTF-8. The bytes are copied, so the caller's may change afterwards. */
export function sharedSecret(secret: string | Uint8Array): SharedSecret {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : Uint8Array.from(secret);
  return { bytes, hmacKey: hmacMd5Key(bytes) };
}
