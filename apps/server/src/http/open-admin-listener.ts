import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import { type Config, isLoopback } from '../config.ts';
import { loadCertificate, selfSignedFiles } from '../tls/load-certificate.ts';
import { type HttpsListener, type HttpsOptions, openHttps } from './https-listener.ts';
import { close, listen } from './listen.ts';

export type AdminListenerParts = {
  readonly config: Pick<Config, 'admin' | 'adminTls' | 'dataFolder'>;
  readonly fetch: HttpsOptions['fetch'];
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * The admin's listener: by HTTPS under the certificate that was named; off loopback without one under a self-signed one,
 * made here and renewed before it ends, for passwords never travel in the clear; on loopback by plain HTTP.
 */
export async function openAdminListener(parts: AdminListenerParts): Promise<HttpsListener> {
  const { config, fetch, now, log } = parts;
  const { admin: address, adminTls, dataFolder } = config;
  const https = { name: 'admin', whose: 'admin', address, fetch, now, log };
  if (adminTls !== null) return openHttps({ ...https, files: adminTls });
  if (!isLoopback(address)) {
    const prepare = () => loadCertificate(dataFolder, new Date(now()));
    return openHttps({ ...https, files: selfSignedFiles(dataFolder), prepare });
  }
  const server = createAdaptorServer({ fetch, createServer });
  const listener = await listen('admin', server, address, 'http');
  return {
    listener,
    lookForCertificate: () => Promise.resolve(false),
    certificateTrouble: () => null,
    stop: () => close(server),
  };
}
