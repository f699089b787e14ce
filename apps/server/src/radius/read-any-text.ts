import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';

/**
 * A text for the record; '' when absent. Of what is not UTF-8 the octets beyond ASCII are written out, as in
 * `Z\xFCri`: neither a session nor a line of the access log must be lost for a name. So are a NUL (`\x00`), which
 * PostgreSQL cannot hold, and the backslash (`\x5C`) of what looks like one of these.
 */
export function readAnyText(packet: RadiusPacket, attribute: AttributeDefinition<string, 'text'>): string {
  const text = packet.text(attribute);
  // Looked for one by one: this is done several times for every packet, and nearly none has either.
  if (text !== null) return text.includes('\\') || text.includes('\0') ? writeOut(text) : text;
  const bytes = packet.octets(attribute);
  if (bytes === null) return '';
  return writeOut(Buffer.from(bytes).toString('latin1')).replaceAll(BEYOND_ASCII, spell);
}

/** The octets that `readAnyText` made this of: what a NAS said is said back to it octet by octet. */
export function anyTextOctets(text: string): Buffer {
  if (!text.includes('\\')) return Buffer.from(text);
  const spelled = Buffer.from(text).toString('latin1');
  return Buffer.from(
    spelled.replaceAll(SPELLED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function writeOut(text: string): string {
  return text.replaceAll(MISTAKABLE, spell);
}

function spell(octet: string): string {
  return `\\x${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

const SPELLED = /\\x(00|5C|[89A-F][0-9A-F])/g;
/** A NUL, and the backslash before what would be read as an octet that is spelled out. */
const MISTAKABLE = /\0|\\(?=x(?:00|5C|[89A-F][0-9A-F]))/g;
const BEYOND_ASCII = /[\x80-\xFF]/g;
