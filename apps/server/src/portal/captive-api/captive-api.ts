import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { readSettings } from '../../settings/read-settings.ts';
import { onlinePage, sentencePage } from '../pages/pages.ts';
import {
  addressOf,
  type PortalContext,
  type PortalEnv,
  readId,
  show,
  textsFor,
  VISIT_COOKIE,
} from '../portal-context.ts';
import type { PortalParts } from '../portal-parts.ts';
import { findVisit } from '../portal-visits.ts';
import { type CaptiveState, readCaptiveState } from './captive-state.ts';

/**
 * No machine has this address (RFC 5737 §3), so a phone that asks it by plain HTTP is asking its gateway, whatever its
 * make: who is not let through gets the way to the portal, with all that the gateway has to say.
 */
const ASK_THE_GATEWAY = 'http://192.0.2.1/';

/** A phone asks when it joins and when something changed. Many may stand behind one address. */
const ASKED_A_MINUTE_MAX = 300;

/**
 * Where phones ask whether they are let through (RFC 8908), at the address that their network told them (RFC 8910).
 * They are told their own state by their own address, and nothing of whose it is.
 */
export function captiveApi({ db, log, now }: PortalParts) {
  const app = new Hono<PortalEnv>();
  // Each answer looks through a router's open sessions, and anybody may ask.
  const asked = new RateLimiterMemory({ points: ASKED_A_MINUTE_MAX, duration: 60 });

  app.use('/captive/*', async (c, next) => {
    const { consumedPoints } = await asked.penalty(addressOf(c) ?? '', 1);
    if (consumedPoints > ASKED_A_MINUTE_MAX) return c.text('Asked too often; wait a minute.\n', 429);
    return next();
  });
  app.get('/captive', async (c) => {
    // RFC 8908 §4: by TLS alone; a state that travels in the clear could be anybody's word.
    if (!isByTls(c)) return c.text('This is answered by HTTPS only.\n', 404);
    const state = await stateOf(c);
    // RFC 8908 §5 has no word for "not known". Without an answer a phone looks for itself.
    if (state === null) return c.text('Nothing is known about whoever asks from there.\n', 404);
    const { portalPublicUrl } = await readSettings(db);
    const origin = portalPublicUrl?.startsWith('https:') ? portalPublicUrl : new URL(c.req.url).origin;
    const answer = describe(state, `${origin}/captive/portal?nas=${c.req.query('nas')}`);
    // RFC 8908 §4: no cache between may keep it; the whole portal says no-store.
    return c.body(JSON.stringify(answer), 200, { 'Content-Type': 'application/captive+json' });
  });

  /** The page for people (`user-portal-url`): by way of the gateway, which alone can say who stands there. */
  app.get('/captive/portal', async (c) => {
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    if (token !== '' && (await findVisit(db, token)) !== null) return c.redirect(`/v/${token}`, 303);
    const [state, texts] = [await stateOf(c), textsFor(c)];
    if (state === null) return show(c, sentencePage(texts, 'unknownGatewayTitle', 'unknownGatewayLead'), 404);
    return state.captive ? c.redirect(ASK_THE_GATEWAY, 303) : show(c, onlinePage(texts, null, null));
  });

  app.onError((error, c) => {
    log.error({ err: error }, 'the portal could not answer');
    if (!c.req.path.startsWith('/captive/portal')) return c.text('Ask again later.\n', 503);
    return show(c, sentencePage(textsFor(c), 'faultTitle', 'faultLead'), 500);
  });
  return app;

  async function stateOf(c: PortalContext): Promise<CaptiveState | null> {
    const [nasId, address] = [readId(c.req.query('nas')), addressOf(c)];
    return nasId === null || address === null ? null : readCaptiveState(db, nasId, address, now());
  }
}

/** RFC 8908 §5: what is left is told while it runs, and only where there is an end. */
function describe(state: CaptiveState, portal: string): Record<string, unknown> {
  if (state.captive) return { captive: true, 'user-portal-url': portal };
  const { secondsLeft, bytesLeft } = state;
  return {
    captive: false,
    'user-portal-url': portal,
    // It can be renewed in the portal by who is known there; who comes by this address, from a browser without our cookie, is not.
    'can-extend-session': false,
    ...(secondsLeft !== null && { 'seconds-remaining': secondsLeft }),
    ...(bytesLeft !== null && { 'bytes-remaining': bytesLeft }),
  };
}

function isByTls(c: PortalContext): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
