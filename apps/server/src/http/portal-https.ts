import type { PortalTls } from '../config.ts';
import type { PortalParts } from '../portal/portal-parts.ts';
import { type HttpsListener, openHttps } from './https-listener.ts';
import { buildPortalServer } from './portal-server.ts';

/** The portal by HTTPS, under the certificate that an operator named. */
export function openPortalHttps(
  parts: PortalParts,
  { listen: address, ...files }: PortalTls,
): Promise<HttpsListener> {
  const { fetch } = buildPortalServer(parts, { leadsToHttps: false });
  const { now, log } = parts;
  return openHttps({ name: 'portal-https', whose: 'portal', address, files, fetch, now, log });
}
