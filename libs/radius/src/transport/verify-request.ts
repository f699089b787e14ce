import { CODES } from '../packet/codes.ts';
import type { RadiusPacket } from '../packet/decode-packet.ts';
import type { DiscardReason } from '../packet/discard-reasons.ts';
import { verifyRequest, ZERO_AUTHENTICATOR } from '../packet/security/authenticator.ts';
import { verifyMessageAuthenticator } from '../packet/security/message-authenticator.ts';
import type { SharedSecret } from '../packet/security/shared-secret.ts';
import type { Peer, RadiusService } from './peer.ts';

/** Every reason that a packet gives without its secret: the wrong code for this port, or a signature that must be there. */
export function refuseUnsigned(
  packet: RadiusPacket,
  peer: Peer<unknown>,
  service: RadiusService,
  signatureRequired: boolean,
): DiscardReason | null {
  const { code } = packet;
  const isAccess = code === CODES['Access-Request'];
  const isStatus = code === CODES['Status-Server'];
  const expected = service === 'authentication' ? isAccess : code === CODES['Accounting-Request'];
  if (!expected && !isStatus) return 'wrong-code';
  // RFC 3579 §3.2: there is one Message-Authenticator in a packet.
  if (packet.messageAuthenticators > 1) return 'bad-message-authenticator';
  if (packet.messageAuthenticators === 1) return null;
  // RFC 5997 §3 for Status-Server, RFC 3579 §3.1 for EAP.
  if (isStatus || (isAccess && packet.hasEapMessage)) return 'message-authenticator-missing';
  if (isAccess && signatureRequired) return 'message-authenticator-missing';
  // CVE-2024-3596: Proxy-State is what lets an attacker fit a forged reply to an unsigned request.
  if (isAccess && packet.hasProxyState && !peer.proxy) return 'proxy-state-unsigned';
  return null;
}

/**
 * Which of a peer's secrets signed the packet: the current is tried first, then the previous. Null where nothing
 * is signed, as in an Access-Request without Message-Authenticator (RFC 2865 §3: its authenticator is random).
 */
export function verifySignature(
  packet: RadiusPacket,
  secrets: Peer<unknown>['secrets'],
): SharedSecret | DiscardReason | null {
  const computed = packet.code === CODES['Accounting-Request'];
  if (!computed && packet.messageAuthenticators === 0) return null;
  const [current, previous] = secrets;
  const reason = refuseSecret(packet, current, computed);
  if (reason === null) return current;
  if (previous === undefined) return reason;
  const second = refuseSecret(packet, previous, computed);
  return second === null ? previous : second === 'bad-authenticator' ? reason : second;
}

function refuseSecret(packet: RadiusPacket, secret: SharedSecret, computed: boolean): DiscardReason | null {
  const { bytes, length, messageAuthenticatorOffset: offset } = packet;
  // RFC 2866 §3: an Accounting-Request that does not verify is silently discarded.
  if (computed && !verifyRequest(bytes, length, secret)) return 'bad-authenticator';
  if (offset === 0) return null;
  const authenticator = computed ? ZERO_AUTHENTICATOR : null;
  const valid = verifyMessageAuthenticator(bytes, length, offset, secret, authenticator);
  return valid ? null : 'bad-message-authenticator';
}
