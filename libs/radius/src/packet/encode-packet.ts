import { randomInt } from 'node:crypto';
import type { AttributeDefinition, ValueOf } from './attributes/attribute-definition.ts';
import {
  parseInterfaceId,
  parseIpv4,
  parseIpv6,
  parseIpv6Prefix,
  writeUint32,
} from './attributes/value-types.ts';
import { VENDOR_SPECIFIC, vendorFormat, vendorHeaderLength } from './attributes/vendor-specific.ts';
import { hasComputedAuthenticator } from './codes.ts';
import { HEADER_LENGTH, PACKET_LENGTH_MAX } from './decode-packet.ts';
import {
  AUTHENTICATOR_BYTES,
  AUTHENTICATOR_OFFSET,
  signRequest,
  signResponse,
} from './security/authenticator.ts';
import { hidePassword, PASSWORD_BYTES_MAX } from './security/hide-password.ts';
import { signMessageAuthenticator } from './security/message-authenticator.ts';
import { saltEncrypt } from './security/salt-encryption.ts';
import type { SharedSecret } from './security/shared-secret.ts';

const ATTRIBUTE_LENGTH_MAX = 255;
const MESSAGE_AUTHENTICATOR = 80;
/** RFC 2868 §3.5 and RFC 2548 §2.4.2: plain text of a salted attribute, so that the cipher text fits it. */
const SALTED_PLAIN_MAX = 223;

/** The largest number in so many octets. */
const LARGEST = [0, 0xff, 0xffff, 0xff_ffff, 0xffff_ffff] as const;

/**
 * Writes one packet at a time into one buffer, which is reused: take what you need of `bytes` before the next
 * `begin`. What does not fit is not written and leaves a sentence in `problem`; nothing throws.
 */
export class PacketWriter {
  readonly bytes: Buffer = Buffer.alloc(PACKET_LENGTH_MAX);
  /** Octets written so far, the header included. */
  length = HEADER_LENGTH;
  /** Why this packet must not be sent, null while all is well. */
  problem: string | null = null;

  private limit = PACKET_LENGTH_MAX;
  private messageAuthenticatorOffset = 0;
  private secret: SharedSecret | null = null;
  private readonly requestAuthenticator = new Uint8Array(AUTHENTICATOR_BYTES);
  private salt = randomInt(0x8000);

  begin(code: number, identifier: number): this {
    this.bytes[0] = code;
    this.bytes[1] = identifier;
    this.length = HEADER_LENGTH;
    this.limit = PACKET_LENGTH_MAX;
    this.problem = null;
    this.messageAuthenticatorOffset = 0;
    this.secret = null;
    return this;
  }

  /** The secret and the request's authenticator (16 octets at `offset`) that `addHidden` and `addSalted` need. */
  protect(secret: SharedSecret, requestAuthenticator: Uint8Array, offset = 0): this {
    this.secret = secret;
    for (let i = 0; i < AUTHENTICATOR_BYTES; i++) {
      this.requestAuthenticator[i] = requestAuthenticator[offset + i] as number;
    }
    return this;
  }

  /** Keeps `octets` at the end of the packet free for attributes that follow the caller's. */
  holdBack(octets: number): this {
    this.limit = PACKET_LENGTH_MAX - octets;
    return this;
  }

  add<Attribute extends AttributeDefinition>(attribute: Attribute, value: ValueOf<Attribute>): this {
    // Untagged is written as tag 0 where the format has a place for it in any case (RFC 2868 §3.1).
    return this.write(attribute, attribute.tagged && attribute.value === 'integer' ? 0 : -1, value);
  }

  /** RFC 2868 §3.1: `tag` is 1 to 31, or 0 for none. */
  addTagged<Attribute extends AttributeDefinition>(
    attribute: Attribute,
    tag: number,
    value: ValueOf<Attribute>,
  ): this {
    return this.write(attribute, tag, value);
  }

  addOctets(
    attribute: AttributeDefinition,
    octets: Uint8Array,
    offset = 0,
    length = octets.length - offset,
  ): this {
    const at = this.reserve(attribute, length);
    if (at !== 0) copyOctets(octets, offset, this.bytes, at, length);
    return this;
  }

  /** The octets of a text, in an attribute of any kind (Class: RFC 2865 §5.25). */
  addText(attribute: AttributeDefinition, text: string): this {
    return this.writeText(attribute, -1, text);
  }

  /** A value too long for one attribute, split over as many as it needs (EAP-Message: RFC 3579 §3.1). */
  addLong(attribute: AttributeDefinition, octets: Uint8Array): this {
    const step = ATTRIBUTE_LENGTH_MAX - this.headerLength(attribute);
    for (let offset = 0; offset === 0 || offset < octets.length; offset += step) {
      this.addOctets(attribute, octets, offset, Math.min(step, octets.length - offset));
    }
    return this;
  }

  /** User-Password and what is hidden like it (RFC 2865 §5.2, RFC 2548 §2.4.1). */
  addHidden(attribute: AttributeDefinition, plain: Uint8Array | string): this {
    const octets = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
    if (this.secret === null) return this.fail(attribute, 'has no secret to hide it with');
    if (octets.length > PASSWORD_BYTES_MAX) return this.fail(attribute, 'is longer than 128 octets');
    const at = this.reserve(attribute, Math.max(16, Math.ceil(octets.length / 16) * 16));
    if (at !== 0) hidePassword(octets, this.requestAuthenticator, 0, this.secret, this.bytes, at);
    return this;
  }

  /** Tunnel-Password (RFC 2868 §3.5) and the MS-MPPE keys (RFC 2548 §2.4.2). */
  addSalted(attribute: AttributeDefinition, plain: Uint8Array, tag = 0): this {
    if (this.secret === null) return this.fail(attribute, 'has no secret to encrypt it with');
    if (plain.length > SALTED_PLAIN_MAX) return this.fail(attribute, 'is longer than 223 octets');
    const tagOctets = attribute.tagged ? 1 : 0;
    let at = this.reserve(attribute, tagOctets + 2 + Math.ceil((plain.length + 1) / 16) * 16);
    if (at === 0) return this;
    if (attribute.tagged) this.bytes[at++] = tag;
    // The salt must differ among the attributes of one packet: it counts.
    this.salt = (this.salt + 1) & 0x7fff;
    saltEncrypt(plain, 0x8000 | this.salt, this.requestAuthenticator, 0, this.secret, this.bytes, at);
    return this;
  }

  /** Sixteen octets that `signRequest` or `signReply` fills in (RFC 3579 §3.2). */
  addMessageAuthenticator(): this {
    if (!this.hasRoom(18)) return this.failTooLong();
    this.bytes[this.length] = MESSAGE_AUTHENTICATOR;
    this.bytes[this.length + 1] = 18;
    this.messageAuthenticatorOffset = this.length + 2;
    this.length += 18;
    return this;
  }

  /** Copies one attribute, header and all, from another packet (Proxy-State: RFC 2865 §5.33). */
  addCopy(from: Uint8Array, at: number): this {
    const length = from[at + 1] as number;
    if (!this.hasRoom(length)) return this.failTooLong();
    copyOctets(from, at, this.bytes, this.length, length);
    this.length += length;
    return this;
  }

  /** Room for a value of `valueLength` octets behind its header; its offset in `bytes`, or 0 if it does not fit. */
  reserve(attribute: AttributeDefinition, valueLength: number): number {
    const { bytes, length: at } = this;
    const header = this.headerLength(attribute);
    if (header + valueLength > ATTRIBUTE_LENGTH_MAX) {
      this.fail(attribute, `is longer than ${ATTRIBUTE_LENGTH_MAX - header} octets`);
      return 0;
    }
    if (!this.hasRoom(header + valueLength)) {
      this.failTooLong();
      return 0;
    }
    this.length = at + header + valueLength;
    bytes[at + 1] = header + valueLength;
    if (attribute.vendor === 0) {
      bytes[at] = attribute.type;
      return at + 2;
    }
    bytes[at] = VENDOR_SPECIFIC;
    writeUint32(bytes, at + 2, attribute.vendor);
    writeVendorHeader(bytes, at + 6, attribute, valueLength);
    return at + header;
  }

  /** Sets Length (RFC 2865 §3). False when there is a problem: do not send it. */
  finish(): boolean {
    this.bytes[2] = this.length >>> 8;
    this.bytes[3] = this.length;
    return this.problem === null;
  }

  /** Signs a reply to the request whose authenticator stands at `offset` of `request` (RFC 2865 §3, RFC 3579 §3.2). */
  signReply(secret: SharedSecret, request: Uint8Array, offset: number = AUTHENTICATOR_OFFSET): boolean {
    if (!this.finish()) return false;
    copyOctets(request, offset, this.bytes, AUTHENTICATOR_OFFSET, AUTHENTICATOR_BYTES);
    this.signMessage(secret);
    signResponse(this.bytes, this.length, secret);
    return true;
  }

  /**
   * Signs a request. `authenticator` is its random Request Authenticator; Accounting-, CoA- and
   * Disconnect-Request compute theirs (RFC 2866 §3, RFC 5176 §2.3).
   */
  signRequest(secret: SharedSecret, authenticator: Uint8Array): boolean {
    if (!this.finish()) return false;
    const computed = hasComputedAuthenticator(this.bytes[0] as number);
    if (computed) this.bytes.fill(0, AUTHENTICATOR_OFFSET, HEADER_LENGTH);
    else copyOctets(authenticator, 0, this.bytes, AUTHENTICATOR_OFFSET, AUTHENTICATOR_BYTES);
    this.signMessage(secret);
    if (computed) signRequest(this.bytes, this.length, secret);
    return true;
  }

  private signMessage(secret: SharedSecret): void {
    if (this.messageAuthenticatorOffset === 0) return;
    signMessageAuthenticator(this.bytes, this.length, this.messageAuthenticatorOffset, secret);
  }

  private write(
    attribute: AttributeDefinition,
    tag: number,
    value: string | number | bigint | Uint8Array,
  ): this {
    switch (attribute.value) {
      case 'text':
        return this.writeText(attribute, tag, String(value));
      case 'integer':
      case 'date':
      case 'short':
      case 'byte':
        return this.writeInteger(attribute, tag, value);
      case 'integer64': {
        const at = this.reserve(attribute, 8);
        if (at !== 0) this.bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value as bigint)), at);
        return this;
      }
      case 'ipv4': {
        const address = parseIpv4(String(value));
        if (address === -1) return this.fail(attribute, 'is not an IPv4 address');
        const at = this.reserve(attribute, 4);
        if (at !== 0) writeUint32(this.bytes, at, address);
        return this;
      }
      case 'ipv6':
        return this.writeParsed(attribute, parseIpv6(String(value)), 'an IPv6 address');
      case 'ipv6Prefix':
        return this.writeParsed(attribute, parseIpv6Prefix(String(value)), 'an IPv6 prefix');
      case 'interfaceId':
        return this.writeParsed(attribute, parseInterfaceId(String(value)), 'an interface identifier');
      default:
        return this.writeOctets(attribute, tag, value as Uint8Array);
    }
  }

  private writeText(attribute: AttributeDefinition, tag: number, text: string): this {
    const tagOctets = tag === -1 ? 0 : 1;
    // ASCII is written here, octet by octet: a call into the platform costs more than a short text.
    let length = text.length;
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 0x7f) {
        length = Buffer.byteLength(text, 'utf8');
        break;
      }
    }
    let at = this.reserve(attribute, tagOctets + length);
    if (at === 0) return this;
    if (tagOctets === 1) this.bytes[at++] = tag;
    if (length !== text.length) this.bytes.write(text, at, length, 'utf8');
    else for (let i = 0; i < length; i++) this.bytes[at + i] = text.charCodeAt(i);
    return this;
  }

  private writeInteger(attribute: AttributeDefinition, tag: number, value: unknown): this {
    const number = typeof value === 'string' ? attribute.values[value] : value;
    const octets = attribute.value === 'byte' ? 1 : attribute.value === 'short' ? 2 : 4;
    const max = LARGEST[tag === -1 ? octets : octets - 1] as number;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > max) {
      return this.fail(attribute, `is not a number from 0 to ${max}`);
    }
    const at = this.reserve(attribute, octets);
    if (at === 0) return this;
    writeBigEndian(this.bytes, at, octets, number);
    if (tag !== -1) this.bytes[at] = tag;
    return this;
  }

  private writeOctets(attribute: AttributeDefinition, tag: number, octets: Uint8Array): this {
    if (tag === -1) return this.addOctets(attribute, octets);
    const at = this.reserve(attribute, 1 + octets.length);
    if (at === 0) return this;
    this.bytes[at] = tag;
    copyOctets(octets, 0, this.bytes, at + 1, octets.length);
    return this;
  }

  private writeParsed(attribute: AttributeDefinition, octets: Uint8Array | null, what: string): this {
    return octets === null ? this.fail(attribute, `is not ${what}`) : this.addOctets(attribute, octets);
  }

  private headerLength(attribute: AttributeDefinition): number {
    return attribute.vendor === 0 ? 2 : vendorHeaderLength(vendorFormat(attribute.vendor));
  }

  private hasRoom(octets: number): boolean {
    return this.length + octets <= this.limit;
  }

  private failTooLong(): this {
    this.problem ??= `The packet is longer than ${PACKET_LENGTH_MAX} octets.`;
    return this;
  }

  private fail(attribute: AttributeDefinition, what: string): this {
    this.problem ??= `${attribute.name} ${what}.`;
    return this;
  }
}

function writeVendorHeader(
  bytes: Uint8Array,
  at: number,
  attribute: AttributeDefinition,
  valueLength: number,
): void {
  const { typeOctets, lengthOctets } = vendorFormat(attribute.vendor);
  writeBigEndian(bytes, at, typeOctets, attribute.type);
  const length = typeOctets + lengthOctets + valueLength;
  if (lengthOctets === 2) bytes[at + typeOctets] = length >>> 8;
  if (lengthOctets > 0) bytes[at + typeOctets + lengthOctets - 1] = length;
}

/** A number below 2^32 in `octets` octets. */
function writeBigEndian(bytes: Uint8Array, at: number, octets: number, number: number): void {
  for (let i = octets - 1, bits = number | 0; i >= 0; i--, bits >>>= 8) bytes[at + i] = bits;
}

function copyOctets(
  from: Uint8Array,
  fromOffset: number,
  to: Uint8Array,
  toOffset: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) to[toOffset + i] = from[fromOffset + i] as number;
}
