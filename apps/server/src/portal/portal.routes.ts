import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db } from '../db/open-database.ts';
import { removeDevice } from '../devices/remove-device.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import type { SecretBox } from '../secrets.ts';
import { readSettings } from '../settings/read-settings.ts';
import { accountCheck } from './check-account.ts';
import { readOverview, readOwnDevices, readRefusal } from './customer-overview.ts';
import { findPortalZone, readZoneGateways } from './find-portal-zone.ts';
import { type GatewayRedirect, readQuery, type RedirectQuery } from './gateways/gateway.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf, readRedirect } from './gateways/index.ts';
import { limitReached } from './limit-reached.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { packageEndedOf } from './package-ended.ts';
import type { Html } from './pages/frame.ts';
import {
  accountPage,
  devicesPage,
  handOverPage,
  onlinePage,
  refusedPage,
  sentencePage,
  waitingPage,
  welcomePage,
} from './pages/pages.ts';
import { openPortalLimits } from './portal-limits.ts';
import { lastTicket, makeTicket } from './portal-tickets.ts';
import {
  findReturnedVisit,
  findVisit,
  openVisit,
  proveVisit,
  renewRedirect,
  returnToken,
  setVisitLanguage,
  signOutEverywhere,
  type Visit,
} from './portal-visits.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { chooseLanguage, isLanguage } from './texts/languages.ts';
import { textsIn } from './texts/translate.ts';
import { waitForTicket } from './wait-for-ticket.ts';

export type PortalParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
};

type PortalEnv = { Bindings: Partial<HttpBindings> };
type PortalContext = Context<PortalEnv>;
type ProvedVisit = Visit & { readonly customerId: number };

const COOKIE = 'gatehouse_visit';
const COOKIE_SECONDS = 12 * 3600;
const BODY_BYTES_MAX = 16 * 1024;

/** Everything that a hotspot's visitor sees. A visit's secret token is in its address: cookies only help. */
export function portalRoutes(parts: PortalParts) {
  const { db, secretBox, randomBytes, now, log } = parts;
  const limits = openPortalLimits();
  const checkAccount = accountCheck(db, secretBox, randomBytes);

  const app = new Hono<PortalEnv>();
  app.use('*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => c.text('Too much.', 413) }));
  for (const path of ['/', '/hotspot/:gateway']) {
    app.get(path, (c) => enter(c, readQuery(new URL(c.req.url).searchParams)));
    app.post(path, async (c) => enter(c, await readForm(c)));
  }

  app.get('/v/:token', (c) =>
    inVisit(c, (visit, home) => (isProved(visit) ? ownPage(c, visit, home) : welcome(c, visit, home))),
  );
  app.get('/v/:token/login', (c) =>
    inVisit(c, (visit, home) => show(c, accountPage(textsIn(visit.language), home, NOTHING_TYPED))),
  );
  app.post('/v/:token/login', (c) => inVisit(c, (visit, home) => logIn(c, visit, home)));
  app.get('/v/:token/go', (c) => inProvedVisit(c, (visit, home) => handOver(c, visit, home)));
  app.get('/v/:token/devices', (c) => inProvedVisit(c, (visit, home) => ownPage(c, visit, home)));
  app.post('/v/:token/devices/:id/remove', (c) =>
    inProvedVisit(c, (visit, home) => removeOwnDevice(c, visit, home)),
  );
  app.post('/v/:token/sign-out', (c) => inProvedVisit(c, (visit) => signOut(c, visit)));
  app.get('/r/:token', (c) => afterGateway(c));
  app.post('/r/:token/again', (c) => beginAgain(c));

  app.notFound((c) => show(c, sentencePage(textsFor(c), 'unknownGatewayTitle', 'unknownGatewayLead'), 404));
  app.onError((error, c) => {
    log.error({ err: error }, 'the portal could not answer');
    return show(c, sentencePage(textsFor(c), 'faultTitle', 'faultLead'), 500);
  });
  return app;

  // Coming in -----------------------------------------------------------------------------------

  /** A gateway sent a browser: a new visit, or one that comes back from a login. */
  async function enter(c: PortalContext, query: RedirectQuery): Promise<Response> {
    const redirect = readRedirect(query);
    if (redirect === null) return enterWithoutGateway(c);
    const back = await findReturning(redirect);
    if (back !== null) {
      await renewRedirect(db, back.visit, redirect);
      return c.redirect(`/r/${back.token}`, 303);
    }
    const texts = textsFor(c);
    const sourceAddress = addressOf(c);
    const zoneId = await findPortalZone(db, {
      zoneId: readId(query.get('zone')),
      nasId: readId(query.get('nas')),
      nasName: redirect.nasName,
      serverName: redirect.serverName,
      sourceAddress,
    });
    if (zoneId === null) return show(c, sentencePage(texts, 'unknownZoneTitle', 'unknownZoneLead'), 404);
    if (!(await limits.takeVisit(sourceAddress ?? '')))
      return show(c, sentencePage(texts, 'busyTitle', 'busyLead'), 429);
    const { token } = await openVisit(db, randomBytes, {
      zoneId,
      redirect,
      language: texts.language,
      sourceAddress,
    });
    return c.redirect(`/v/${token}`, 303);
  }

  /** Someone opened the portal by hand: back to where they stood, if their browser remembers. */
  async function enterWithoutGateway(c: PortalContext): Promise<Response> {
    const token = getCookie(c, COOKIE) ?? '';
    if (token !== '' && (await findVisit(db, token)) !== null) return c.redirect(`/v/${token}`, 303);
    return show(c, sentencePage(textsFor(c), 'unknownGatewayTitle', 'unknownGatewayLead'), 404);
  }

  /** The address that we gave the gateway comes back as where the visitor wanted to go. */
  async function findReturning({ originalUrl }: GatewayRedirect) {
    const [, token] = /\/r\/([\w-]{43})$/.exec(originalUrl?.split('?')[0] ?? '') ?? [];
    if (token === undefined) return null;
    const visit = await findReturnedVisit(db, token);
    return visit === null ? null : { visit, token };
  }

  async function inVisit(
    c: PortalContext,
    answer: (visit: Visit, home: string) => Response | Promise<Response>,
  ): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const found = await findVisit(db, token);
    if (found === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const chosen = c.req.query('lang');
    const visit = isLanguage(chosen) ? { ...found, language: chosen } : found;
    if (visit.language !== found.language) await setVisitLanguage(db, visit.id, visit.language);
    // Where cookies are allowed, the address typed by hand leads back here.
    setCookie(c, COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: COOKIE_SECONDS });
    return answer(visit, `/v/${token}`);
  }

  function inProvedVisit(
    c: PortalContext,
    answer: (visit: ProvedVisit, home: string) => Response | Promise<Response>,
  ): Promise<Response> {
    return inVisit(c, (visit, home) => (isProved(visit) ? answer(visit, home) : c.redirect(home, 303)));
  }

  // Before the proof ----------------------------------------------------------------------------

  async function welcome(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const offered = await listOfferedPackages(db, visit.zoneId);
    const packageEnded = await packageEndedOf(db, visit.macHint);
    return show(
      c,
      welcomePage(textsIn(visit.language), home, { zoneName: visit.zoneName, offered, packageEnded }),
    );
  }

  async function logIn(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const form = await readForm(c);
    const [username, password] = [(form.get('username') ?? '').slice(0, 253), form.get('password') ?? ''];
    const guesser = [username.trim().toLowerCase(), addressOf(c) ?? '', visit.id] as const;
    const waitSeconds = await limits.takeGuess(...guesser);
    if (waitSeconds !== null) {
      const fault = texts.say('tooManyTries', { count: Math.ceil(waitSeconds / 60) });
      return show(c, accountPage(texts, home, { username, fault }), 429);
    }
    const customerId = await checkAccount(username, password);
    if (customerId === null) {
      return show(c, accountPage(texts, home, { username, fault: texts.say('wrongAccount') }), 422);
    }
    await limits.giveBack(...guesser);
    await proveVisit(db, visit.id, customerId);
    return c.redirect(await wayOnward(visit, customerId, home), 303);
  }

  /** After the proof: online at once, unless it is known already that the router will say no. */
  async function wayOnward(visit: Visit, customerId: number, home: string): Promise<string> {
    const { left } = await readOverview(db, customerId, now());
    if (left === null || !left.running) return `${home}/devices`;
    const limit = await limitReached(db, customerId, visit.macHint);
    return limit === null ? `${home}/go` : `${home}/devices`;
  }

  // After the proof -----------------------------------------------------------------------------

  async function handOver(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const { redirect } = visit;
    const gateway = gatewayOf(redirect);
    if (redirect.loginUrl === null || gateway === null) {
      return show(c, sentencePage(texts, 'unknownGatewayTitle', 'unknownGatewayLead'), 422);
    }
    const settings = await readZoneGateways(db, secretBox, visit.zoneId);
    if (!mayHandOverTo(redirect.loginUrl, settings.gatewayHosts)) {
      log.warn(
        { zone: visit.zoneName, host: new URL(redirect.loginUrl).host },
        'a gateway at an unknown address got no ticket',
      );
      const words = { host: new URL(redirect.loginUrl).host };
      return show(c, sentencePage(texts, 'strangeGatewayTitle', 'strangeGatewayLead', { words }), 422);
    }
    const ticket = await makeTicket(db, secretBox, randomBytes, visit);
    const returnUrl = `${await publicOrigin(c)}/r/${returnToken(home.slice('/v/'.length))}`;
    const url = gateway.handOver(redirect, ticket, returnUrl, settings);
    return show(c, handOverPage(texts, url ?? returnUrl));
  }

  async function ownPage(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const overview = await readOverview(db, visit.customerId, now());
    if (overview.left === null || !overview.left.running) {
      const sentence = refusalSentence(texts, 'no-subscription', overview.hasHadPackage);
      const offered = await listOfferedPackages(db, visit.zoneId);
      const onward = { url: `${home}/go`, label: texts.say('tryAgain') };
      return show(c, refusedPage(texts, { sentence, onward, offered }));
    }
    const devices = await readOwnDevices(db, visit.customerId);
    const ticket = await lastTicket(db, visit.id);
    const limit = await limitReached(db, visit.customerId, ticket?.usedMac ?? visit.macHint);
    const shown = {
      overview,
      devices,
      macHint: ticket?.usedMac ?? visit.macHint,
      limitReached: limit,
      now: now(),
    };
    return show(c, devicesPage(texts, home, shown));
  }

  async function removeOwnDevice(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const own = await readOwnDevices(db, visit.customerId);
    if (id !== null && own.some((device) => device.id === id)) {
      await applyChange(db, await customerActor(c, visit.customerId), (change) => removeDevice(change, id));
    }
    // A place was made for the device that waits; from the own page there is nowhere to go.
    const onward =
      c.req.query('then') === 'go' ? await wayOnward(visit, visit.customerId, home) : `${home}/devices`;
    return c.redirect(onward, 303);
  }

  async function signOut(c: PortalContext, visit: ProvedVisit): Promise<Response> {
    await signOutEverywhere(db, visit.customerId);
    setCookie(c, COOKIE, '', { path: '/', maxAge: 0 });
    return show(c, sentencePage(textsIn(visit.language), 'signedOutTitle', 'signedOutLead'));
  }

  // Coming back from the gateway ------------------------------------------------------------------

  /** Shows how it went. The address went through the gateway in the clear, so this page is nobody's own. */
  async function afterGateway(c: PortalContext): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const visit = await findReturnedVisit(db, token);
    const texts = visit === null ? textsFor(c) : textsIn(visit.language);
    if (visit === null || !isProved(visit))
      return show(c, sentencePage(texts, 'expiredTitle', 'expiredLead'), 404);
    const ticket = await waitForTicket(db, visit);
    const overview = await readOverview(db, visit.customerId, now());
    const home = await homeOf(c, visit);
    if (ticket.state === 'used') return show(c, onlinePage(texts, overview.left, home));
    if (ticket.state === 'waiting') return show(c, waitingPage(texts, `/r/${token}`));
    const reason = ticket.username === null ? null : await readRefusal(db, ticket.username);
    if (reason === 'device-limit-reached' && home !== null) return c.redirect(`${home}/devices`, 303);
    const sentence =
      reason === 'device-limit-reached'
        ? texts.say('limitTitle')
        : refusalSentence(texts, reason, overview.hasHadPackage);
    const again = { url: home === null ? `/r/${token}/again` : `${home}/go`, label: texts.say('tryAgain') };
    return show(c, refusedPage(texts, { sentence, onward: again, offered: null, byForm: home === null }));
  }

  /** A browser without cookies comes back without its proof: the same redirect, a new visit. */
  async function beginAgain(c: PortalContext): Promise<Response> {
    const visit = await findReturnedVisit(db, c.req.param('token') ?? '');
    if (visit === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const { zoneId, redirect, language } = visit;
    const { token } = await openVisit(db, randomBytes, {
      zoneId,
      redirect,
      language,
      sourceAddress: addressOf(c),
    });
    return c.redirect(`/v/${token}/login`, 303);
  }

  /** The visit's own address, if this browser has shown that it is this visit's. */
  async function homeOf(c: PortalContext, visit: Visit): Promise<string | null> {
    const token = getCookie(c, COOKIE) ?? '';
    const own = token === '' ? null : await findVisit(db, token);
    return own?.id === visit.id ? `/v/${token}` : null;
  }

  async function publicOrigin(c: PortalContext): Promise<string> {
    const { portalPublicUrl } = await readSettings(db);
    return portalPublicUrl ?? new URL(c.req.url).origin;
  }

  async function customerActor(c: PortalContext, customerId: number): Promise<Actor> {
    const { name } = await readOverview(db, customerId, now());
    return { kind: 'customer', id: customerId, name, role: null, sourceAddress: addressOf(c) };
  }
}

const NOTHING_TYPED = { username: '', fault: null };

function isProved(visit: Visit): visit is ProvedVisit {
  return visit.customerId !== null;
}

type PageStatus = 200 | 404 | 422 | 429 | 500;

async function show(c: PortalContext, page: Html, status: PageStatus = 200): Promise<Response> {
  return c.html(await page, status);
}

function textsFor(c: PortalContext) {
  return textsIn(chooseLanguage(c.req.header('Accept-Language')));
}

async function readForm(c: PortalContext): Promise<RedirectQuery> {
  const body = await c.req.parseBody();
  const texts = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return readQuery([...new URL(c.req.url).searchParams, ...texts]);
}

function readId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function addressOf(c: PortalContext): string | null {
  const address = c.env?.incoming?.socket.remoteAddress ?? null;
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}
