import { isUtf8 } from 'node:buffer';
import type { AttributeDefinition } from './attribute-definition.ts';
import {
  formatHex,
  formatInterfaceId,
  formatIpv4,
  formatIpv6,
  formatIpv6Prefix,
  parseHex,
  parseInterfaceId,
  parseIpv4,
  parseIpv6,
  parseIpv6Prefix,
  writeUint32,
} from './value-types.ts';
import { readNumber } from './vendor-specific.ts';

/**
 * A value as a person reads it: `"nemo"`, `Framed-User`, `192.0.2.7`, `0x1f00`. Octets that do not fit the
 * attribute's type are shown as hex. The words lead back to the same octets (`parseValue`), but for an IPv6 prefix
 * that was sent longer than it need be.
 */
export function formatValue(definition: AttributeDefinition, value: Uint8Array): string {
  return formatTyped(definition, value) ?? `0x${formatHex(value)}`;
}

function formatTyped(definition: AttributeDefinition, value: Uint8Array): string | null {
  switch (definition.value) {
    case 'text':
      return isUtf8(value) ? JSON.stringify(Buffer.from(value).toString('utf8')) : null;
    case 'octets':
      return isPrintable(value) ? JSON.stringify(Buffer.from(value).toString('latin1')) : null;
    case 'integer':
    case 'short':
    case 'byte':
    case 'date':
      return formatNumber(definition, value);
    case 'ipv4':
      return value.length === 4 ? formatIpv4(value, 0) : null;
    case 'ipv6':
      return value.length === 16 ? formatIpv6(value, 0) : null;
    case 'ipv6Prefix':
      return formatIpv6Prefix(value, 0, value.length);
    case 'interfaceId':
      return value.length === 8 ? formatInterfaceId(value, 0) : null;
    default:
      return null;
  }
}

function formatNumber(definition: AttributeDefinition, value: Uint8Array): string | null {
  if (value.length !== numberOctets(definition)) return null;
  const number = readNumber(value, 0, value.length);
  if (definition.value === 'date') return new Date(number * 1000).toISOString().replace('.000', '');
  return definition.words.get(number) ?? String(number);
}

/** A tagged number has three octets behind its tag (RFC 2868 §3.1). */
function numberOctets(definition: AttributeDefinition): number {
  if (definition.value === 'byte') return 1;
  if (definition.value === 'short') return 2;
  return definition.tagged ? 3 : 4;
}

/** The octets that the words mean, or null. Hex (`0x…`) is accepted for every type. */
export function parseValue(definition: AttributeDefinition, words: string): Uint8Array | null {
  if (/^0x/i.test(words)) return parseHex(words.slice(2));
  switch (definition.value) {
    case 'integer':
    case 'short':
    case 'byte':
    case 'date':
      return parseNumber(definition, words);
    case 'ipv4': {
      const address = parseIpv4(words);
      if (address === -1) return null;
      const octets = new Uint8Array(4);
      writeUint32(octets, 0, address);
      return octets;
    }
    case 'ipv6':
      return parseIpv6(words);
    case 'ipv6Prefix':
      return parseIpv6Prefix(words);
    case 'interfaceId':
      return parseInterfaceId(words);
    default:
      return parseText(words);
  }
}

function parseNumber(definition: AttributeDefinition, words: string): Uint8Array | null {
  const octets = new Uint8Array(numberOctets(definition));
  const known = Object.hasOwn(definition.values, words) ? definition.values[words] : undefined;
  let number = known ?? (/^\d{1,10}$/.test(words) ? Number(words) : Number.NaN);
  if (definition.value === 'date' && Number.isNaN(number)) number = Date.parse(words) / 1000;
  if (!Number.isInteger(number) || number < 0 || number >= 256 ** octets.length) return null;
  for (let i = octets.length - 1; i >= 0; i--, number = Math.floor(number / 256)) octets[i] = number % 256;
  return octets;
}

/** Text stands in double quotes as in JSON; without quotes it is taken as it is. */
function parseText(words: string): Uint8Array | null {
  if (!words.startsWith('"')) return new Uint8Array(Buffer.from(words, 'utf8'));
  try {
    const text: unknown = JSON.parse(words);
    return typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'utf8')) : null;
  } catch {
    return null;
  }
}

function isPrintable(value: Uint8Array): boolean {
  return value.length > 0 && value.every((octet) => octet >= 0x20 && octet < 0x7f);
}
