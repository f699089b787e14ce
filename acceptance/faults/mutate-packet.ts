import { accountingAuthenticator, attributesOf, messageAuthenticator } from './judge-datagram.ts';
import type { SeededRandom } from './seeded-random.ts';

export type Mutated = {
  readonly how: string;
  readonly datagram: Buffer;
  /** It is what the router itself says now, right or wrong. */
  readonly signedAgain: boolean;
};

type Mutation = (packet: Buffer, random: SeededRandom, other: Buffer) => Buffer;

const HEADER = 20;
const MESSAGE_AUTHENTICATOR = 80;
const VENDOR_SPECIFIC = 26;
/** Of every ten mutants one is signed again, so that it reaches what comes behind the signatures. */
const SIGNED_AGAIN_ONE_IN = 10;

/** One or two changes to a packet of a real router, sometimes signed anew with its secret. */
export function mutatePacket(packet: Buffer, other: Buffer, secret: string, random: SeededRandom): Mutated {
  const names: string[] = [];
  let datagram: Buffer = Buffer.from(packet);
  const signedAgain = random.oneIn(SIGNED_AGAIN_ONE_IN);
  for (let change = random.oneIn(4) ? 2 : 1; change > 0; change--) {
    const name = random.pick(signedAgain ? BEHIND_THE_SIGNATURE : EVERYWHERE);
    names.push(name);
    datagram = MUTATIONS[name](datagram, random, other);
  }
  if (signedAgain) {
    names.push('signed again');
    // Another request each time: the same one again would only be told the same again.
    if (datagram.length >= HEADER) random.bytes(16).copy(datagram, 4);
    datagram = resign(datagram, secret);
  }
  return { how: names.join(', '), datagram, signedAgain };
}

/** Signs what can be signed; a packet that does not add up stays as it is. */
export function resign(datagram: Buffer, secret: string): Buffer {
  if (datagram.length < HEADER || datagram.length > 4096) return datagram;
  const packet = Buffer.from(datagram);
  packet.writeUInt16BE(packet.length, 2);
  const signature = attributesOf(packet)?.find(
    ({ type, length }) => type === MESSAGE_AUTHENTICATOR && length === 18,
  );
  if (signature !== undefined)
    messageAuthenticator(packet, signature.at, secret).copy(packet, signature.at + 2);
  if (packet[0] === 4) accountingAuthenticator(packet, secret).copy(packet, 4);
  return packet;
}

const MUTATIONS = {
  'flipped bits': (packet, random) => {
    for (let flips = 1 + random.below(8); flips > 0 && packet.length > 0; flips--) {
      const at = random.below(packet.length);
      packet[at] = (packet[at] ?? 0) ^ (1 << random.below(8));
    }
    return packet;
  },
  'other octets': (packet, random) => {
    const octets = random.bytes(1 + random.below(16));
    octets.copy(packet, random.below(packet.length));
    return packet;
  },
  'cut off': (packet, random) => packet.subarray(0, random.below(packet.length)),
  'cut off, and says so': (packet, random) => withLength(packet.subarray(0, random.below(packet.length))),
  'another Length': (packet, random) => {
    if (packet.length < 4) return packet;
    const lengths = [0, 1, 19, 20, 21, 4095, 4096, 4097, 65_535, packet.length - 1, packet.length + 1];
    packet.writeUInt16BE(random.oneIn(3) ? random.below(65_536) : Math.max(0, random.pick(lengths)), 2);
    return packet;
  },
  padded: (packet, random) => Buffer.concat([packet, random.bytes(1 + random.below(200))]),
  'another code': (packet, random) => {
    packet[0] = random.below(256);
    return packet;
  },
  'another authenticator': (packet, random) => {
    random.bytes(16).copy(packet, 4);
    return packet;
  },
  'another Message-Authenticator': (packet, random) => {
    const signature = attributesOf(packet)?.find(({ type }) => type === MESSAGE_AUTHENTICATOR);
    if (signature !== undefined) random.bytes(16).copy(packet, signature.at + 2, 0, signature.length - 2);
    return packet;
  },
  'two Message-Authenticators': (packet, random) =>
    withAttributes(packet, [Buffer.from([MESSAGE_AUTHENTICATOR, 18]), random.bytes(16)]),
  'another attribute length': (packet, random) => {
    const attribute = pickAttribute(packet, random);
    if (attribute === null) return packet;
    const lengths = [0, 1, 2, 3, 255, attribute.length - 1, attribute.length + 1, random.below(256)];
    packet[attribute.at + 1] = random.pick(lengths) & 0xff;
    return packet;
  },
  'another attribute type': (packet, random) => {
    const attribute = pickAttribute(packet, random);
    if (attribute !== null) packet[attribute.at] = random.below(256);
    return packet;
  },
  'an attribute left out': (packet, random) => {
    const attribute = pickAttribute(packet, random);
    if (attribute === null) return packet;
    const { at, length } = attribute;
    return withLength(Buffer.concat([packet.subarray(0, at), packet.subarray(at + length)]));
  },
  'an attribute repeated': (packet, random) => {
    const attribute = pickAttribute(packet, random);
    if (attribute === null) return packet;
    const again = packet.subarray(attribute.at, attribute.at + attribute.length);
    return withAttributes(packet, Array<Buffer>(1 + random.below(12)).fill(again));
  },
  'another value': (packet, random) => {
    const attribute = pickAttribute(packet, random);
    if (attribute === null) return packet;
    const high = Buffer.from(random.bytes(attribute.length - 2).map((octet) => octet | 0x80));
    high.copy(packet, attribute.at + 2);
    return packet;
  },
  'a vendor’s own, nested': (packet, random) => withAttributes(packet, [vendorSpecific(random)]),
  'an extended attribute': (packet, random) => {
    const value = random.bytes(1 + random.below(60));
    return withAttributes(packet, [Buffer.from([241 + random.below(6), value.length + 2]), value]);
  },
  'attributes without end': (packet, random) => {
    const filler = Buffer.concat([Buffer.from([random.below(256), 255]), random.bytes(253)]);
    return withAttributes(packet, Array<Buffer>(random.oneIn(8) ? 200 : 1 + random.below(16)).fill(filler));
  },
  'the tail of another': (packet, random, other) =>
    Buffer.concat([
      packet.subarray(0, random.below(packet.length)),
      other.subarray(random.below(other.length)),
    ]),
  noise: (packet, random) => {
    const noise = random.bytes(random.below(300));
    return random.oneIn(2) ? noise : Buffer.concat([packet.subarray(0, 4), noise]);
  },
  nothing: () => Buffer.alloc(0),
} as const satisfies Record<string, Mutation>;

type MutationName = keyof typeof MUTATIONS;

const EVERYWHERE = Object.keys(MUTATIONS) as MutationName[];

const BEHIND_THE_SIGNATURE: readonly MutationName[] = [
  'another attribute length',
  'another attribute type',
  'an attribute left out',
  'an attribute repeated',
  'another value',
  'a vendor’s own, nested',
  'an extended attribute',
  'attributes without end',
];

function pickAttribute(packet: Buffer, random: SeededRandom) {
  const attributes = packet.length >= HEADER ? attributesOf(packet) : null;
  return attributes === null || attributes.length === 0 ? null : random.pick(attributes);
}

function withAttributes(packet: Buffer, attributes: readonly Buffer[]): Buffer {
  return withLength(Buffer.concat([packet, ...attributes]));
}

/** As many octets as there are; more than a Length can say become as many as it can. */
function withLength(packet: Buffer): Buffer {
  const whole = Buffer.from(packet);
  if (whole.length >= 4) whole.writeUInt16BE(Math.min(whole.length, 65_535), 2);
  return whole;
}

/** Vendors with formats of their own (MikroTik, Microsoft, WiMAX, USR), vendors inside vendors, lengths that lie. */
function vendorSpecific(random: SeededRandom): Buffer {
  const vendor = Buffer.alloc(4);
  vendor.writeUInt32BE(
    random.pick([14_988, 311, 9, 24_757, 429, 14_122, 0, 0xffff_ffff, random.below(2 ** 31)]),
  );
  let inner: Buffer = random.bytes(random.below(40));
  for (let depth = random.below(5); depth > 0; depth--) {
    const says = random.oneIn(3) ? random.below(256) : inner.length + 2;
    inner = Buffer.concat([Buffer.from([random.below(40), says]), inner]);
    if (random.oneIn(3))
      inner = Buffer.concat([Buffer.from([VENDOR_SPECIFIC, inner.length + 6]), vendor, inner]);
  }
  const value = Buffer.concat([vendor, inner]).subarray(0, random.oneIn(5) ? random.below(5) : 253);
  return Buffer.concat([Buffer.from([VENDOR_SPECIFIC, value.length + 2]), value]);
}
