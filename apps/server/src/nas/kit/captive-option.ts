import { isIP } from 'node:net';

/** RFC 8910 §2.1: the DHCP option by which a network says where its captive portal can be asked. */
export const CAPTIVE_OPTION_CODE = 114;

/**
 * Where phones behind this router ask whether they are let through (RFC 8908); `null`: nowhere. By TLS alone, and at a
 * name, for a certificate is to be good for it (RFC 8910 §2).
 */
export function captiveApiUrl(portalUrl: string | null, routerId: string): string | null {
  const url = portalUrl === null ? null : URL.parse(portalUrl);
  if (url === null || url.protocol !== 'https:') return null;
  return isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? `${url.origin}/captive?nas=${routerId}` : null;
}
