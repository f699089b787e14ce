import { isIPv6 } from 'node:net';
import {
  findMacAddress,
  formatMacAddress,
  macSearchDigits,
  unfinishedMacDigits,
} from '@gatehouse/domain/mac-address';
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
  /** A MAC or an address from end to end: no person is called so. */
  readonly isAddress: boolean;
  /** Which kind is most likely meant, first. */
  readonly order: readonly FoundKind[];
};

/** Fewer digits stand in every other MAC. */
const MAC_DIGITS_MIN = 4;

export function readSought(typed: string): SoughtText {
  const text = typed.trim();
  const ip = readIp(text);
  const macDigits = ip === null ? readMacDigits(text) : null;
  const isAddress = ip === null ? isWholeMac(text, macDigits) : ip.from === ip.to;
  return {
    text,
    usernameKey: usernameKey(text),
    macDigits,
    ip,
    isAddress,
    order: orderOf(text, macDigits, ip),
  };
}

const MAC_DIGITS = 12;

/** Twelve digits without a letter among them may be a telephone number, unless they stand in six pairs. */
function isWholeMac(text: string, digits: string | null): boolean {
  return digits?.length === MAC_DIGITS && (/[a-f]/.test(digits) || SIX_PAIRS.test(text));
}

const SIX_PAIRS = /(?:\d{1,2}[:-]){5}\d/;

function readMacDigits(text: string): string | null {
  const unfinished = unfinishedMacDigits(text);
  if (unfinished !== null) return unfinished;
  const mac = findMacAddress(text);
  if (mac !== null) return formatMacAddress(mac).replaceAll(':', '').toLowerCase();
  const digits = macSearchDigits(text);
  return digits === null || digits.length < MAC_DIGITS_MIN ? null : digits;
}

function readIp(typed: string): SoughtText['ip'] {
  // As it was copied from a browser or a router: with a port, or the length of its network.
  const text = typed.replace(/^([\d.]+|[\da-f:]+(?=\/))[:/]\d+$/i, '$1');
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
  const writtenAsMac =
    macDigits !== null &&
    (isWholeMac(text, macDigits) || /[:.-]/.test(text) || (/[a-f]/i.test(text) && /\d/.test(text)));
  if (writtenAsMac) return ['devices', 'attempts', 'sessions', 'customers'];
  return ['customers', 'attempts', 'devices', 'sessions'];
}
