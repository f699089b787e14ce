import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Db } from '../db/open-database.ts';
import { routerFilesApp } from '../nas/kit/router-files-app.ts';
import { captiveApi } from '../portal/captive-api/captive-api.ts';
import { STYLE_HASH } from '../portal/pages/frame.ts';
import type { PortalParts } from '../portal/portal-parts.ts';
import { portalRoutes } from '../portal/portal.routes.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * The portal's listener: pages for strangers' phones, on a port of their own, so that walls can tell them apart.
 * `leadsToHttps`: this one is by plain HTTP, and there is another.
 */
export function buildPortalServer(parts: PortalParts, { leadsToHttps }: { leadsToHttps: boolean }) {
  const server = new Hono();
  server.use('*', portalHeaders());
  server.use('*', async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  server.get('/healthz', (c) => c.text('ok\n'));
  server.route('/', routerFilesApp(parts));
  if (leadsToHttps) server.use('*', toHttps(parts.db));
  server.route('/', captiveApi(parts));
  server.route('/', portalRoutes(parts));
  return server;
}

/**
 * A password is typed under HTTPS, wherever an older router's page leads. As soon as the public address says so: until
 * then nobody knows a name that the certificate is good for.
 */
function toHttps(db: Db): MiddlewareHandler {
  return async (c, next) => {
    const { portalPublicUrl } = await readSettings(db);
    if (portalPublicUrl === null || !portalPublicUrl.startsWith('https:')) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`${portalPublicUrl}${pathname}${search}`, 307);
  };
}

/** No script runs, nothing is fetched, no form goes elsewhere. The gateway is reached by a link, which may be plain http. */
function portalHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [STYLE_HASH],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    // The login window opens us from the router's page.
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}
