import { createServer, type Server } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import type { ListenAddress } from '../config.ts';
import type { Listener } from '../parts.ts';
import {
  type CertificateFiles,
  type CertificateTrouble,
  keepCertificate,
  MODERN_TLS,
} from '../tls/certificate-files.ts';
import { close, listen } from './listen.ts';

export type HttpsListener = {
  readonly listener: Listener;
  /** Now, instead of within a minute. True: another one is in use. */
  readonly lookForCertificate: () => Promise<boolean>;
  readonly certificateTrouble: () => CertificateTrouble | null;
  readonly stop: () => Promise<void>;
};

export type HttpsOptions = {
  /** As the line that says "ready" names it. */
  readonly name: string;
  /** Whose certificate it is, in the log: 'portal'. */
  readonly whose: string;
  readonly address: ListenAddress;
  readonly files: CertificateFiles;
  readonly fetch: Parameters<typeof createAdaptorServer>[0]['fetch'];
  readonly now: () => number;
  readonly log: Logger;
  /** Before each look at the files: makes them, where they are ours to make. */
  readonly prepare?: () => Promise<unknown>;
};

/**
 * A listener by HTTPS. A certificate that turns out to be broken while this runs stops nothing: the one before is used
 * on, and without any, nobody is answered until there is one.
 */
export async function openHttps(options: HttpsOptions): Promise<HttpsListener> {
  const { name, whose, address, files, fetch, now, log, prepare } = options;
  const server = createAdaptorServer({ fetch, createServer, serverOptions: { ...MODERN_TLS } }) as Server;
  const kept = await keepCertificate(
    files,
    now,
    (certificate) => {
      server.setSecureContext({ ...MODERN_TLS, ...certificate });
      log.info({ certFile: files.certFile }, `the ${whose}’s certificate is in use`);
    },
    (sentence) => log.error(`The ${whose}’s certificate needs a look: ${sentence}`),
    prepare,
  );
  try {
    const listener = await listen(name, server, address, 'https');
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
