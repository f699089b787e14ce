import { verifyChap } from '@gatehouse/radius/packet/credentials/chap';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { AUTHENTICATOR_BYTES, AUTHENTICATOR_OFFSET } from '@gatehouse/radius/packet/security/authenticator';
import type { AccessRequest } from '../known-nas.ts';
import { type AuthMethod, VERIFIED } from './auth-method.ts';

export const chap: AuthMethod = {
  id: 'chap',
  isUsedIn: (packet) => packet.has(rfc2865['CHAP-Password']),
  verify: (request, passwords, row) => (chapPasswordIs(request, passwords.bytes(row)) ? VERIFIED : 'wrong'),
};

/** Whether CHAP-Password answers its challenge with this password. */
export function chapPasswordIs({ packet }: AccessRequest, password: Uint8Array): boolean {
  // RFC 2865 §5.40: the challenge is CHAP-Challenge, else the Request Authenticator.
  let challengeOffset = packet.find(rfc2865['CHAP-Challenge']);
  let challengeLength = packet.foundLength;
  if (challengeOffset === 0) {
    challengeOffset = AUTHENTICATOR_OFFSET;
    challengeLength = AUTHENTICATOR_BYTES;
  }
  const offset = packet.find(rfc2865['CHAP-Password']);
  if (offset === 0) return false;
  const { bytes, foundLength } = packet;
  return verifyChap(bytes, offset, foundLength, bytes, challengeOffset, challengeLength, password);
}
