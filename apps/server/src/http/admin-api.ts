import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accessLogRoutes } from '../access-log/access-log.routes.ts';
import { auditLogRoutes } from '../audit-log/audit-log.routes.ts';
import { bindingChecksRoutes } from '../binding-checks/binding-checks.routes.ts';
import { clockRoutes } from '../system/clock.routes.ts';
import { customerExportRoutes } from '../customers/export/export.routes.ts';
import { customersRoutes } from '../customers/customers.routes.ts';
import { situationRoutes } from '../customers/situation/situation.routes.ts';
import { blockedMacsRoutes } from '../devices/blocked/blocked-macs.routes.ts';
import { bulkRoutes } from '../devices/bulk/bulk.routes.ts';
import { exportRoutes } from '../devices/export/export.routes.ts';
import { unrecognisedRoutes } from '../devices/unrecognised/unrecognised.routes.ts';
import { devicesRoutes } from '../devices/devices.routes.ts';
import { devicePageRoutes } from '../devices/page/device-page.routes.ts';
import { sameDevicesRoutes } from '../devices/same/same-devices.routes.ts';
import { swapRoutes } from '../devices/swap/swap.routes.ts';
import { undoRoutes } from '../devices/undo/undo.routes.ts';
import { dynamicAuthorizationRoutes } from '../dynamic-authorization/dynamic-authorization.routes.ts';
import { demandSomebody, onlyForSomebody } from '../db/reach/reach.ts';
import { makePlaces } from '../export/places.ts';
import { explainRoutes } from '../explain/explain.routes.ts';
import { gettingStartedRoutes } from '../getting-started/getting-started.routes.ts';
import { homeRoutes } from '../home/home.routes.ts';
import { hotspotOverviewRoutes } from '../hotspot-overview/hotspot-overview.routes.ts';
import { hotspotZonesRoutes } from '../hotspot-zones/hotspot-zones.routes.ts';
import { waitingDevicesRoutes } from '../hotspot-zones/waiting-devices.routes.ts';
import { nasRoutes } from '../nas/nas.routes.ts';
import { routerKitRoutes } from '../nas/kit/router-kit.routes.ts';
import { IMPORT_BODY_BYTES_MAX } from '../imports/imports.schemas.ts';
import { importsRoutes } from '../imports/imports.routes.ts';
import { liveRoutes } from '../live/live.routes.ts';
import { reachRoutes } from '../operators/reach/reach.routes.ts';
import { apiTokensRoutes } from '../operators/api-tokens/api-tokens.routes.ts';
import { mailRoutes } from '../mail/mail.routes.ts';
import { meRoutes } from '../operators/me.routes.ts';
import { operatorsRoutes } from '../operators/operators.routes.ts';
import { forgottenPasswordRoutes } from '../operators/password-links/forgotten-password.routes.ts';
import { passwordLinkRoutes } from '../operators/password-links/password-links.routes.ts';
import { signInRoutes } from '../operators/sign-in.routes.ts';
import { twoFactorRoutes } from '../operators/two-factor/two-factor.routes.ts';
import { paymentMethodsRoutes } from '../payments/payment-methods.routes.ts';
import { paymentsRoutes } from '../payments/payments.routes.ts';
import { portalPreviewRoutes } from '../portal/portal-preview.routes.ts';
import { reviewRoutes } from '../review/review.routes.ts';
import { salesRoutes } from '../sales/sales.routes.ts';
import { servicePackagesRoutes } from '../service-packages/service-packages.routes.ts';
import { savedViewsRoutes } from '../saved-views/saved-views.routes.ts';
import { searchRoutes } from '../search/search.routes.ts';
import { sessionsRoutes } from '../sessions/sessions.routes.ts';
import { settingsRoutes } from '../settings/settings.routes.ts';
import { smsRoutes } from '../sms/sms.routes.ts';
import { renewalRoutes } from '../subscriptions/renewal/renewal.routes.ts';
import { subscriptionsRoutes } from '../subscriptions/subscriptions.routes.ts';
import { systemRoutes } from '../system/system.routes.ts';
import { vouchersRoutes } from '../vouchers/vouchers.routes.ts';
import { webhooksRoutes } from '../webhooks/webhooks.routes.ts';
import type { ApiEnv } from './api-env.ts';
import { ANSWER_MS_MAX, type ApiParts } from './api-parts.ts';
import { errorResponse, handleError } from './error-response.ts';
import { describeApi, openApiRoutes } from './open-api.ts';
import { declarationOf } from './require-permission.ts';
import { findCaller } from './require-sign-in.ts';

export const API_PATH = '/api/v1';
/** Each holds a connection to the database for as long as it lasts. */
const EXPORTS_AT_ONCE_MAX = 2;
const BODY_BYTES_MAX = 256 * 1024;

/** The API that operators, their scripts and the admin app use. To add a thing: one line here. */
export function buildAdminApi(given: ApiParts) {
  const parts: ApiParts = {
    ...given,
    db: onlyForSomebody(given.db),
    explainLogin: (question) => {
      demandSomebody();
      return given.explainLogin(question);
    },
  };
  const frame = new Hono<ApiEnv>().basePath(API_PATH);
  frame.use('*', limitBody());
  frame.use('*', onlyJson());
  frame.use('*', answerInTime(parts.answerMsMax ?? ANSWER_MS_MAX));
  frame.use('*', findCaller(given.db));

  const takeExportPlace = makePlaces(EXPORTS_AT_ONCE_MAX);
  const describe = onceOnly(() => describeApi(frame, parts.version));

  const api = frame
    .route('/', signInRoutes(parts))
    .route('/', passwordLinkRoutes(parts))
    .route('/', forgottenPasswordRoutes(parts))
    .route('/', meRoutes(parts))
    .route('/', twoFactorRoutes(parts))
    .route('/', operatorsRoutes(parts))
    .route('/', reachRoutes(parts))
    .route('/', apiTokensRoutes(parts))
    .route('/', customerExportRoutes(parts, takeExportPlace))
    .route('/', customersRoutes(parts))
    .route('/', situationRoutes(parts))
    .route('/', bulkRoutes(parts))
    .route('/', exportRoutes(parts, takeExportPlace))
    .route('/', devicesRoutes(parts))
    .route('/', devicePageRoutes(parts))
    .route('/', sameDevicesRoutes(parts))
    .route('/', swapRoutes(parts))
    .route('/', undoRoutes(parts))
    .route('/', blockedMacsRoutes(parts))
    .route('/', searchRoutes(parts))
    .route('/', unrecognisedRoutes(parts))
    .route('/', importsRoutes(parts))
    .route('/', reviewRoutes(parts))
    .route('/', bindingChecksRoutes(parts))
    .route('/', subscriptionsRoutes(parts))
    .route('/', renewalRoutes(parts))
    .route('/', servicePackagesRoutes(parts))
    .route('/', paymentsRoutes(parts))
    .route('/', paymentMethodsRoutes(parts))
    .route('/', salesRoutes(parts))
    .route('/', vouchersRoutes(parts))
    .route('/', hotspotZonesRoutes(parts))
    .route('/', waitingDevicesRoutes(parts))
    .route('/', hotspotOverviewRoutes(parts))
    .route('/', portalPreviewRoutes(parts))
    .route('/', nasRoutes(parts))
    .route('/', routerKitRoutes(parts))
    .route('/', homeRoutes(parts))
    .route('/', gettingStartedRoutes(parts))
    .route('/', liveRoutes(parts))
    .route('/', sessionsRoutes(parts))
    .route('/', dynamicAuthorizationRoutes(parts))
    .route('/', accessLogRoutes(parts))
    .route('/', auditLogRoutes(parts, takeExportPlace))
    .route('/', explainRoutes(parts))
    .route('/', systemRoutes(parts))
    .route('/', clockRoutes(parts))
    .route('/', savedViewsRoutes(parts))
    .route('/', settingsRoutes(parts))
    .route('/', smsRoutes(parts))
    .route('/', mailRoutes(parts))
    .route('/', webhooksRoutes(parts))
    .route('/', openApiRoutes(describe));

  api.onError((error, c) => handleError(error, c, parts.log));
  refuseUndeclaredRoutes(api);
  return api;
}

/** For the typed client: `hc<AdminApi>(…)`. */
export type AdminApi = ReturnType<typeof buildAdminApi>;

/** The same promise for everyone who asks. */
function onceOnly<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** What the database does not answer in time is refused; nobody knows then whether a change was stored. */
function answerInTime(ms: number): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(resolve, ms, 'late');
    const outcome = await Promise.race([next(), late]).finally(() => clearTimeout(timer));
    if (outcome !== 'late') return;
    const refused = c.req.method === 'GET' ? 'database-away' : 'database-slow';
    c.res = errorResponse(c, { refused, ...(refused === 'database-away' && { message: SLOW_READ }) });
  };
}

const SLOW_READ =
  'The database did not answer in time. Try again in a moment; RADIUS processes that are running go on from memory.';

/** Files come in by one route; nothing else is as large. */
function limitBody(): MiddlewareHandler<ApiEnv> {
  const limit = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => errorResponse(c, { refused: 'body-too-large' }) });
  const usual = limit(BODY_BYTES_MAX);
  const ofFiles = limit(IMPORT_BODY_BYTES_MAX);
  return (c, next) => (c.req.path === `${API_PATH}/import-batches` ? ofFiles(c, next) : usual(c, next));
}

/** A form that another site makes a browser send is never JSON. */
function onlyJson(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const type = c.req.header('Content-Type');
    const hasBody = type !== undefined && c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (hasBody && !/^application\/json\s*(;|$)/i.test(type))
      return errorResponse(c, { refused: 'bad-json' });
    return next();
  };
}

/** A route without a declared permission would be open to all: better not to start. */
function refuseUndeclaredRoutes(api: Hono<ApiEnv>): void {
  const declared = new Set(api.routes.filter(({ handler }) => declarationOf(handler)).map(routeName));
  const naked = api.routes.filter((route) => route.method !== 'ALL' && !declared.has(routeName(route)));
  if (naked[0]) throw new Error(`${routeName(naked[0])} declares no permission.`);
}

function routeName({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
