import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import type { AuthMethod } from './auth-method.ts';

const EAP_REQUEST = 1;
const EAP_RESPONSE = 2;
const EAP_FAILURE = 4;
const EAP_HEADER_BYTES = 4;
const NAK = 3;
const NO_METHOD = 0;

/**
 * EAP is not served. The peer is told so in its own words: EAP-Failure (RFC 3748 §4.2, RFC 3579 §2.6.3), and one that wants
 * us to prove ourselves that no method would do (RFC 3579 §2.6.2, RFC 3748 §5.3.1).
 */
export const eapRefusal: AuthMethod = {
  id: 'eap',
  hasOwnWords: true,
  isUsedIn: (packet) => packet.hasEapMessage,
  verify: () => 'unsupported',
  writeReject(writer, { packet }) {
    const message = packet.octets(rfc2869['EAP-Message']);
    const identifier = message?.[1] ?? 0;
    const answer =
      message?.[0] === EAP_REQUEST
        ? Uint8Array.of(EAP_RESPONSE, identifier, 0, EAP_HEADER_BYTES + 2, NAK, NO_METHOD)
        : Uint8Array.of(EAP_FAILURE, identifier, 0, EAP_HEADER_BYTES);
    writer.addOctets(rfc2869['EAP-Message'], answer);
  },
};
