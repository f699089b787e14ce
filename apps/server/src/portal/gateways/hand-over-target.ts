import { BlockList, isIP } from 'node:net';

/** Addresses that no outsider can have: who stands there, stands in the network of the hotspot. */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6');

/** Names that exist in no public DNS (RFC 6761, RFC 6762, RFC 8375, and `internal`). */
const INSIDE_NAMES = /^[^.]+$|\.(?:lan|local|localhost|internal|home\.arpa|test)$/;

/**
 * Whether a ticket may be handed to this address. The address comes through the browser, so a link that somebody
 * sends could name any: then the ticket, which a proof was given for, would be theirs. Only what is named
 * in the zone's settings gets one; where nothing is named, what stands inside.
 */
export function mayHandOverTo(loginUrl: string, gatewayHosts: readonly string[]): boolean {
  const host = new URL(loginUrl).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (gatewayHosts.length > 0) return gatewayHosts.some((known) => known.toLowerCase() === host);
  const family = isIP(host);
  return family === 0 ? INSIDE_NAMES.test(host) : INSIDE.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
