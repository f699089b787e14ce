import { verifyPap } from '@gatehouse/radius/packet/credentials/pap';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { AUTHENTICATOR_OFFSET } from '@gatehouse/radius/packet/security/authenticator';
import { PASSWORD_BYTES_MAX, revealPassword } from '@gatehouse/radius/packet/security/hide-password';
import type { SharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import type { AccessRequest } from '../known-nas.ts';
import { type AuthMethod, VERIFIED } from './auth-method.ts';

// Working memory: written before it is read within each call, so nothing outlives one.
const revealed = Buffer.alloc(PASSWORD_BYTES_MAX);

export const pap: AuthMethod = {
  id: 'pap',
  isUsedIn: (packet) => packet.has(rfc2865['User-Password']),
  verify: (request, passwords, row) => (papPasswordIs(request, passwords.bytes(row)) ? VERIFIED : 'wrong'),
};

/**
 * Whether the User-Password is this one. While a secret is being rotated and the request is not signed, the
 * password is what tells which secret the NAS has.
 */
export function papPasswordIs(request: AccessRequest, password: Uint8Array): boolean {
  if (verifyPap(revealed, reveal(request, request.secret), password)) return true;
  if (request.secretVerified) return false;
  for (const secret of request.peer.secrets) {
    if (secret === undefined || !verifyPap(revealed, reveal(request, secret), password)) continue;
    request.secret = secret;
    return true;
  }
  return false;
}

/** The password as text; `null` when it is none. */
export function papPasswordText(request: AccessRequest): string | null {
  const length = reveal(request, request.secret);
  return length < 0 ? null : revealed.toString('utf8', 0, length);
}

function reveal({ packet }: AccessRequest, secret: SharedSecret): number {
  const offset = packet.find(rfc2865['User-Password']);
  if (offset === 0) return -1;
  return revealPassword(
    packet.bytes,
    offset,
    packet.foundLength,
    packet.bytes,
    AUTHENTICATOR_OFFSET,
    secret,
    revealed,
  );
}
