import { HEADER_LENGTH, type RadiusPacket } from '../decode-packet.ts';
import { findAttribute } from '../dictionary/index.ts';
import { rfc2865 } from '../dictionary/rfc2865.ts';
import { type AttributeDefinition, unknownAttribute } from './attribute-definition.ts';
import { readUint32 } from './value-types.ts';
import { endOfVendorAttribute, readNumber, VENDOR_SPECIFIC, vendorFormat } from './vendor-specific.ts';

const TAG_MAX = 0x1f;
/** RFC 6929 §2.2: this fragment is followed by another of the same value. */
const MORE_FRAGMENTS = 0x80;

export type ReadAttribute = {
  readonly definition: AttributeDefinition;
  /** RFC 2868 §3.1; -1 where the attribute carries none. */
  readonly tag: number;
  /** RFC 6929 §2.1: the type inside an extended one, else -1. */
  readonly extendedType: number;
  /** A view of the octets behind tag and headers; a long extended value is joined, so it is a copy. */
  readonly value: Uint8Array;
  /** RFC 6929 §2.2: the value ends with a fragment that announces another. */
  readonly unfinished: boolean;
};

/**
 * Every attribute of a packet in order, those of vendors taken out of their Vendor-Specific. What does not add up
 * inside is kept whole as octets (RFC 2865 §5.26), never dropped.
 */
export function attributeList(packet: RadiusPacket): ReadAttribute[] {
  const { bytes, length } = packet;
  const list: ReadAttribute[] = [];
  for (let at = HEADER_LENGTH; at < length; ) {
    const end = at + (bytes[at + 1] as number);
    const type = bytes[at] as number;
    const value = bytes.subarray(at + 2, end);
    if (type === VENDOR_SPECIFIC) listVendorSpecific(value, list);
    else listPlain(findAttribute(0, type) ?? unknownAttribute(0, type), value, list);
    at = end;
  }
  return list;
}

function listPlain(definition: AttributeDefinition, value: Uint8Array, list: ReadAttribute[]): void {
  if (definition.value === 'extended' && value.length >= 1) {
    list.push({
      definition,
      tag: -1,
      extendedType: value[0] as number,
      value: value.subarray(1),
      unfinished: false,
    });
  } else if (definition.value === 'longExtended' && value.length >= 2 && !hasReservedFlags(value)) {
    listLongExtended(definition, value, list);
  } else if (definition.tagged) {
    list.push(splitTag(definition, value));
  } else {
    list.push({ definition, tag: -1, extendedType: -1, value, unfinished: false });
  }
}

/** RFC 6929 §2.2: all flags but More are reserved; what uses them is kept as it is. */
function hasReservedFlags(value: Uint8Array): boolean {
  return ((value[1] as number) & ~MORE_FRAGMENTS) !== 0;
}

/** RFC 6929 §2.2: fragments follow each other directly, all but the last with the More flag. */
function listLongExtended(definition: AttributeDefinition, value: Uint8Array, list: ReadAttribute[]): void {
  const extendedType = value[0] as number;
  const more = ((value[1] as number) & MORE_FRAGMENTS) !== 0;
  const previous = list.at(-1);
  const continues =
    previous !== undefined &&
    previous.unfinished &&
    previous.definition === definition &&
    previous.extendedType === extendedType;
  const whole = continues ? Buffer.concat([previous.value, value.subarray(2)]) : value.subarray(2);
  if (continues) list.pop();
  list.push({ definition, tag: -1, extendedType, value: whole, unfinished: more });
}

/** RFC 2868 §3.1: numbers always have the tag's octet, texts only where it is at most 0x1F. */
function splitTag(definition: AttributeDefinition, value: Uint8Array): ReadAttribute {
  const tag = value[0];
  const hasTag =
    tag !== undefined && tag <= TAG_MAX && (definition.value !== 'integer' || value.length === 4);
  if (!hasTag) return { definition, tag: -1, extendedType: -1, value, unfinished: false };
  return { definition, tag, extendedType: -1, value: value.subarray(1), unfinished: false };
}

function listVendorSpecific(value: Uint8Array, list: ReadAttribute[]): void {
  const inner = readVendorSpecific(value);
  if (inner === null) {
    list.push({
      definition: rfc2865['Vendor-Specific'],
      tag: -1,
      extendedType: -1,
      value,
      unfinished: false,
    });
  } else {
    list.push(...inner);
  }
}

/** Null where the vendor's attributes do not fill the Vendor-Specific exactly. */
function readVendorSpecific(value: Uint8Array): ReadAttribute[] | null {
  if (value.length < 5) return null;
  const vendor = readUint32(value, 0);
  const format = vendorFormat(vendor);
  const inner: ReadAttribute[] = [];
  for (let at = 4; at < value.length; ) {
    const end = endOfVendorAttribute(value, at, value.length, format);
    if (end === 0) return null;
    const type = readNumber(value, at, format.typeOctets);
    const definition = findAttribute(vendor, type) ?? unknownAttribute(vendor, type);
    const octets = value.subarray(at + format.typeOctets + format.lengthOctets, end);
    inner.push({ definition, tag: -1, extendedType: -1, value: octets, unfinished: false });
    at = end;
  }
  return inner;
}
