import { isUtf8 } from 'node:buffer';
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

/** The octets that `readAnyText` made this of: what a NAS said is said back to it octet by octet. */
export function anyTextOctets(text: string): Buffer {
  const utf8 = Buffer.from(text);
  if (!ESCAPED.test(text) || utf8.length !== text.length) return utf8;
  const octets = Buffer.from(
    text.replaceAll(EVERY_ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  // Octets that are UTF-8 would have been read as such: then the text had a backslash of its own.
  return isUtf8(octets) ? utf8 : octets;
}

const ESCAPED = /\\x[89A-F][0-9A-F]/;
const EVERY_ESCAPED = /\\x([89A-F][0-9A-F])/g;
