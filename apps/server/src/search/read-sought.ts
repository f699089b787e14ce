import { isIPv6 } from 'node:net';
import { formatMacAddress, macSearchDigits, parseMacAddress } from '@gatehouse/domain/mac-address';
import { usernameKey } from '@gatehouse/domain/username';
import type { FoundKind } from './search.schemas.ts';

/** What a pasted text may be. */
export type SoughtText = {
  readonly text: string;
  readonly usernameKey: string;
  /** Digits of a MAC or of a part of one, in lower case; `null`: it cannot be one. */
  readonly macDigits: string | null;
  /** All addresses that an IPv4 address begins, two numbers at least, or one IPv6 address; `null`: it can be none. */
  readonly ip: { readonly from: string; readonly to: string } | null;
  /** Which kind is most likely meant, first. */
  readonly order: readonly FoundKind[];
};

/** Fewer digits stand in every other MAC. */
const MAC_DIGITS_MIN = 4;

export function readSought(typed: string): SoughtText {
  const text = typed.trim();
  const ip = readIp(text);
  const macDigits = ip === null ? readMacDigits(text) : null;
  return { text, usernameKey: usernameKey(text), macDigits, ip, order: orderOf(text, macDigits, ip) };
}

function readMacDigits(text: string): string | null {
  const mac = parseMacAddress(text);
  if (mac !== null) return formatMacAddress(mac).replaceAll(':', '').toLowerCase();
  const digits = macSearchDigits(text);
  return digits === null || digits.length < MAC_DIGITS_MIN ? null : digits;
}

function readIp(text: string): SoughtText['ip'] {
  if (isIPv6(text)) return { from: text, to: text };
  if (!/^\d{1,3}(\.\d{1,3}){1,3}\.?$/.test(text)) return null;
  const numbers = text.split('.').filter((number) => number !== '');
  if (numbers.some((number) => Number(number) > 255) || numbers.length > 4) return null;
  const filled = (rest: number) =>
    Array.from({ length: 4 }, (_, index) => Number(numbers[index] ?? rest)).join('.');
  return { from: filled(0), to: filled(255) };
}

function orderOf(text: string, macDigits: string | null, ip: SoughtText['ip']): readonly FoundKind[] {
  if (ip !== null) return ['sessions', 'customers', 'devices', 'attempts'];
  // Abed is a name, 0171 a number; what has both letters and digits, or marks between them, was copied from a device.
  const writtenAsMac = macDigits !== null && (/[:.-]/.test(text) || (/[a-f]/i.test(text) && /\d/.test(text)));
  if (writtenAsMac) return ['devices', 'attempts', 'sessions', 'customers'];
  return ['customers', 'attempts', 'devices', 'sessions'];
}
