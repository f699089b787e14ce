declare const macAddressBrand: unique symbol;

/** A MAC address as a 48-bit number: compared with `===`, used as a Map key, never as text. */
export type MacAddress = number & { readonly [macAddressBrand]: true };

const BROADCAST = 0xffff_ffff_ffff;

/**
 * Reads a MAC as people, files and routers write it: twelve hex digits in six, three, two or one
 * group, with any separator and case, or six groups without leading zeros (`0:e1:c:38:c8:f8`), and
 * before those the hardware type 1, as DHCP servers list their clients (`1:0:e1:c:38:c8:f8`).
 * `null` when there is anything else in the text.
 */
export function parseMacAddress(text: string): MacAddress | null {
  const usual = macFromUsualText(text);
  if (usual !== null) return usual;
  const trimmed = text.trim();
  if (PADDED.test(trimmed)) return macFromDigits(trimmed.replace(SEPARATORS, ''));
  if (UNPADDED.test(trimmed)) return macFromGroups(trimmed.split(/[:-]/).slice(-6));
  return null;
}

/**
 * `AA:BB:CC:DD:EE:FF`, `AA-BB-CC-DD-EE-FF` and `AABBCCDDEEFF`, digit by digit: of every MAC login the username is read,
 * and mostly the password too. `null`: none of these.
 */
function macFromUsualText(text: string): MacAddress | null {
  const step = text.length === 17 ? 3 : text.length === 12 ? 2 : 0;
  if (step === 0) return null;
  const separator = text.charCodeAt(2);
  if (step === 3 && separator !== COLON && separator !== HYPHEN) return null;
  let mac = 0;
  for (let at = 0; at < text.length; at += step) {
    if (step === 3 && at > 0 && text.charCodeAt(at - 1) !== separator) return null;
    const high = hexValue(text.charCodeAt(at));
    const low = hexValue(text.charCodeAt(at + 1));
    if (high < 0 || low < 0) return null;
    mac = mac * 256 + high * 16 + low;
  }
  return mac as MacAddress;
}

const SEPARATOR = '[:\\-._/ \\u00a0·\\u2010-\\u2014]';
const SEPARATORS = new RegExp(SEPARATOR, 'g');
const HEX = '[0-9a-f]';
const NO_TOUCH_BEFORE = '(?<![0-9a-z<])';
const NO_TOUCH_AFTER = '(?![0-9a-z])';
const NOT_JUST_A_NUMBER = '(?:^|(?=[0-9:.-]{0,13}[a-f]))';
const PADDED = new RegExp(
  `^(?:${HEX}{2}(?:${SEPARATOR}${HEX}{2}){5}|${HEX}{4}(?:${SEPARATOR}${HEX}{4}){2}|${HEX}{6}${SEPARATOR}?${HEX}{6})$`,
  'i',
);
const UNPADDED =
  /^(?:(?:0?1:)?[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}|(?:0?1-)?[0-9a-f]{1,2}(?:-[0-9a-f]{1,2}){5})$/i;

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

/**
 * The eleven digits of a MAC of which the last is not typed yet: the sixth pair has one. Read as a whole MAC they would
 * be another one, which nobody means who is still typing. `null`: none of that kind.
 */
export function unfinishedMacDigits(text: string): string | null {
  return UNFINISHED.test(text.trim()) ? macSearchDigits(text) : null;
}

const UNFINISHED = /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]$/i;

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
 * MAC*: an IP address, a telephone number, two different MACs, or one that no device can have. In
 * doubt there is no MAC, so that binding refuses.
 */
export function readStationId(text: string): MacAddress | null {
  const mac = readDhcpClientId(text) ?? parseMacAddress(text) ?? findOnlyMac(text);
  return mac !== null && checkDeviceMac(mac) === null ? mac : null;
}

/**
 * `AA:BB:CC:DD:EE:FF` and `AA-BB-CC-DD-EE-FF`, which nearly every NAS sends, straight from the octets of a packet;
 * `null` for anything else, of which `readStationId` may still make something.
 */
export function macFromPairs(octets: Uint8Array, offset: number, length: number): MacAddress | null {
  if (length !== 17) return null;
  const separator = octets[offset + 2];
  if (separator !== COLON && separator !== HYPHEN) return null;
  let mac = 0;
  for (let at = offset; at < offset + 17; at += 3) {
    if (at < offset + 15 && octets[at + 2] !== separator) return null;
    const high = hexValue(octets[at] ?? 0);
    const low = hexValue(octets[at + 1] ?? 0);
    if (high < 0 || low < 0) return null;
    mac = mac * 256 + high * 16 + low;
  }
  return checkDeviceMac(mac as MacAddress) === null ? (mac as MacAddress) : null;
}

const COLON = 0x3a;
const HYPHEN = 0x2d;

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/**
 * Hardware type 1 (Ethernet) and the MAC, as a DHCP client identifier (RFC 2132 §9.14): MikroTik
 * writes `1:0:e1:c:38:c8:f8`, Cisco `0100.e10c.38c8.f8`. No device's MAC begins with octet 01, so
 * this is never a MAC with something behind it.
 */
function readDhcpClientId(text: string): MacAddress | null {
  const [, separator, groups] = DHCP_GROUPS.exec(text) ?? [];
  if (separator !== undefined && groups !== undefined) return macFromGroups(groups.split(separator));
  const [, digits] = DHCP_DIGITS.exec(text) ?? [];
  return digits === undefined || /^\d+$/.test(digits) ? null : macFromDigits(digits.replaceAll('.', ''));
}

const DHCP_GROUPS =
  /^\s*0?1([:.-])([0-9a-f]{1,2}(?:\1[0-9a-f]{1,2}){5})(?![0-9a-z]|\1[0-9a-f]{1,2}(?![0-9a-z]))/i;
const DHCP_DIGITS = /^\s*01([0-9a-f]{2}\.?[0-9a-f]{4}\.?[0-9a-f]{4}\.?[0-9a-f]{2})(?![0-9a-z])/i;

/** The MAC in a line that people paste (`Wlan MAC: c4:e9:…`); `null` when it holds none or different ones. */
export function findMacAddress(text: string): MacAddress | null {
  return parseMacAddress(text) ?? findOnlyMac(text, PASTED_LENGTH_MAX);
}

/** A whole page that came along is no line any more. */
const PASTED_LENGTH_MAX = 4000;

/** A Calling-Station-Id has at most 253 octets; in more there is nothing to search. */
const STATION_ID_LENGTH_MAX = 253;

/** The MAC in a text that holds one, once or repeatedly; `null` when it holds none or different ones. */
function findOnlyMac(text: string, lengthMax = STATION_ID_LENGTH_MAX): MacAddress | null {
  if (text.length > lengthMax) return null;
  let found: MacAddress | null = null;
  for (const form of FORMS) {
    for (const [match] of text.trim().matchAll(form)) {
      const groups = match.split(/[:. -]/);
      const mac = groups.length === 6 ? macFromGroups(groups) : macFromDigits(groups.join(''));
      if (found !== null && found !== mac) return null;
      found = mac;
    }
  }
  return found;
}

/**
 * A MAC inside other text: letters and digits may not touch it (nor `<`, which begins a template
 * that nobody filled in), and its groups may not go on, as those of an IPv6 address, a UUID or an
 * EUI-64 do. One more group behind six pairs is an SSID or a VLAN. Decimal digits alone are more
 * likely a telephone number, unless the text begins with them.
 */
const FORMS: readonly RegExp[] = [
  ...[':', '-', '\\.', ' '].map(pairsForm),
  ...[':', '-', '\\.'].flatMap((separator) => [longForm(4, 3, separator), longForm(6, 2, separator)]),
  inText(`(?<![+])(?<!${HEX}{4}-)${NOT_JUST_A_NUMBER}${HEX}{12}`),
];

function pairsForm(separator: string): RegExp {
  const pair = `${HEX}{2}`;
  const noneBefore = `(?<!${NO_TOUCH_BEFORE}${pair}${separator})`;
  return inText(
    `${noneBefore}${pair}(?:${separator}${pair}){5}`,
    `(?!(?:${separator}${pair}){2}${NO_TOUCH_AFTER})`,
  );
}

function longForm(digits: number, groups: number, separator: string): RegExp {
  const group = `${HEX}{${digits}}`;
  const noneBefore = `(?<!(?:${NO_TOUCH_BEFORE}${HEX}{1,8}|${separator})${separator})`;
  const noneBehind = `(?!${separator}(?:${separator}|${HEX}{1,4}${NO_TOUCH_AFTER}))`;
  return inText(
    `${noneBefore}${NOT_JUST_A_NUMBER}${group}(?:${separator}${group}){${groups - 1}}`,
    noneBehind,
  );
}

function inText(form: string, behind = ''): RegExp {
  return new RegExp(`${NO_TOUCH_BEFORE}${form}${NO_TOUCH_AFTER}${behind}`, 'gi');
}
