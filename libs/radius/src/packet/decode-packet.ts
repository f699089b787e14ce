import { isUtf8 } from 'node:buffer';
import type { AttributeDefinition, WordOf } from './attributes/attribute-definition.ts';
import {
  formatInterfaceId,
  formatIpv4,
  formatIpv6,
  formatIpv6Prefix,
  readUint32,
} from './attributes/value-types.ts';
import {
  endOfVendorAttribute,
  findInVendorSpecific,
  readNumber,
  VENDOR_SPECIFIC,
  vendorFormat,
} from './attributes/vendor-specific.ts';
import { isKnownCode } from './codes.ts';
import type { DiscardReason } from './discard-reasons.ts';

export const HEADER_LENGTH = 20;
export const PACKET_LENGTH_MAX = 4096;

const PROXY_STATE = 33;
const EAP_MESSAGE = 79;
const MESSAGE_AUTHENTICATOR = 80;
const MESSAGE_AUTHENTICATOR_LENGTH = 18;
/** RFC 2868 §3.1: a first octet above this is no tag. */
const TAG_MAX = 0x1f;

/**
 * Looks a datagram over once, so that a `RadiusPacket` never reads beyond its end. `length` is the number of
 * octets received. A string is the reason to discard it; nothing throws.
 */
export function decodePacket(bytes: Uint8Array, length: number = bytes.length): RadiusPacket | DiscardReason {
  if (length < HEADER_LENGTH || length > bytes.length) return 'too-short';
  // RFC 2865 §3: octets beyond Length are padding; a Length beyond the datagram is silently discarded.
  const packetLength = ((bytes[2] as number) << 8) | (bytes[3] as number);
  if (packetLength > PACKET_LENGTH_MAX) return 'too-long';
  if (packetLength < HEADER_LENGTH || packetLength > length) return 'too-short';
  if (!isKnownCode(bytes[0] as number)) return 'wrong-code';

  let messageAuthenticators = 0;
  let messageAuthenticatorOffset = 0;
  let hasProxyState = false;
  let hasEapMessage = false;
  let at = HEADER_LENGTH;
  while (at < packetLength) {
    // RFC 2865 §5: two octets of header at least; an attribute that overruns the packet spoils all of it.
    if (at + 2 > packetLength) return 'malformed';
    const type = bytes[at] as number;
    const attributeLength = bytes[at + 1] as number;
    if (type === 0 || attributeLength < 2 || at + attributeLength > packetLength) return 'malformed';
    if (type === MESSAGE_AUTHENTICATOR) {
      // RFC 3579 §3.2: always 18 octets.
      if (attributeLength !== MESSAGE_AUTHENTICATOR_LENGTH) return 'malformed';
      messageAuthenticators++;
      messageAuthenticatorOffset = at + 2;
    } else if (type === PROXY_STATE) {
      hasProxyState = true;
    } else if (type === EAP_MESSAGE) {
      hasEapMessage = true;
    }
    at += attributeLength;
  }
  return new RadiusPacket(
    asBuffer(bytes),
    packetLength,
    messageAuthenticators,
    messageAuthenticatorOffset,
    hasProxyState,
    hasEapMessage,
  );
}

/**
 * A view over the bytes of a packet that `decodePacket` found sound. It keeps no attribute objects: each lookup
 * walks the bytes, which must not change meanwhile. An absent attribute reads as null, and so does one whose
 * octets do not fit its type; `has` tells the two apart.
 */
export class RadiusPacket {
  /** The datagram; beyond `length` it is padding. */
  readonly bytes: Buffer;
  readonly length: number;
  readonly messageAuthenticators: number;
  /** Of the last one's value, 0 without one. */
  readonly messageAuthenticatorOffset: number;
  readonly hasProxyState: boolean;
  readonly hasEapMessage: boolean;
  /** Octets of the value that `find` found last. */
  foundLength = 0;

  constructor(
    bytes: Buffer,
    length: number,
    messageAuthenticators: number,
    messageAuthenticatorOffset: number,
    hasProxyState: boolean,
    hasEapMessage: boolean,
  ) {
    this.bytes = bytes;
    this.length = length;
    this.messageAuthenticators = messageAuthenticators;
    this.messageAuthenticatorOffset = messageAuthenticatorOffset;
    this.hasProxyState = hasProxyState;
    this.hasEapMessage = hasEapMessage;
  }

  get code(): number {
    return this.bytes[0] as number;
  }

  get identifier(): number {
    return this.bytes[1] as number;
  }

  /** The 16 octets of the header's authenticator, as a view. */
  get authenticator(): Uint8Array {
    return this.bytes.subarray(4, HEADER_LENGTH);
  }

  has(attribute: AttributeDefinition): boolean {
    return this.find(attribute) !== 0;
  }

  /**
   * Offset in `bytes` of the first value of an attribute, 0 when absent; its length is then in `foundLength`.
   * For readers that make no object per packet.
   */
  find(attribute: AttributeDefinition): number {
    const { type } = attribute;
    if (attribute.vendor !== 0) return this.findOfVendor(attribute.vendor, type);
    const { bytes, length } = this;
    let at = HEADER_LENGTH;
    while (at < length) {
      const attributeLength = bytes[at + 1] as number;
      if (bytes[at] === type) {
        this.foundLength = attributeLength - 2;
        return at + 2;
      }
      at += attributeLength;
    }
    return 0;
  }

  /** The first one, without its tag. Null when absent or not valid UTF-8. */
  text(attribute: AttributeDefinition<string, 'text' | 'octets'>): string | null {
    let offset = this.find(attribute);
    if (offset === 0) return null;
    let length = this.foundLength;
    if (attribute.tagged && length > 0 && (this.bytes[offset] as number) <= TAG_MAX) {
      offset++;
      length--;
    }
    return decodeText(this.bytes, offset, length);
  }

  /** An unsigned number; seconds since 1970 for a date. */
  integer(attribute: AttributeDefinition<string, 'integer' | 'date' | 'short' | 'byte'>): number | null {
    const offset = this.find(attribute);
    if (offset === 0) return null;
    const octets = attribute.value === 'byte' ? 1 : attribute.value === 'short' ? 2 : 4;
    if (this.foundLength !== octets) return null;
    // RFC 2868 §3.1: a tagged number is three octets behind its tag, whatever the tag.
    if (attribute.tagged) return readNumber(this.bytes, offset + 1, octets - 1);
    return octets === 4 ? readUint32(this.bytes, offset) : readNumber(this.bytes, offset, octets);
  }

  /** The enumeration's word for the number; null too where the number has none. */
  word<Attribute extends AttributeDefinition<string, 'integer' | 'short' | 'byte'>>(
    attribute: Attribute,
  ): WordOf<Attribute> | null {
    const value = this.integer(attribute);
    const word = value === null ? undefined : attribute.words.get(value);
    return (word as WordOf<Attribute> | undefined) ?? null;
  }

  integer64(attribute: AttributeDefinition<string, 'integer64'>): bigint | null {
    const offset = this.findSized(attribute, 8);
    return offset === 0 ? null : this.bytes.readBigUInt64BE(offset);
  }

  ipv4(attribute: AttributeDefinition<string, 'ipv4'>): string | null {
    const offset = this.findSized(attribute, 4);
    return offset === 0 ? null : formatIpv4(this.bytes, offset);
  }

  ipv6(attribute: AttributeDefinition<string, 'ipv6'>): string | null {
    const offset = this.findSized(attribute, 16);
    return offset === 0 ? null : formatIpv6(this.bytes, offset);
  }

  ipv6Prefix(attribute: AttributeDefinition<string, 'ipv6Prefix'>): string | null {
    const offset = this.find(attribute);
    return offset === 0 ? null : formatIpv6Prefix(this.bytes, offset, this.foundLength);
  }

  interfaceId(attribute: AttributeDefinition<string, 'interfaceId'>): string | null {
    const offset = this.findSized(attribute, 8);
    return offset === 0 ? null : formatInterfaceId(this.bytes, offset);
  }

  /** A view of the first value, its tag included. */
  octets(attribute: AttributeDefinition): Uint8Array | null {
    const offset = this.find(attribute);
    return offset === 0 ? null : this.bytes.subarray(offset, offset + this.foundLength);
  }

  vendorOctets(vendor: number, type: number): Uint8Array | null {
    const offset = this.findOfVendor(vendor, type);
    return offset === 0 ? null : this.bytes.subarray(offset, offset + this.foundLength);
  }

  /** RFC 2868 §3.1: 0 when untagged, absent, or when the first octet belongs to the text. */
  tag(attribute: AttributeDefinition): number {
    const offset = attribute.tagged ? this.find(attribute) : 0;
    const tag = offset !== 0 && this.foundLength > 0 ? (this.bytes[offset] as number) : 0;
    return tag <= TAG_MAX ? tag : 0;
  }

  /** Views of all values of an attribute, in the packet's order. */
  all(attribute: AttributeDefinition): Uint8Array[] {
    const { bytes, length } = this;
    const values: Uint8Array[] = [];
    const outer = attribute.vendor === 0 ? attribute.type : VENDOR_SPECIFIC;
    for (let at = HEADER_LENGTH; at < length; at += bytes[at + 1] as number) {
      if (bytes[at] !== outer) continue;
      const end = at + (bytes[at + 1] as number);
      if (attribute.vendor === 0) values.push(bytes.subarray(at + 2, end));
      else this.collectOfVendor(attribute, at, end, values);
    }
    return values;
  }

  /** Those values that are valid UTF-8, without their tags. */
  allTexts(attribute: AttributeDefinition<string, 'text' | 'octets'>): string[] {
    const texts: string[] = [];
    for (const value of this.all(attribute)) {
      const tagged = attribute.tagged && value.length > 0 && (value[0] as number) <= TAG_MAX;
      const octets = tagged ? value.subarray(1) : value;
      const text = decodeText(asBuffer(octets), 0, octets.length);
      if (text !== null) texts.push(text);
    }
    return texts;
  }

  /** One value that was split over several attributes (EAP-Message: RFC 3579 §3.1). */
  joined(attribute: AttributeDefinition): Uint8Array | null {
    const parts = this.all(attribute);
    return parts.length > 1 ? Buffer.concat(parts) : (parts[0] ?? null);
  }

  private findSized(attribute: AttributeDefinition, octets: number): number {
    const offset = this.find(attribute);
    return offset !== 0 && this.foundLength === octets ? offset : 0;
  }

  /** RFC 2865 §5.26: one Vendor-Specific may hold several of the vendor's attributes. */
  private findOfVendor(vendor: number, type: number): number {
    const { bytes, length } = this;
    for (let at = HEADER_LENGTH; at < length; at += bytes[at + 1] as number) {
      const end = at + (bytes[at + 1] as number);
      if (bytes[at] !== VENDOR_SPECIFIC || end - at < 7 || readUint32(bytes, at + 2) !== vendor) continue;
      const format = vendorFormat(vendor);
      const offset = findInVendorSpecific(bytes, at + 6, end, format, type);
      if (offset === 0) continue;
      const header = format.typeOctets + format.lengthOctets;
      this.foundLength = endOfVendorAttribute(bytes, offset - header, end, format) - offset;
      return offset;
    }
    return 0;
  }

  private collectOfVendor(
    attribute: AttributeDefinition,
    at: number,
    end: number,
    values: Uint8Array[],
  ): void {
    const { bytes } = this;
    if (end - at < 7 || readUint32(bytes, at + 2) !== attribute.vendor) return;
    const format = vendorFormat(attribute.vendor);
    let from = at + 6;
    while (from < end) {
      const next = endOfVendorAttribute(bytes, from, end, format);
      if (next === 0) return;
      if (readNumber(bytes, from, format.typeOctets) === attribute.type) {
        values.push(bytes.subarray(from + format.typeOctets + format.lengthOctets, next));
      }
      from = next;
    }
  }
}

/** Null for octets that are not valid UTF-8 (RFC 2865 §5: text is UTF-8). Short ASCII is by far the most. */
function decodeText(bytes: Buffer, offset: number, length: number): string | null {
  const end = offset + length;
  for (let i = offset; i < end; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    const octets = bytes.subarray(offset, end);
    return isUtf8(octets) ? octets.toString('utf8') : null;
  }
  return bytes.toString('latin1', offset, end);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
