import { BlockList, isIP } from 'node:net';

/** TCP ports where an operator's gateway cannot stand, for we or our database do. */
export type OwnPorts = {
  /** On this machine: the admin's and the portal's listeners. */
  readonly here: ReadonlySet<number>;
  /** Anywhere: the database's. */
  readonly anywhere: ReadonlySet<number>;
};

/** Where a connection would be made to. `name`: what was looked up; `null`: the address itself was typed. */
export type Place = { readonly address: string; readonly port: number; readonly name: string | null };

/** As far as the address as typed tells; what a name resolves to, `mayConnect` judges. */
export function mayAsk(url: URL): boolean {
  const host = hostOf(url);
  const isForbidden = isIP(host) !== 0 && addressesIn(host).some(isNeverAsked);
  return /^https?:$/.test(url.protocol) && !isForbidden && url.username === '' && url.password === '';
}

/**
 * Whether a provider of text messages or payments may stand there. Inside the network it may, and on this machine too
 * (Kannel, Gammu), but not on a port of ours. To this machine's loopback leads an address that was typed, and `localhost`:
 * whoever owns another name could have it lead there tomorrow.
 * @param here addresses of this machine, beside loopback
 */
export function mayConnect({ address, port, name }: Place, own: OwnPorts, here: readonly string[]): boolean {
  if (own.anywhere.has(port)) return false;
  const forms = addressesIn(address);
  if (forms.some(isNeverAsked)) return false;
  if (name !== null && !isLocalhost(name) && forms.some(isLoopback)) return false;
  const isHere = forms.some((form) => isLoopback(form) || here.includes(form));
  return !isHere || !own.here.has(port);
}

/** Without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

const NEVER = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // RFC 1122 §3.2.1.3; connects to the machine itself
  ['169.254.0.0', 16], // RFC 3927, where most clouds keep their secrets
  ['100.100.100.200', 32], // Alibaba Cloud's metadata
  ['168.63.129.16', 32], // Azure's
  ['192.0.0.192', 32], // Oracle Cloud's
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NEVER.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['fe80::', 10], // RFC 4291 §2.5.6
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32], // AWS's metadata
  ['fd20:ce::254', 128], // Google Cloud's
  ['64:ff9b:1::', 48], // RFC 8215: which part of it is an IPv4 address, only its owner knows
  ['2001::', 32], // Teredo, likewise of no use to a provider
] as const)
  NEVER.addSubnet(network, prefix, 'ipv6');

function isNeverAsked(address: string): boolean {
  return NEVER.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Of an address, not of a name. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** RFC 6761 §6.3. */
export function isLocalhost(name: string): boolean {
  return /(^|\.)localhost\.?$/i.test(name);
}

/** The address as it is written canonically, and the IPv4 address that it stands for where it is one in another form. */
function addressesIn(address: string): readonly string[] {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) !== 6) return [plain];
  const canonical = hostOf(new URL(`http://[${plain}]/`));
  const embedded = embeddedIpv4(groupsOf(canonical));
  return embedded === null ? [canonical] : [canonical, embedded];
}

function embeddedIpv4(groups: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, , e = 0, f = 0, g = 0, h = 0] = groups;
  const zeros = (until: number) => groups.slice(0, until).every((group) => group === 0);
  const atTheEnd =
    (zeros(5) && (f === 0xffff || (f === 0 && (g !== 0 || h > 1)))) || // IPv4-mapped, -compatible (RFC 4291 §2.5.5)
    (zeros(4) && e === 0xffff && f === 0) || // IPv4-translated (RFC 2765 §2.1)
    (a === 0x64 && b === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) || // NAT64 (RFC 6052 §2.1)
    ((e === 0 || e === 0x200) && f === 0x5efe); // ISATAP (RFC 5214 §6.1)
  if (atTheEnd) return dotted(g, h);
  return a === 0x2002 ? dotted(b, c) : null; // 6to4 (RFC 3056 §2)
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Eight numbers of 16 bits. */
function groupsOf(canonical: string): readonly number[] {
  const [head = '', tail] = canonical.split('::');
  const read = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return read(head);
  const [before, after] = [read(head), read(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
