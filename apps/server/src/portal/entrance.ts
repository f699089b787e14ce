import { getCookie } from 'hono/cookie';
import { readPortalLook } from '../hotspot-zones/portal-look.ts';
import { findPortalZone } from './find-portal-zone.ts';
import type { GatewayRedirect, RedirectQuery } from './gateways/gateway.ts';
import { readRedirect } from './gateways/index.ts';
import { sentencePage } from './pages/pages.ts';
import {
  addressOf,
  isProved,
  type PortalContext,
  type ProvedVisit,
  readId,
  show,
  textsFor,
  VISIT_COOKIE,
} from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket } from './portal-tickets.ts';
import {
  findReturnedVisit,
  findVisit,
  openVisit,
  readMacHint,
  readReturnToken,
  renewRedirect,
  returnToken,
} from './portal-visits.ts';
import { wasRemovedSince } from './removed-since.ts';
import { chooseLanguage } from './texts/languages.ts';
import { wayOnward } from './way-onward.ts';

/** Where browsers come in: sent by a gateway, or opened by hand. */
export function openEntrance({ db, randomBytes, now }: PortalParts, limits: PortalLimits) {
  /** A gateway sent a browser: a new visit, or one that comes back from a login. */
  async function enter(c: PortalContext, query: RedirectQuery): Promise<Response> {
    const redirect = readRedirect(query);
    if (redirect === null) return enterWithoutGateway(c);
    const back = await findReturning(redirect);
    const kept = await findKept(c, redirect);
    if (back !== null && kept?.visit.id === back.visit.id) {
      await renewRedirect(db, back.visit, redirect);
      return c.redirect(`/r/${back.token}`, 303);
    }
    // Whoever listened has that address too: by it one lands on the page that says how it went, and changes nothing.
    if (back !== null && redirect.outcome !== 'refused' && redirect.outcome !== 'not-yet')
      return c.redirect(`/r/${back.token}`, 303);
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
    if (kept?.visit.zoneId === zoneId) return goOn(c, kept.visit, `/v/${kept.token}`, redirect);
    if ((await limits.takeVisit(sourceAddress)) !== null)
      return show(c, sentencePage(texts, 'busyTitle', 'busyLead'), 429);
    const { languages, defaultLanguage } = await readPortalLook(db, zoneId);
    const language = chooseLanguage(c.req.header('Accept-Language'), languages, defaultLanguage);
    const { token } = await openVisit(db, randomBytes, { zoneId, redirect, language, sourceAddress });
    // The new visit knows where it comes back from (`originalUrl`), and begins again with what the gateway just told.
    if (back !== null) return c.redirect(`/r/${returnToken(token)}`, 303);
    return c.redirect(`/v/${token}${redirect.outcome === 'not-yet' ? '' : '/status'}`, 303);
  }

  /**
   * The visit that this browser proved before, if it is of this gateway and this phone as far as the gateway
   * says: whoever closed the window goes on where it stopped. Not if that phone was removed in it.
   */
  async function findKept(
    c: PortalContext,
    { gateway, loginUrl, mac }: GatewayRedirect,
  ): Promise<{ readonly visit: ProvedVisit; readonly token: string } | null> {
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    const visit = token === '' ? null : await findVisit(db, token);
    if (visit === null || !isProved(visit)) return null;
    const isSame =
      visit.redirect.gateway === gateway &&
      visit.redirect.loginUrl === loginUrl &&
      visit.macHint !== null &&
      visit.macHint.toLowerCase() === readMacHint(mac)?.toLowerCase();
    return isSame && !(await wasRemovedSince(db, visit)) ? { visit, token } : null;
  }

  /** By itself to the gateway, unless a ticket is on its way there: a gateway that says nothing must not be asked for ever. */
  async function goOn(c: PortalContext, visit: ProvedVisit, home: string, redirect: GatewayRedirect) {
    await renewRedirect(db, visit, redirect);
    if (redirect.outcome !== 'not-yet') return c.redirect(`${home}/status`, 303);
    const ticket = await lastTicket(db, visit.id);
    if (ticket !== null && ticket.usedMac === null && !ticket.expired) return c.redirect(home, 303);
    return c.redirect(await wayOnward(db, now(), { ...visit, redirect }, visit.customerId, home), 303);
  }

  /** Someone opened the portal by hand: back to where they stood, if their browser remembers. */
  async function enterWithoutGateway(c: PortalContext): Promise<Response> {
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    if (token !== '' && (await findVisit(db, token)) !== null) return c.redirect(`/v/${token}`, 303);
    return show(c, sentencePage(textsFor(c), 'unknownGatewayTitle', 'unknownGatewayLead'), 404);
  }

  /** The address that we gave the gateway comes back as where the visitor wanted to go. */
  async function findReturning({ originalUrl }: GatewayRedirect) {
    const token = readReturnToken(originalUrl);
    const visit = token === null ? null : await findReturnedVisit(db, token);
    return token === null || visit === null || !isProved(visit) ? null : { visit, token };
  }

  return { enter };
}
