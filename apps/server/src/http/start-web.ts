import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Listener, StartedRole, WebParts } from '../parts.ts';
import { buildAdminServer } from './admin-server.ts';
import { buildPortalServer } from './portal-server.ts';
import type { NasVendorChoice } from './api-parts.ts';

const ADMIN_FOLDER = fileURLToPath(new URL('../../../admin/dist', import.meta.url));

/** What the joining place adds to the web process. */
export type WebJoints = {
  readonly nasVendors: readonly NasVendorChoice[];
  readonly version: string;
  /** Where the built admin app lies; the default is its place in the repository. */
  readonly adminFolder?: string;
};

/** Opens the admin listener and the portal's. Throws what the socket says when the address cannot be had. */
export async function startWeb(parts: WebParts, joints: WebJoints): Promise<StartedRole> {
  const { db, secretBox, log, config, adminTls, clock } = parts;
  const { nasVendors, version, adminFolder = ADMIN_FOLDER } = joints;
  const app = await buildAdminServer(
    { db, secretBox, log, nasVendors, version, clock, now: clock.now, randomBytes },
    adminFolder,
  );
  const server = createAdaptorServer({
    fetch: app.fetch,
    ...(adminTls
      ? { createServer: createHttpsServer, serverOptions: { key: adminTls.key, cert: adminTls.cert } }
      : { createServer: createHttpServer }),
  });
  const portal = createAdaptorServer({
    fetch: buildPortalServer({ db, secretBox, log, now: clock.now, randomBytes }).fetch,
    createServer: createHttpServer,
  });
  const admin = await listen('admin', server, config.admin, adminTls ? 'https' : 'http');
  try {
    const opened = await listen('portal', portal, config.portal, 'http');
    return {
      listeners: [admin, opened],
      stop: async () => {
        await Promise.all([close(portal), close(server)]);
      },
    };
  } catch (error) {
    await close(server);
    throw error;
  }
}

type Address = { readonly address: string; readonly port: number };

async function listen(
  name: string,
  server: ServerType,
  { address, port }: Address,
  scheme: string,
): Promise<Listener> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, address, resolve);
  await promise;
  const opened = server.address();
  const openedPort = typeof opened === 'object' && opened !== null ? opened.port : port;
  const host = address.includes(':') ? `[${address}]` : address;
  return { name, address: `${scheme}://${host}:${openedPort}` };
}

const CLOSE_MS_MAX = 3000;

/** Lets running requests finish, and does not wait for idle connections. */
async function close(server: ServerType): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const timer = setTimeout(
    () => 'closeAllConnections' in server && server.closeAllConnections(),
    CLOSE_MS_MAX,
  );
  await promise;
  clearTimeout(timer);
}
