import { isIPv6 } from 'node:net';

/**
 * What guesses are counted by: an IPv4 address, and of IPv6 the network of 64 bits, in which a phone may choose its
 * address as often as it likes. `2001:db8:0:1::/64`; `null` where nothing is known.
 */
export function countedAddress(address: string | null): string | null {
  const plain = address?.split('%')[0] ?? null;
  if (plain === null || !isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  // An IPv4 address at the end stands for two groups; it is behind the network either way.
  const behind =
    tail === undefined || tail === '' ? 0 : tail.split(':').length + (tail.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - behind);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...(tail ?? '').split(':')];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group || '0', 16).toString(16));
  return `${network.join(':')}::/64`;
}
