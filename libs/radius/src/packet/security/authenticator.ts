import { equalBytes } from './equal-bytes.ts';
import { MD5_BYTES, Md5 } from './md5.ts';
import type { SharedSecret } from './shared-secret.ts';

export const AUTHENTICATOR_OFFSET = 4;
export const AUTHENTICATOR_BYTES = 16;
const ATTRIBUTES_OFFSET = 20;

/** Stands in the header while an Accounting-Request or CoA-Request is signed (RFC 2866 §3, RFC 5080 §2.3.3, RFC 5176 §2.3). */
export const ZERO_AUTHENTICATOR: Uint8Array = new Uint8Array(AUTHENTICATOR_BYTES);

// Working memory: written before it is read within each call, so nothing outlives one.
const digest = new Md5();
const computed = new Uint8Array(MD5_BYTES);

/**
 * Response Authenticator (RFC 2865 §3): put the Request Authenticator at octets 4–19 of the reply,
 * write all attributes (a Message-Authenticator included), then call this; it replaces those octets.
 */
export function signResponse(reply: Uint8Array, length: number, secret: SharedSecret): void {
  computeAuthenticator(reply, length, reply, AUTHENTICATOR_OFFSET, secret);
  for (let i = 0; i < AUTHENTICATOR_BYTES; i++) reply[AUTHENTICATOR_OFFSET + i] = computed[i] as number;
}

/** Whether a reply answers the request whose 16-octet authenticator is given (RFC 2865 §3). */
export function verifyResponse(
  reply: Uint8Array,
  length: number,
  requestAuthenticator: Uint8Array,
  secret: SharedSecret,
): boolean {
  computeAuthenticator(reply, length, requestAuthenticator, 0, secret);
  return equalBytes(computed, 0, reply, AUTHENTICATOR_OFFSET, AUTHENTICATOR_BYTES);
}

/**
 * Request Authenticator of Accounting-Request (RFC 2866 §3) and of CoA- and Disconnect-Request
 * (RFC 5176 §2.3): computed over a zero authenticator and written to octets 4–19.
 */
export function signRequest(request: Uint8Array, length: number, secret: SharedSecret): void {
  computeAuthenticator(request, length, ZERO_AUTHENTICATOR, 0, secret);
  request.set(computed, AUTHENTICATOR_OFFSET);
}

/** Whether an Accounting-, CoA- or Disconnect-Request was signed with this secret. */
export function verifyRequest(request: Uint8Array, length: number, secret: SharedSecret): boolean {
  computeAuthenticator(request, length, ZERO_AUTHENTICATOR, 0, secret);
  return equalBytes(computed, 0, request, AUTHENTICATOR_OFFSET, AUTHENTICATOR_BYTES);
}

/** MD5(Code + Identifier + Length + authenticator + Attributes + secret), into `computed`. */
function computeAuthenticator(
  packet: Uint8Array,
  length: number,
  authenticator: Uint8Array,
  authenticatorOffset: number,
  secret: SharedSecret,
): void {
  digest
    .start()
    .update(packet, 0, AUTHENTICATOR_OFFSET)
    .update(authenticator, authenticatorOffset, AUTHENTICATOR_BYTES)
    .update(packet, ATTRIBUTES_OFFSET, length - ATTRIBUTES_OFFSET)
    .update(secret.bytes)
    .finish(computed);
}
