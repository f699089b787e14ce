import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Db } from '../db/open-database.ts';
import { routerFilesApp } from '../nas/kit/router-files-app.ts';
import { paymentCallbacks } from '../payments/payment-callbacks.ts';
import { captiveApi } from '../portal/captive-api/captive-api.ts';
import type { PortalEnv } from '../portal/portal-context.ts';
import type { PortalParts } from '../portal/portal-parts.ts';
import { portalRoutes } from '../portal/portal.routes.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * The portal's listener: pages for strangers' phones, on a port of their own, so that walls can tell them apart.
 * `leadsToHttps`: this one is by plain HTTP, and there is another.
 */
export function buildPortalServer(parts: PortalParts, { leadsToHttps }: { leadsToHttps: boolean }) {
  const server = new Hono<PortalEnv>();
  server.use('*', portalHeaders());
  server.use('*', pageHeaders);
  server.get('/healthz', (c) => c.text('ok\n'));
  server.route('/', routerFilesApp(parts));
  server.route('/', paymentCallbacks(parts));
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
    // Without the database there is a page that says so, and nobody to be sent elsewhere.
    const settings = await readSettings(db).catch(() => null);
    const portalPublicUrl = settings?.portalPublicUrl ?? null;
    if (portalPublicUrl === null || !portalPublicUrl.startsWith('https:')) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`${portalPublicUrl}${pathname}${search}`, 307);
  };
}

/** Nothing is kept, but what says so itself. The only style is the one that the page was written with. */
const pageHeaders: MiddlewareHandler<PortalEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  headers.set('Content-Security-Policy', contentPolicy(c.get('styleHash') ?? "'none'"));
};

/** No script runs, no form goes elsewhere, our own logo is all that is fetched. The gateway is reached by a link, which may be plain http. */
function contentPolicy(styleHash: string): string {
  return `default-src 'none'; style-src ${styleHash}; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

function portalHeaders() {
  return secureHeaders({
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    // The login window opens us from the router's page.
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}
