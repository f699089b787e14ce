import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { routerFilesApp } from '../nas/kit/router-files-app.ts';
import { STYLE_HASH } from '../portal/pages/frame.ts';
import type { PortalParts } from '../portal/portal-parts.ts';
import { portalRoutes } from '../portal/portal.routes.ts';

/** The portal's listener: pages for strangers' phones, on a port of their own, so that walls can tell them apart. */
export function buildPortalServer(parts: PortalParts) {
  const server = new Hono();
  server.use('*', portalHeaders());
  server.use('*', async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  server.get('/healthz', (c) => c.text('ok\n'));
  server.route('/', routerFilesApp(parts));
  server.route('/', portalRoutes(parts));
  return server;
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
