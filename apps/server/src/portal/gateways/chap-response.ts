import { createHash } from 'node:crypto';

/** The response of CHAP (RFC 1994 §4.1) in hex; identifier and challenge are hex too. */
export function chapResponse(id: string, password: string, challenge: string | Uint8Array): string {
  const octets = typeof challenge === 'string' ? Buffer.from(challenge, 'hex') : challenge;
  return createHash('md5').update(Buffer.from(id, 'hex')).update(password).update(octets).digest('hex');
}
