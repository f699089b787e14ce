import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { SessionOfRequest } from '../../dynamic-authorization/take-requests.ts';
import type { NasVendor, SessionKey } from '../nas-vendors/nas-vendor.ts';
import { anyTextOctets } from '../read-any-text.ts';

/** What this make finds a session by, in the octets of its own accounting. What it never told is left out. */
export function writeSessionKeys(writer: PacketWriter, vendor: NasVendor, session: SessionOfRequest): void {
  for (const key of vendor.dynamicAuthorization.sessionKeys) KEYS[key](writer, session);
}

type WriteKey = (writer: PacketWriter, session: SessionOfRequest) => void;

const KEYS: Readonly<Record<SessionKey, WriteKey>> = {
  'User-Name': told(rfc2865['User-Name'], ({ username }) => username),
  'Acct-Session-Id': told(rfc2866['Acct-Session-Id'], ({ acctSessionId }) => acctSessionId),
  'Calling-Station-Id': told(rfc2865['Calling-Station-Id'], ({ callingStationId }) => callingStationId),
  'Called-Station-Id': told(rfc2865['Called-Station-Id'], ({ calledStationId }) => calledStationId),
  'NAS-Identifier': told(rfc2865['NAS-Identifier'], ({ nasIdentifier }) => nasIdentifier),
  'Framed-IP-Address': (writer, { framedIpAddress }) => {
    if (framedIpAddress?.includes('.')) writer.add(rfc2865['Framed-IP-Address'], framedIpAddress);
  },
};

function told(
  attribute: Parameters<PacketWriter['addOctets']>[0],
  read: (session: SessionOfRequest) => string | null,
): WriteKey {
  return (writer, session) => {
    const text = read(session);
    if (text) writer.addOctets(attribute, anyTextOctets(text));
  };
}
