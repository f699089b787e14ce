import { MD5_BYTES, Md5 } from './md5.ts';

/** What HMAC-MD5 computes from a secret alone; keep it beside the secret. */
export type HmacMd5Key = {
  readonly inner: Int32Array;
  readonly outer: Int32Array;
};

const BLOCK_BYTES = 64;

// Working memory: written before it is read within each call, so nothing outlives one.
const digest = new Md5();
const innerDigest = new Uint8Array(MD5_BYTES);

/** RFC 2104 §4: the two digest states after the padded key, computed once per secret. */
export function hmacMd5Key(secret: Uint8Array): HmacMd5Key {
  const key = new Uint8Array(BLOCK_BYTES);
  if (secret.length > BLOCK_BYTES) digest.start().update(secret).finish(key);
  else key.set(secret);
  const stateAfter = (pad: number) =>
    digest
      .start()
      .update(key.map((octet) => octet ^ pad))
      .saveState();
  return { inner: stateAfter(0x36), outer: stateAfter(0x5c) };
}

/** HMAC-MD5 (RFC 2104 §2) of `length` octets at `offset`: writes 16 octets to `out`. */
export function hmacMd5(
  key: HmacMd5Key,
  bytes: Uint8Array,
  offset: number,
  length: number,
  out: Uint8Array,
  outOffset = 0,
): void {
  digest.startFrom(key.inner, BLOCK_BYTES).update(bytes, offset, length).finish(innerDigest);
  digest.startFrom(key.outer, BLOCK_BYTES).update(innerDigest, 0, MD5_BYTES).finish(out, outOffset);
}
