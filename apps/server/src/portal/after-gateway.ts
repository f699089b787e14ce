import { getCookie } from 'hono/cookie';
import { readOverview, readRefusal } from './customer-overview.ts';
import { packageFault } from './package-fault.ts';
import { onlinePage, refusedPage, sentencePage, waitingPage } from './pages/pages.ts';
import { addressOf, isProved, type PortalContext, show, textsFor, VISIT_COOKIE } from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket } from './portal-tickets.ts';
import { findReturnedVisit, findVisit, openVisit, readReturnToken, type Visit } from './portal-visits.ts';
import { gatewaySentence } from './gateways/gateway-words.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { hasRegisteredHere } from './register-visitor.ts';
import { textsIn } from './texts/translate.ts';
import { PATIENCE_AGAIN_MS, PATIENCE_MS, waitForTicket } from './wait-for-ticket.ts';

/** Where the gateway sends the browser after a login. */
export function openAfterGateway({ db, randomBytes, now }: PortalParts, limits: PortalLimits) {
  /** Shows how it went. The address went through the gateway in the clear, so this page is nobody's own. */
  async function afterGateway(c: PortalContext): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const landed = await findReturnedVisit(db, token);
    const visit = landed === null || isProved(landed) ? landed : await findBefore(landed);
    const texts = visit === null ? textsFor(c) : textsIn(visit.language);
    if (landed === null || visit === null || !isProved(visit))
      return show(c, sentencePage(texts, 'expiredTitle', 'expiredLead'), 404);
    c.set('look', visit.look);
    const patienceMs = c.req.query('again') === undefined ? PATIENCE_MS : PATIENCE_AGAIN_MS;
    const told = landed.id === visit.id ? visit : await readLanding(visit, landed);
    const ticket = await waitForTicket(db, told, patienceMs);
    const overview = await readOverview(db, visit.customerId, now());
    const home = await homeOf(c, landed);
    if (ticket.state === 'used') {
      const ownPage =
        home !== null ? { url: home, byForm: false } : { url: `/r/${token}/again?own=1`, byForm: true };
      return ticket.justUsed
        ? show(c, onlinePage(texts, overview.left, home === null ? null : ownPage))
        : show(c, onlinePage(texts, null, ownPage));
    }
    if (ticket.state === 'offline') {
      const onward = {
        url: home === null ? `/r/${token}/again` : `${home}/go`,
        label: texts.say('onlineAgain'),
        byForm: home === null,
      };
      return show(c, sentencePage(texts, 'offlineTitle', 'offlineLead', { onward }));
    }
    if (ticket.state === 'waiting') return show(c, waitingPage(texts, `/r/${token}?again=1`));
    const reason = ticket.username === null ? null : await readRefusal(db, ticket.username);
    const ownPageSays =
      reason === 'device-limit-reached' ||
      (reason !== null && reason === packageFault(overview.left, visit.zoneId));
    if (ownPageSays && home !== null) return c.redirect(`${home}/devices`, 303);
    const sentence =
      reason === 'device-limit-reached'
        ? texts.say('limitTitle')
        : reason === null
          ? gatewaySentence(texts, landed.redirect.reply)
          : refusalSentence(texts, reason, overview.hasHadPackage);
    const again = { url: home === null ? `/r/${token}/again` : `${home}/go`, label: texts.say('tryAgain') };
    return show(c, refusedPage(texts, { sentence, onward: again, byForm: home === null }));
  }

  /** Without its own token a browser comes back as somebody new: which login it comes back from, its redirect says. */
  async function findBefore({ redirect }: Visit): Promise<Visit | null> {
    const token = readReturnToken(redirect.originalUrl);
    return token === null ? null : findReturnedVisit(db, token);
  }

  /** A browser that came back through the gateway to where it had been: what is told now is told after that ticket. */
  async function readLanding(visit: Visit, { redirect }: Visit): Promise<Visit> {
    const ticket = await lastTicket(db, visit.id);
    return { ...visit, redirect, toldAfterTicket: ticket?.username ?? null };
  }

  /**
   * A browser without cookies comes back without its proof: the same redirect, a new visit. Whoever had proved to be somebody
   * by a number begins where numbers are asked for; whoever wants their own page logs in for that.
   */
  async function beginAgain(c: PortalContext): Promise<Response> {
    const visit = await findReturnedVisit(db, c.req.param('token') ?? '');
    if (visit === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const forOwnPage = c.req.query('own') !== undefined;
    const { zoneId, language } = visit;
    const redirect = forOwnPage ? { ...visit.redirect, outcome: 'online' as const } : visit.redirect;
    const sourceAddress = addressOf(c);
    if ((await limits.takeVisit(sourceAddress)) !== null)
      return show(c, sentencePage(textsIn(language), 'busyTitle', 'busyLead'), 429);
    const { token } = await openVisit(db, randomBytes, { zoneId, redirect, language, sourceAddress });
    const before = isProved(visit) ? visit : await findBefore(visit);
    const byNumber = !forOwnPage && before !== null && (await hasRegisteredHere(db, before.customerId));
    return c.redirect(byNumber ? `/v/${token}` : `/v/${token}/login`, 303);
  }

  /** The visit's own address, if this browser has shown that it is this visit's. */
  async function homeOf(c: PortalContext, visit: Visit): Promise<string | null> {
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    const own = token === '' ? null : await findVisit(db, token);
    return own?.id === visit.id ? `/v/${token}` : null;
  }

  return { afterGateway, beginAgain };
}
