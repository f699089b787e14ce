import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { openLiveHub } from '../live/live-hub.ts';
import type { Listener, StartedRole, WebParts } from '../parts.ts';
import { openProviderIo } from '../payments/providers/open-provider-io.ts';
import { buildAdminServer } from './admin-server.ts';
import type { ApiParts, NasVendorChoice } from './api-parts.ts';
import { close, listen } from './listen.ts';
import { buildPortalServer } from './portal-server.ts';
import { ownPortsOf } from './own-ports.ts';
import type { HttpsListener } from './https-listener.ts';
import { openAdminListener } from './open-admin-listener.ts';
import { openPortalHttps } from './portal-https.ts';

const ADMIN_FOLDER = fileURLToPath(new URL('../../../admin/dist', import.meta.url));

/** What the joining place adds to the web process. */
export type WebJoints = {
  readonly nasVendors: readonly NasVendorChoice[];
  readonly explainLogin: ApiParts['explainLogin'];
  readonly version: string;
  /** Where the built admin app lies; the default is its place in the repository. */
  readonly adminFolder?: string;
};

/** Opens the admin listener and the portal's. Throws what the socket says when an address cannot be had. */
export async function startWeb(parts: WebParts, joints: WebJoints): Promise<StartedRole> {
  const { db, secretBox, log, config, clock } = parts;
  const { nasVendors, explainLogin, version, adminFolder = ADMIN_FOLDER } = joints;
  let admin: HttpsListener | null = null;
  let portalHttps: HttpsListener | null = null;
  const adminCertificate = () => admin?.certificateTrouble() ?? null;
  const portalCertificate = () => portalHttps?.certificateTrouble() ?? null;
  const listeners: Listener[] = [];
  const ownPorts = () => ownPortsOf(listeners, config.databaseUrl);
  const now = clock.now;
  const providerIo = openProviderIo({ ownPorts, now });
  const live = openLiveHub({ db, log, now });
  const app = await buildAdminServer(
    {
      db,
      secretBox,
      log,
      nasVendors,
      explainLogin,
      live,
      version,
      clock,
      now,
      randomBytes,
      ownPorts,
      providerIo,
      portalCertificate,
      adminCertificate,
      adminProxies: config.adminProxies,
      adminStrictTransport: config.adminTls !== null || config.adminProxies.length > 0,
    },
    adminFolder,
  );
  const portalParts = { db, secretBox, log, now, randomBytes, ownPorts, providerIo };
  const portal = createAdaptorServer({
    fetch: buildPortalServer(portalParts, { leadsToHttps: config.portalTls !== null }).fetch,
    createServer,
  });
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    // A stream would hold its listener open.
    live.stop();
    await Promise.all(undo.map((step) => step()));
  };
  try {
    admin = await openAdminListener({ config, fetch: app.fetch, now, log });
    listeners.push(admin.listener);
    undo.push(admin.stop);
    listeners.push(await listen('portal', portal, config.portal, 'http'));
    undo.push(() => close(portal));
    if (config.portalTls !== null) {
      portalHttps = await openPortalHttps(portalParts, config.portalTls);
      listeners.push(portalHttps.listener);
      undo.push(portalHttps.stop);
    }
    return { listeners, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
