/** Octets of a value to what a person writes, and back. Nothing here throws; what does not fit is null. */

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const FULL_STOP = 0x2e;

export function readUint32(bytes: Uint8Array, offset: number): number {
  return (
    (((bytes[offset] as number) << 24) |
      ((bytes[offset + 1] as number) << 16) |
      ((bytes[offset + 2] as number) << 8) |
      (bytes[offset + 3] as number)) >>>
    0
  );
}

export function writeUint32(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
}

export function formatIpv4(bytes: Uint8Array, offset: number): string {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
}

/** Dotted quad to a number of 32 bits, -1 for anything else. Makes no object: it is on the packet path. */
export function parseIpv4(text: string): number {
  let value = 0;
  let part = -1;
  let parts = 1;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char >= DIGIT_0 && char <= DIGIT_9) {
      part = part === -1 ? char - DIGIT_0 : part * 10 + char - DIGIT_0;
      if (part > 255) return -1;
    } else if (char === FULL_STOP && part !== -1 && parts < 4) {
      value = value * 256 + part;
      part = -1;
      parts++;
    } else {
      return -1;
    }
  }
  return parts === 4 && part !== -1 ? value * 256 + part : -1;
}

/** RFC 5952: lower case, the longest run of zero groups shortened. */
export function formatIpv6(bytes: Uint8Array, offset: number): string {
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) {
    groups.push(((bytes[offset + i] as number) << 8) | (bytes[offset + i + 1] as number));
  }
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let i = 0; i <= groups.length; i++) {
    if (i < groups.length && groups[i] === 0) continue;
    if (i - start > best.length) best = { start, length: i - start };
    start = i + 1;
  }
  return best;
}

/** 16 octets, or null. A zone (`%eth0`) is not part of an address on the wire and is refused. */
export function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === null || tail === null) return null;
  const octets = head.length + tail.length;
  if (halves.length === 1 ? octets !== 16 : octets > 14) return null;
  const bytes = new Uint8Array(16);
  bytes.set(head);
  bytes.set(tail, 16 - tail.length);
  return bytes;
}

/** Colon-separated groups to octets; the last may be a dotted quad where the address ends. */
function parseGroups(text: string, endsAddress: boolean): number[] | null {
  if (text === '') return [];
  const octets: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      octets.push(value >> 8, value & 255);
      continue;
    }
    const quad = endsAddress && index === groups.length - 1 ? parseIpv4(group) : -1;
    if (quad === -1) return null;
    octets.push(quad >>> 24, (quad >>> 16) & 255, (quad >>> 8) & 255, quad & 255);
  }
  return octets;
}

/**
 * RFC 3162 §2.3: a reserved octet, the prefix length, and the octets of the prefix. Routers also send all sixteen,
 * and bits beyond the length that should be zero: those are not shown. Null where octets are missing.
 */
export function formatIpv6Prefix(bytes: Uint8Array, offset: number, length: number): string | null {
  const bits = bytes[offset + 1];
  if (length < 2 || length > 18 || bits === undefined || bits > 128 || Math.ceil(bits / 8) > length - 2) {
    return null;
  }
  const address = new Uint8Array(16);
  address.set(bytes.subarray(offset + 2, offset + length));
  clearBitsFrom(address, bits);
  return `${formatIpv6(address, 0)}/${bits}`;
}

function clearBitsFrom(address: Uint8Array, bits: number): void {
  for (let bit = bits; bit < 128; bit++) (address[bit >> 3] as number) &= ~(0x80 >> (bit & 7));
}

export function parseIpv6Prefix(text: string): Uint8Array | null {
  const match = /^([0-9a-f:.]+)\/(\d{1,3})$/i.exec(text);
  const address = match === null ? null : parseIpv6(match[1] as string);
  const bits = Number(match?.[2]);
  if (address === null || !(bits <= 128)) return null;
  const octets = Math.ceil(bits / 8);
  clearBitsFrom(address, bits);
  const value = new Uint8Array(2 + octets);
  value[1] = bits;
  value.set(address.subarray(0, octets), 2);
  return value;
}

/** RFC 3162 §2.2: eight octets as four groups. */
export function formatInterfaceId(bytes: Uint8Array, offset: number): string {
  const hex = formatHex(bytes.subarray(offset, offset + 8));
  return `${hex.slice(0, 4)}:${hex.slice(4, 8)}:${hex.slice(8, 12)}:${hex.slice(12)}`;
}

export function parseInterfaceId(text: string): Uint8Array | null {
  const groups = text.split(':');
  if (groups.length !== 4 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return parseHex(groups.map((group) => group.padStart(4, '0')).join(''));
}

export function formatHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Hex digits in pairs, blanks between them allowed; null for anything else. */
export function parseHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
  return new Uint8Array(Buffer.from(digits, 'hex'));
}
