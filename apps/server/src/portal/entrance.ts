import { getCookie } from 'hono/cookie';
import { readPortalLook } from '../hotspot-zones/portal-look.ts';
import { findPortalZone } from './find-portal-zone.ts';
import type { GatewayRedirect, RedirectQuery } from './gateways/gateway.ts';
import { readRedirect } from './gateways/index.ts';
import { sentencePage } from './pages/pages.ts';
import { addressOf, type PortalContext, readId, show, textsFor, VISIT_COOKIE } from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { findReturnedVisit, findVisit, openVisit, renewRedirect } from './portal-visits.ts';
import { chooseLanguage } from './texts/languages.ts';

/** Where browsers come in: sent by a gateway, or opened by hand. */
export function openEntrance({ db, randomBytes }: PortalParts, limits: PortalLimits) {
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
    if ((await limits.takeVisit(sourceAddress)) !== null)
      return show(c, sentencePage(texts, 'busyTitle', 'busyLead'), 429);
    const { languages, defaultLanguage } = await readPortalLook(db, zoneId);
    const language = chooseLanguage(c.req.header('Accept-Language'), languages, defaultLanguage);
    const { token } = await openVisit(db, randomBytes, { zoneId, redirect, language, sourceAddress });
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

  return { enter };
}
