import { equalBytes } from '../security/equal-bytes.ts';
import { MD5_BYTES, Md5 } from '../security/md5.ts';

/** CHAP-Password: the CHAP identifier and a 16-octet response (RFC 2865 §5.3). */
export const CHAP_PASSWORD_BYTES = 17;

// Working memory: written before it is read within each call, so nothing outlives one.
const digest = new Md5();
const computed = new Uint8Array(MD5_BYTES);

/**
 * Whether a CHAP-Password answers its challenge with this password (RFC 1994 §4.1). The challenge
 * is CHAP-Challenge where the request has one, else the Request Authenticator (RFC 2865 §5.40).
 */
export function verifyChap(
  bytes: Uint8Array,
  chapPasswordOffset: number,
  chapPasswordLength: number,
  challenge: Uint8Array,
  challengeOffset: number,
  challengeLength: number,
  password: Uint8Array,
): boolean {
  if (chapPasswordLength !== CHAP_PASSWORD_BYTES) return false;
  computeResponse(bytes, chapPasswordOffset, password, challenge, challengeOffset, challengeLength);
  return equalBytes(computed, 0, bytes, chapPasswordOffset + 1, MD5_BYTES);
}

/** What a client puts into CHAP-Password: writes 17 octets to `out`. */
export function chapPassword(
  identifier: number,
  password: Uint8Array,
  challenge: Uint8Array,
  out: Uint8Array,
  outOffset = 0,
): void {
  out[outOffset] = identifier;
  computeResponse(out, outOffset, password, challenge, 0, challenge.length);
  out.set(computed, outOffset + 1);
}

function computeResponse(
  bytes: Uint8Array,
  identifierOffset: number,
  password: Uint8Array,
  challenge: Uint8Array,
  challengeOffset: number,
  challengeLength: number,
): void {
  digest
    .start()
    .update(bytes, identifierOffset, 1)
    .update(password)
    .update(challenge, challengeOffset, challengeLength)
    .finish(computed);
}
