import type { AttributeDefinition } from './attributes/attribute-definition.ts';
import { attributeList, type ReadAttribute } from './attributes/attribute-list.ts';
import { formatHex } from './attributes/value-types.ts';
import { formatValue, parseValue } from './attributes/value-words.ts';
import { codeName } from './codes.ts';
import type { RadiusPacket } from './decode-packet.ts';
import { findAttributeByName } from './dictionary/index.ts';
import type { PacketWriter } from './encode-packet.ts';

export type DescribeOptions = {
  /** Show passwords, keys and responses as they stand on the wire, instead of `(hidden)`. */
  readonly secrets?: boolean;
};

/** A packet in words: a line for the header, then one per attribute, each indented by two blanks. */
export function describePacket(packet: RadiusPacket, options: DescribeOptions = {}): string {
  const lines = attributeList(packet).map((attribute) => `  ${describeAttribute(attribute, options)}`);
  const code = codeName(packet.code) ?? `Code ${packet.code}`;
  return [`${code} ${packet.identifier}`, ...lines].join('\n');
}

/** `Name = value`, with the tag or extended type behind the name: `Tunnel-Type:1 = VLAN`. */
export function describeAttribute(attribute: ReadAttribute, options: DescribeOptions = {}): string {
  const { definition, extendedType, tag } = attribute;
  const suffix = extendedType !== -1 ? `.${extendedType}` : tag !== -1 ? `:${tag}` : '';
  const hidden = definition.protection !== null && options.secrets !== true;
  return `${definition.name}${suffix} = ${hidden ? '(hidden)' : showValue(attribute)}`;
}

function showValue({ definition, tag, value }: ReadAttribute): string {
  // A tagged number without its tag's octet is of a wrong size, whatever its three octets look like.
  const isNumberWithoutTag = definition.tagged && definition.value === 'integer' && tag === -1;
  const raw = definition.protection !== null || isNumberWithoutTag;
  return raw ? `0x${formatHex(value)}` : formatValue(definition, value);
}

/**
 * Writes an attribute given in the same words, `User-Name = "nemo"` or `Tunnel-Type:1 = VLAN`. Returns a sentence
 * where it cannot. User-Password and what else needs a secret is hidden by the writer's `protect`.
 */
export function writeDescribedAttribute(writer: PacketWriter, line: string): string | null {
  const match = /^\s*([^\s:=]+?)(?::(\d{1,3}))?\s*\+?=\s*(.*)$/s.exec(line);
  if (match === null) return `'${line}' is not of the form Name = value.`;
  const [, name = '', tagText, words = ''] = match;
  const extended = /^(Extended-Attribute-[1-6])\.(\d{1,3})$/i.exec(name);
  const definition = findAttributeByName(extended?.[1] ?? name);
  if (definition === null) return `There is no attribute ${name}.`;
  const value = parseValue(definition, words.trim());
  if (value === null) return `${words.trim()} is no value for ${definition.name}.`;
  if (extended !== null) return writeExtended(writer, definition, Number(extended[2]), value);
  return writeValue(
    writer,
    definition,
    tagText === undefined ? -1 : Number(tagText),
    value,
    /^0x/i.test(words),
  );
}

function writeValue(
  writer: PacketWriter,
  definition: AttributeDefinition,
  tag: number,
  value: Uint8Array,
  isRaw: boolean,
): string | null {
  if (definition.protection === 'user-password' && !isRaw) writer.addHidden(definition, value);
  else if (definition.protection === 'salted' && !isRaw)
    writer.addSalted(definition, value, Math.max(tag, 0));
  else if (tag !== -1) writer.addOctets(definition, Buffer.concat([Uint8Array.of(tag), value]));
  else if (definition.tagged && definition.value === 'integer' && !isRaw) {
    writer.addOctets(definition, Buffer.concat([Uint8Array.of(0), value]));
  } else if (definition.split) writer.addLong(definition, value);
  else writer.addOctets(definition, value);
  return writer.problem;
}

/** RFC 6929 §2.1 and §2.2. */
function writeExtended(
  writer: PacketWriter,
  definition: AttributeDefinition,
  extendedType: number,
  value: Uint8Array,
): string | null {
  if (definition.value === 'extended') {
    return writer.addOctets(definition, Buffer.concat([Uint8Array.of(extendedType), value])).problem;
  }
  const step = 251;
  for (let offset = 0; offset === 0 || offset < value.length; offset += step) {
    const more = offset + step < value.length ? 0x80 : 0;
    const part = value.subarray(offset, offset + step);
    writer.addOctets(definition, Buffer.concat([Uint8Array.of(extendedType, more), part]));
  }
  return writer.problem;
}
