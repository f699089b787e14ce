import { fileURLToPath } from 'node:url';
import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { helpApp } from '../help/help-app.ts';
import { readinessText } from '../system/judge-readiness.ts';
import { buildAdminApi } from './admin-api.ts';
import { readAdminFiles } from './admin-files.ts';
import type { ApiEnv } from './api-env.ts';
import type { ApiParts } from './api-parts.ts';
import { believeProxies } from './believe-proxies.ts';
import { DOCS_STYLE, docsPage } from './docs-page.ts';
import { errorResponse, handleError } from './error-response.ts';
import { readinessCheck } from './health.ts';
import { openMetrics } from './metrics.ts';
import { describeApi } from './open-api.ts';

const DOCS_FOLDER = fileURLToPath(new URL('../../../../docs', import.meta.url));

/** Everything on the admin listener: health, metrics, the API with its docs, the handbook, and the admin app. */
export async function buildAdminServer(parts: ApiParts, adminFolder: string) {
  const metrics = openMetrics(parts.db, parts.now);
  const checkReadiness = readinessCheck(parts.db);
  const api = buildAdminApi(parts);
  const files = await readAdminFiles(adminFolder);

  const server = new Hono<ApiEnv>();
  server.use('*', metrics.observe);
  server.use('*', believeProxies(parts.adminProxies ?? []));
  server.use('*', strictHeaders(parts.adminStrictTransport ?? false));
  server.get('/healthz', (c) => c.text('ok\n'));
  server.get('/readyz', async (c) => {
    const readiness = await checkReadiness();
    return c.text(readinessText(readiness), readiness.ready ? 200 : 503);
  });
  server.get('/metrics', async (c) => {
    const { type, text } = await metrics.render();
    return c.body(text, 200, { 'Content-Type': type });
  });
  server.use('/api/*', neverStored);
  server.get('/api/docs', async (c) => c.html(await docsPage(await describeApi(api, parts.version))));
  server.get('/api/docs.css', (c) => c.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  server.route('/', helpApp({ log: parts.log, docsFolder: DOCS_FOLDER }));
  server.route('/', api);
  server.get('*', (c) => {
    const answer = c.req.path.startsWith('/api/') ? null : files.answer(c);
    return answer ?? errorResponse(c, { refused: 'no-such-route' });
  });
  server.notFound((c) => errorResponse(c, { refused: 'no-such-route' }));
  server.onError((error, c) => handleError(error, c, parts.log));
  return server;
}

/** Nothing but our own files runs, styles or is framed. */
function strictHeaders(strictTransport: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // A self-signed certificate under HSTS could never be clicked through.
    strictTransportSecurity: strictTransport && `max-age=${365 * 86_400}`,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}

/** Answers hold people's data and, once, a password. */
const neverStored: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  if (!c.res.headers.get('Cache-Control')?.startsWith('no-store'))
    c.res.headers.set('Cache-Control', 'no-store');
};
