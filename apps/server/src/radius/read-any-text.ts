import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';

/**
 * A text for the record; '' when absent. Of what is not UTF-8 the octets beyond ASCII are written out, as in
 * `Z\xFCri`: neither a session nor a line of the access log must be lost for a name.
 */
export function readAnyText(packet: RadiusPacket, attribute: AttributeDefinition<string, 'text'>): string {
  const text = packet.text(attribute);
  if (text !== null) return text;
  const bytes = packet.octets(attribute);
  if (bytes === null) return '';
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`,
  ).join('');
}
