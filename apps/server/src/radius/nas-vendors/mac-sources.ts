import { isPppRequest } from '@gatehouse/domain/access/read-attempt-kind';
import { type MacAddress, readStationId } from '@gatehouse/domain/mac-address';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';

/**
 * A place beside 'Calling-Station-Id' where a make of router tells the device's MAC. Asked only where
 * 'Calling-Station-Id' tells none.
 */
export type MacSource = {
  /** In words: `Cisco-AVPair client-mac-address`. */
  readonly name: string;
  readonly read: (packet: RadiusPacket) => MacAddress | null;
};

type TextAttribute = AttributeDefinition<string, 'text'>;

/** An attribute that holds the MAC, in any form. */
export function macIn(attribute: TextAttribute): MacSource {
  return { name: attribute.name, read: (packet) => readStationId(packet.text(attribute) ?? '') };
}

/** One of several attributes of the form `key=value`, as Cisco-AVPair. */
export function macInPair(attribute: TextAttribute, key: string): MacSource {
  const begin = `${key}=`;
  return {
    name: `${attribute.name} ${key}`,
    read(packet) {
      const pair = packet.allTexts(attribute).find((text) => text.startsWith(begin));
      return pair === undefined ? null : readStationId(pair.slice(begin.length));
    },
  };
}

/** Call-Check (RFC 2865 §5.6): the NAS asks about a device, and nobody has typed anything. */
const CALL_CHECK = 10;

/**
 * The User-Name of a login by MAC. A person can type any MAC as a name, so it counts only where the NAS tells
 * nothing in 'Calling-Station-Id', the request is no PPP, and its Service-Type is none that a person's login has.
 */
export const macInUserName: MacSource = {
  name: 'User-Name',
  read(packet) {
    if (packet.has(rfc2865['Calling-Station-Id'])) return null;
    const serviceType = packet.integer(rfc2865['Service-Type']);
    if (isPppRequest(serviceType, packet.integer(rfc2865['Framed-Protocol']))) return null;
    if (serviceType !== null && serviceType !== CALL_CHECK) return null;
    return readStationId(packet.text(rfc2865['User-Name']) ?? '');
  },
};
