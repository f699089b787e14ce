import { readZoneGateways } from './find-portal-zone.ts';
import { gatewaySentence } from './gateways/gateway-words.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf } from './gateways/index.ts';
import { alreadyOnlinePage, refusedPage, sentencePage } from './pages/pages.ts';
import { isProved, type PortalContext, show } from './portal-context.ts';
import type { PortalParts } from './portal-parts.ts';
import type { Visit } from './portal-visits.ts';
import { textsIn } from './texts/translate.ts';

/** What a gateway tells by itself: that a phone is online, is not any more, or that something went wrong. */
export function openGatewayStatus({ db, secretBox }: PortalParts) {
  /** Nobody is proved by it, so nothing on it is anybody's own. */
  async function showStatus(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const { redirect } = visit;
    if (redirect.outcome === 'online') {
      const ownUrl = `${home}/${isProved(visit) ? 'devices' : 'login'}`;
      const logoutUrl = await trusted(visit, redirect.logoutUrl);
      return show(c, alreadyOnlinePage(texts, home, { ownUrl, logoutUrl }));
    }
    if (redirect.outcome === 'logged-out') {
      // The gateway brings the browser back with what a login needs.
      const again = await trusted(visit, gatewayOf(redirect)?.loginPage(redirect) ?? null);
      const onward = { url: again ?? home, label: texts.say('onlineAgain') };
      return show(c, sentencePage(texts, 'offlineTitle', 'offlineLead', { onward }));
    }
    if (redirect.outcome !== 'refused') return c.redirect(home, 303);
    const onward = { url: home, label: texts.say('tryAgain') };
    return show(c, refusedPage(texts, { sentence: gatewaySentence(texts, redirect.reply), onward }));
  }

  /** The same addresses as a ticket may go to; others are not led to. */
  async function trusted(visit: Visit, url: string | null): Promise<string | null> {
    if (url === null) return null;
    const { gatewayHosts } = await readZoneGateways(db, secretBox, visit.zoneId);
    return mayHandOverTo(url, gatewayHosts) ? url : null;
  }

  return { showStatus };
}
