import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** An address is looked up per packet; those found by prefix are remembered, up to this many. */
const REMEMBERED_MAX = 4096;

type Prefix<T> = {
  readonly list: BlockList;
  readonly family: 'ipv4' | 'ipv6';
  readonly length: number;
  readonly value: T;
};

/**
 * From a source address to its NAS: the exact address, else the longest matching prefix. IPv4 and IPv6;
 * `::ffff:192.0.2.7` is `192.0.2.7`, and IPv6 is compared by value, not by spelling.
 */
export class NasIndex<T> {
  #exact = new Map<string, T>();
  #prefixes: Prefix<T>[] = [];
  readonly #remembered = new Map<string, T | null>();

  /** Replaces everything. An address that cannot be read is left out. */
  replace(entries: Iterable<{ readonly address: string; readonly value: T }>): void {
    const exact = new Map<string, T>();
    const prefixes: Prefix<T>[] = [];
    for (const { address, value } of entries) {
      const prefix = readPrefix(address, value);
      if (prefix === null) continue;
      if (prefix.isSingle) exact.set(canonicalAddress(prefix.network), value);
      else prefixes.push(prefix);
    }
    this.#exact = exact;
    this.#prefixes = prefixes.sort((a, b) => b.length - a.length);
    this.#remembered.clear();
  }

  find(sourceAddress: string): T | null {
    const exact = this.#exact.get(sourceAddress);
    if (exact !== undefined) return exact;
    const remembered = this.#remembered.get(sourceAddress);
    if (remembered !== undefined) return remembered;
    const found = this.#search(canonicalAddress(sourceAddress));
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
    this.#remembered.set(sourceAddress, found);
    return found;
  }

  #search(address: string): T | null {
    const exact = this.#exact.get(address);
    if (exact !== undefined) return exact;
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    const match = this.#prefixes.find(
      (prefix) => prefix.family === family && prefix.list.check(address, family),
    );
    return match?.value ?? null;
  }
}

/** One spelling per address: no zone (`%eth0`), no IPv4 in IPv6 clothes, IPv6 as eight plain groups. */
export function canonicalAddress(address: string): string {
  const zone = address.indexOf('%');
  const bare = zone === -1 ? address : address.slice(0, zone);
  if (!bare.includes(':')) return bare;
  const groups = ipv6Groups(bare);
  if (groups === null) return bare;
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (isMapped) return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  return groups.map((group) => group.toString(16)).join(':');
}

function ipv6Groups(address: string): number[] | null {
  if (!isIPv6(address)) return null;
  const [head = '', tail] = address.split('::');
  const left = groupsOf(head);
  if (tail === undefined) return left;
  const right = groupsOf(tail);
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function readPrefix<T>(text: string, value: T): (Prefix<T> & { network: string; isSingle: boolean }) | null {
  const [written = '', bits] = text.split('/');
  const network = canonicalAddress(written);
  const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : null;
  if (family === null) return null;
  const width = family === 'ipv4' ? 32 : 128;
  // A prefix over IPv4 in IPv6 clothes counts the 96 bits before it.
  const clothed = family === 'ipv4' && written.includes(':');
  const length = bits === undefined ? width : Number(bits) - (clothed ? 96 : 0);
  if (!Number.isInteger(length) || length < 0 || length > width) return null;
  const list = new BlockList();
  list.addSubnet(network, length, family);
  return { list, family, length, value, network, isSingle: length === width };
}
