import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import { removeDevice } from '../devices/remove-device.ts';
import { readSettings } from '../settings/read-settings.ts';
import { openAfterGateway } from './after-gateway.ts';
import { accountCheck } from './check-account.ts';
import { maybeSameDevice, readOverview, readOwnDevices } from './customer-overview.ts';
import { findPortalZone, readZoneGateways } from './find-portal-zone.ts';
import { type GatewayRedirect, readQuery, type RedirectQuery } from './gateways/gateway.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf, readRedirect } from './gateways/index.ts';
import { limitReached } from './limit-reached.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { hasPendingCode } from './portal-codes.ts';
import { packageEndedOf } from './package-ended.ts';
import {
  accountPage,
  devicesPage,
  handOverPage,
  refusedPage,
  sentencePage,
  welcomePage,
} from './pages/pages.ts';
import {
  addressOf,
  isProved,
  type PortalContext,
  type PortalEnv,
  type ProvedVisit,
  readForm,
  readId,
  show,
  textsFor,
  VISIT_COOKIE,
} from './portal-context.ts';
import { openPortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
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
import { openRegistration, readRegistration } from './registration.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { isLanguage } from './texts/languages.ts';
import { textsIn } from './texts/translate.ts';
import { claimTrial, takeFreePackage } from './take-free-package.ts';

const COOKIE_SECONDS = 12 * 3600;
const BODY_BYTES_MAX = 16 * 1024;

/** Everything that a hotspot's visitor sees. A visit's secret token is in its address: cookies only help. */
export function portalRoutes(parts: PortalParts) {
  const { db, secretBox, randomBytes, now, log } = parts;
  const limits = openPortalLimits();
  const checkAccount = accountCheck(db, secretBox, randomBytes);
  const registration = openRegistration(parts, limits);
  const returning = openAfterGateway(parts, limits);

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
  app.get('/v/:token/number', (c) => inVisit(c, (visit, home) => registration.askNumber(c, visit, home)));
  app.post('/v/:token/number', (c) => inVisit(c, (visit, home) => registration.takeNumber(c, visit, home)));
  app.get('/v/:token/code', (c) => inVisit(c, (visit, home) => registration.askCode(c, visit, home)));
  app.post('/v/:token/code', (c) => inVisit(c, (visit, home) => registration.takeCode(c, visit, home)));
  app.post('/v/:token/packages/:id', (c) => inProvedVisit(c, (visit, home) => takePackage(c, visit, home)));
  app.get('/v/:token/go', (c) => inProvedVisit(c, (visit, home) => handOver(c, visit, home)));
  app.get('/v/:token/devices', (c) => inProvedVisit(c, (visit, home) => ownPage(c, visit, home)));
  app.post('/v/:token/devices/:id/remove', (c) =>
    inProvedVisit(c, (visit, home) => removeOwnDevice(c, visit, home)),
  );
  app.post('/v/:token/devices/:id/continue', (c) =>
    inProvedVisit(c, (visit, home) => continueOwnDevice(c, visit, home)),
  );
  app.post('/v/:token/sign-out', (c) => inProvedVisit(c, (visit) => signOut(c, visit)));
  app.get('/r/:token', (c) => returning.afterGateway(c));
  app.post('/r/:token/again', (c) => returning.beginAgain(c));

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
    const token = getCookie(c, VISIT_COOKIE) ?? '';
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
    setCookie(c, VISIT_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: COOKIE_SECONDS });
    return answer(visit, `/v/${token}`);
  }

  function inProvedVisit(
    c: PortalContext,
    answer: (visit: ProvedVisit, home: string) => Response | Promise<Response>,
  ): Promise<Response> {
    return inVisit(c, (visit, home) => (isProved(visit) ? answer(visit, home) : c.redirect(home, 303)));
  }

  // Before the proof ----------------------------------------------------------------------------

  /** Whoever closed the window to read a message comes back to the code. */
  async function welcome(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    if (await hasPendingCode(db, visit)) return c.redirect(`${home}/code`, 303);
    const offered = await listOfferedPackages(db, visit.zoneId);
    const packageEnded = await packageEndedOf(db, visit.macHint);
    const mayRegister = (await readRegistration(db, visit.zoneId)).registration !== 'off';
    const { zoneName, language } = visit;
    return show(c, welcomePage(textsIn(language), home, { zoneName, offered, packageEnded, mayRegister }));
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

  async function handOver(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    continuesDeviceId: number | null = null,
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    const { redirect } = visit;
    const gateway = gatewayOf(redirect);
    if (redirect.loginUrl === null || gateway === null) {
      return show(c, sentencePage(texts, 'unknownGatewayTitle', 'unknownGatewayLead'), 422);
    }
    if (!(await claimTrial(db, visit.customerId, visit.macHint))) {
      const sentence = texts.say('trialUsed');
      const onward = { url: home, label: texts.say('back') };
      return show(c, refusedPage(texts, { sentence, onward }), 422);
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
    const ticket = await makeTicket(db, secretBox, randomBytes, visit, continuesDeviceId);
    const returnUrl = `${await publicOrigin(c)}/r/${returnToken(home.slice('/v/'.length))}`;
    const url = gateway.handOver(redirect, ticket, returnUrl, settings);
    return show(c, handOverPage(texts, url ?? returnUrl));
  }

  async function ownPage(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    fault: string | null = null,
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    const overview = await readOverview(db, visit.customerId, now());
    if (overview.left === null || !overview.left.running) {
      const sentence = fault ?? refusalSentence(texts, 'no-subscription', overview.hasHadPackage);
      const packages = { offered: await listOfferedPackages(db, visit.zoneId), home };
      const onward = { url: `${home}/go`, label: texts.say('tryAgain') };
      return show(c, refusedPage(texts, { sentence, onward, packages }), fault === null ? 200 : 422);
    }
    const devices = await readOwnDevices(db, visit.customerId);
    const ticket = await lastTicket(db, visit.id);
    const limit = await limitReached(db, visit.customerId, ticket?.usedMac ?? visit.macHint);
    const shown = {
      overview,
      devices,
      macHint: ticket?.usedMac ?? visit.macHint,
      limitReached: limit,
      maybeThis: maybeSameDevice(devices, visit.macHint),
      online: ticket !== null && devices.some(({ mac }) => mac === ticket.usedMac),
      now: now(),
    };
    return show(c, devicesPage(texts, home, shown));
  }

  async function takePackage(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const actor = await customerActor(c, visit.customerId);
    const taken = id === null ? 'not-offered' : await takeFreePackage(db, visit, id, actor);
    if (taken === 'trial-used') {
      return ownPage(c, visit, home, textsIn(visit.language).say('trialUsed'));
    }
    return c.redirect(await wayOnward(visit, visit.customerId, home), 303);
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

  /** Rule 14: the visitor says that this is a device of theirs; whether it can be is judged again at the login. */
  async function continueOwnDevice(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const maybeThis = maybeSameDevice(await readOwnDevices(db, visit.customerId), visit.macHint);
    const isOne = id !== null && maybeThis.some((device) => device.id === id);
    return isOne ? handOver(c, visit, home, id) : c.redirect(`${home}/devices`, 303);
  }

  async function signOut(c: PortalContext, visit: ProvedVisit): Promise<Response> {
    await signOutEverywhere(db, visit.customerId);
    setCookie(c, VISIT_COOKIE, '', { path: '/', maxAge: 0 });
    return show(c, sentencePage(textsIn(visit.language), 'signedOutTitle', 'signedOutLead'));
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
