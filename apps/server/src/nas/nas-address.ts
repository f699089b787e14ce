import { isIPv4, isIPv6 } from 'node:net';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { type Outcome, type Refused, refuse } from '../outcome.ts';

/**
 * The address or network a router sends from, as PostgreSQL's `cidr` takes it: `192.0.2.1/32`,
 * `2001:db8::/32`. A network with bits behind its prefix is refused, with the network it lies in.
 */
export function readNasAddress(typed: string): Outcome<{ readonly cidr: string }> {
  const [, host, prefix] = /^\s*([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?\s*$/.exec(typed) ?? [];
  const bits = host === undefined ? null : addressBits(host);
  if (bits === null) return unreadable(ERROR_CODES['address-unreadable'].message);
  const length = prefix === undefined ? bits.width : Number(prefix) - bits.mappedBits;
  if (length < 0 || length > bits.width) return unreadable(ERROR_CODES['address-unreadable'].message);
  const behind = BigInt(bits.width - length);
  const network = (bits.value >> behind) << behind;
  if (network === bits.value) return { cidr: `${formatAddress(bits.value, bits.width)}/${length}` };
  const meant = `${formatAddress(network, bits.width)}/${length}`;
  return unreadable(
    `${typed.trim()} is an address within ${meant}. Enter the network, or the address alone.`,
  );
}

/** How many leading bits two addresses have in common, the prefixes of networks left aside; -1: of two families. */
export function sharedBits(one: string, other: string): number {
  const [first, second] = [one, other].map((text) => addressBits(text.replace(/\/\d+$/, '')));
  if (!first || !second || first.width !== second.width) return -1;
  const differing = first.value ^ second.value;
  return first.width - (differing === 0n ? 0 : differing.toString(2).length);
}

/** As it is shown: a single address without its prefix. */
export function presentNasAddress(cidr: string): string {
  return cidr.replace(/^([\d.]+)\/32$|^([0-9a-f:.]+)\/128$/, '$1$2');
}

function unreadable(message: string): Refused {
  return refuse('address-unreadable', {
    message,
    fields: { address: { code: 'address-unreadable', message } },
  });
}

type AddressBits = { value: bigint; width: 32 | 128; mappedBits: 0 | 96 };

function addressBits(host: string): AddressBits | null {
  if (isIPv4(host)) return { value: joinGroups(host.split('.').map(Number), 8), width: 32, mappedBits: 0 };
  if (!isIPv6(host)) return null;
  const value = joinGroups(ipv6Groups(new URL(`http://[${host}]/`).hostname.slice(1, -1)), 16);
  // A packet from ::ffff:192.0.2.1 is one from 192.0.2.1.
  if (value >> 32n === 0xffffn) return { value: value & 0xffff_ffffn, width: 32, mappedBits: 96 };
  return { value, width: 128, mappedBits: 0 };
}

/** The eight groups of an address in the form that URLs have it: no dotted part, one `::` at most. */
function ipv6Groups(address: string): number[] {
  const [left = '', right] = address.split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [head, tail] = [groups(left), groups(right ?? '')];
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function joinGroups(groups: readonly number[], bitsEach: 8 | 16): bigint {
  return groups.reduce((value, group) => (value << BigInt(bitsEach)) | BigInt(group), 0n);
}

function formatAddress(value: bigint, width: 32 | 128): string {
  const size = width === 32 ? 8n : 16n;
  const groups: number[] = [];
  for (let shift = BigInt(width) - size; shift >= 0n; shift -= size) {
    groups.push(Number((value >> shift) & ((1n << size) - 1n)));
  }
  if (width === 32) return groups.join('.');
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`).hostname.slice(1, -1);
}
