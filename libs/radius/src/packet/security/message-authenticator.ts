import { AUTHENTICATOR_BYTES, AUTHENTICATOR_OFFSET, ZERO_AUTHENTICATOR } from './authenticator.ts';
import { equalBytes } from './equal-bytes.ts';
import { hmacMd5 } from './hmac-md5.ts';
import { MD5_BYTES } from './md5.ts';
import type { SharedSecret } from './shared-secret.ts';

export const MESSAGE_AUTHENTICATOR_BYTES = 16;

// Working memory: written before it is read within each call, so nothing outlives one.
const computed = new Uint8Array(MD5_BYTES);
const received = new Uint8Array(MESSAGE_AUTHENTICATOR_BYTES);
const receivedAuthenticator = new Uint8Array(AUTHENTICATOR_BYTES);

/**
 * Writes the Message-Authenticator (RFC 3579 §3.2) into its 16 octets at `valueOffset`, which
 * need not be zero before. Octets 4–19 must hold what belongs there for the computation: the Request
 * Authenticator for an Access-Request, a Status-Server and every reply; zeros for an Accounting-,
 * CoA- or Disconnect-Request (RFC 5176 §2.3), which is signed afterwards.
 */
export function signMessageAuthenticator(
  packet: Uint8Array,
  length: number,
  valueOffset: number,
  secret: SharedSecret,
): void {
  copyOctets(ZERO_AUTHENTICATOR, 0, packet, valueOffset);
  hmacMd5(secret.hmacKey, packet, 0, length, packet, valueOffset);
}

/**
 * Whether the Message-Authenticator at `valueOffset` is right. `authenticator` is what stood in the
 * header when it was computed, where that is not what the header holds now: the Request
 * Authenticator for a reply, `ZERO_AUTHENTICATOR` for an Accounting-, CoA- or Disconnect-Request.
 * The packet is as before when this returns.
 */
export function verifyMessageAuthenticator(
  packet: Uint8Array,
  length: number,
  valueOffset: number,
  secret: SharedSecret,
  authenticator: Uint8Array | null = null,
): boolean {
  if (valueOffset + MESSAGE_AUTHENTICATOR_BYTES > length || length > packet.length) return false;
  copyOctets(packet, valueOffset, received, 0);
  copyOctets(ZERO_AUTHENTICATOR, 0, packet, valueOffset);
  if (authenticator !== null) {
    copyOctets(packet, AUTHENTICATOR_OFFSET, receivedAuthenticator, 0);
    copyOctets(authenticator, 0, packet, AUTHENTICATOR_OFFSET);
  }
  hmacMd5(secret.hmacKey, packet, 0, length, computed);
  if (authenticator !== null) copyOctets(receivedAuthenticator, 0, packet, AUTHENTICATOR_OFFSET);
  copyOctets(received, 0, packet, valueOffset);
  return equalBytes(computed, 0, received, 0, MESSAGE_AUTHENTICATOR_BYTES);
}

function copyOctets(from: Uint8Array, fromOffset: number, to: Uint8Array, toOffset: number): void {
  for (let i = 0; i < 16; i++) to[toOffset + i] = from[fromOffset + i] as number;
}
