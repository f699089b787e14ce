import { createServer, type Server } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import type { PortalTls } from '../config.ts';
import type { Listener } from '../parts.ts';
import type { PortalParts } from '../portal/portal-parts.ts';
import { type CertificateTrouble, keepCertificate, MODERN_TLS } from '../tls/certificate-files.ts';
import { close, listen } from './listen.ts';
import { buildPortalServer } from './portal-server.ts';

export type PortalHttps = {
  readonly listener: Listener;
  /** Now, instead of within a minute. True: another one is in use. */
  readonly lookForCertificate: () => Promise<boolean>;
  readonly certificateTrouble: () => CertificateTrouble | null;
  readonly stop: () => Promise<void>;
};

/**
 * The portal by HTTPS. A certificate that turns out to be broken while this runs stops nothing: the one before is used
 * on, and without any, nobody is answered until there is one.
 */
export async function openPortalHttps(
  parts: PortalParts,
  { listen: address, ...files }: PortalTls,
): Promise<PortalHttps> {
  const server = createAdaptorServer({
    fetch: buildPortalServer(parts, { leadsToHttps: false }).fetch,
    createServer,
    serverOptions: { ...MODERN_TLS },
  }) as Server;
  const kept = await keepCertificate(
    files,
    parts.now,
    (certificate) => {
      server.setSecureContext({ ...MODERN_TLS, ...certificate });
      parts.log.info({ certFile: files.certFile }, 'the portal’s certificate is in use');
    },
    (sentence) => parts.log.error(`The portal’s certificate needs a look: ${sentence}`),
  );
  try {
    const listener = await listen('portal-https', server, address, 'https');
    return {
      listener,
      lookForCertificate: kept.look,
      certificateTrouble: kept.trouble,
      stop: async () => {
        kept.stop();
        await close(server);
      },
    };
  } catch (error) {
    kept.stop();
    throw error;
  }
}
