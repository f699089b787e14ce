import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import type { AuthMethod } from './auth-method.ts';

const EAP_FAILURE = 4;
const EAP_HEADER_BYTES = 4;

/** EAP is not served. The peer is told so in its own words: EAP-Failure (RFC 3748 §4.2, RFC 3579 §2.6.3). */
export const eapRefusal: AuthMethod = {
  id: 'eap',
  isUsedIn: (packet) => packet.hasEapMessage,
  verify: () => 'unsupported',
  writeReject(writer, { packet }) {
    const message = packet.octets(rfc2869['EAP-Message']);
    const identifier = message?.[1] ?? 0;
    writer.addOctets(rfc2869['EAP-Message'], Uint8Array.of(EAP_FAILURE, identifier, 0, EAP_HEADER_BYTES));
  },
};
