declare const macAddressBrand: unique symbol;

/** A MAC address as a 48-bit number: compared with `===`, used as a Map key, never as text. */
export type MacAddress = number & { readonly [macAddressBrand]: true };

const BROADCAST = 0xffff_ffff_ffff;

/**
 * Reads a MAC as people, files and routers write it: twelve hex digits in six, three, two or one
 * group, with any separator and case, or six groups without leading zeros (`0:e1:c:38:c8:f8`).
 * `null` when there is anything else in the text.
 */
export function parseMacAddress(text: string): MacAddress | null {
  const trimmed = text.trim();
  if (PADDED.test(trimmed)) return macFromDigits(trimmed.replace(SEPARATORS, ''));
  if (UNPADDED.test(trimmed)) return macFromGroups(trimmed.split(/[:-]/));
  return null;
}

const SEPARATOR = '[:\\-._/ \\u00a0·\\u2010-\\u2014]';
const SEPARATORS = new RegExp(SEPARATOR, 'g');
const HEX = '[0-9a-f]';
const PADDED = new RegExp(
  `^(?:${HEX}{2}(?:${SEPARATOR}${HEX}{2}){5}|${HEX}{4}(?:${SEPARATOR}${HEX}{4}){2}|${HEX}{6}${SEPARATOR}?${HEX}{6})$`,
  'i',
);
const UNPADDED = /^(?:[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}|[0-9a-f]{1,2}(?:-[0-9a-f]{1,2}){5})$/i;

/** `AA:BB:CC:DD:EE:FF`. */
export function formatMacAddress(mac: MacAddress): string {
  const digits = mac.toString(16).toUpperCase().padStart(12, '0');
  return digits.replace(/..(?!$)/g, '$&:');
}

/** The address in the six octets at `offset`; `null` when there are fewer. */
export function macFromBytes(bytes: Uint8Array, offset = 0): MacAddress | null {
  if (offset < 0 || offset + 6 > bytes.length) return null;
  let mac = 0;
  for (let i = 0; i < 6; i++) mac = mac * 256 + (bytes[offset + i] ?? 0);
  return mac as MacAddress;
}

/** The number as an address, `null` unless it is a whole number of 48 bits. */
export function macFromNumber(value: number): MacAddress | null {
  return Number.isInteger(value) && value >= 0 && value <= BROADCAST ? (value as MacAddress) : null;
}

/** Locally administered: mostly an address that a phone made up for this network (IEEE 802, bit 1 of octet 0). */
export function isPrivateMac(mac: MacAddress): boolean {
  return (firstOctet(mac) & 2) !== 0;
}

export type UnusableMac = 'mac-zero' | 'mac-broadcast' | 'mac-multicast';

/** Why no device can have this address; `null` when one can (rule 1). */
export function checkDeviceMac(mac: MacAddress): UnusableMac | null {
  if (mac === 0) return 'mac-zero';
  if (mac === BROADCAST) return 'mac-broadcast';
  return (firstOctet(mac) & 1) !== 0 ? 'mac-multicast' : null;
}

/**
 * The hex digits of a part of a MAC in any format, in lower case, for a search; `null` when the
 * text cannot be part of one.
 */
export function macSearchDigits(text: string): string | null {
  const digits = text.trim().replace(SEPARATORS, '').toLowerCase();
  return /^[0-9a-f]{1,12}$/.test(digits) ? digits : null;
}

function firstOctet(mac: MacAddress): number {
  return Math.floor(mac / 0x100_0000_0000);
}

/** Twelve hex digits. */
export function macFromDigits(digits: string): MacAddress {
  return Number.parseInt(digits, 16) as MacAddress;
}

/** Six groups of one or two hex digits. */
export function macFromGroups(groups: readonly string[]): MacAddress {
  return macFromDigits(groups.map((group) => group.padStart(2, '0')).join(''));
}

/**
 * What a NAS put into 'Calling-Station-Id' (RFC 2865 §5.31): a MAC in any form that NASes use, with
 * a DHCP hardware type before it, or an SSID, port, VLAN or circuit around it. `null`, which is *no
 * MAC*, for an IP address, a telephone number, two different MACs, or one that no device can have.
 */
export function readStationId(text: string): MacAddress | null {
  const mac = parseMacAddress(text);
  return mac !== null && checkDeviceMac(mac) === null ? mac : null;
}
