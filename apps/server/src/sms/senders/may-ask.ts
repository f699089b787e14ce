import { isIP } from 'node:net';

/** Addresses that no provider has: the machine's own link, where clouds keep their secrets. */
export function mayAsk(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return /^https?:$/.test(url.protocol) && !isLinkLocal(host) && url.username === '' && url.password === '';
}

/** 169.254.0.0/16 (RFC 3927), fe80::/10 (RFC 4291 §2.5.6), and the first written as IPv6. */
export function isLinkLocal(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('169.254.');
  return /^fe[89ab][0-9a-f]:/i.test(host) || /^::ffff:(169\.254\.|a9fe:)/i.test(host);
}
