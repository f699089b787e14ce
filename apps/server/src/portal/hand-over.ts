import { readZoneGateways } from './find-portal-zone.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf } from './gateways/index.ts';
import { handOverPage, refusedPage, sentencePage } from './pages/pages.ts';
import { type PortalContext, type ProvedVisit, show } from './portal-context.ts';
import type { PortalParts } from './portal-parts.ts';
import { makeTicket } from './portal-tickets.ts';
import { returnToken } from './portal-visits.ts';
import { publicOrigin } from './public-origin.ts';
import { mayUseTrial } from './take-free-package.ts';
import { textsIn } from './texts/translate.ts';

export type HandOver = {
  /** The visit's own. */
  readonly token: string;
  /** Where a page that says no leads back to; `null`: the browser does not know the visit's address, and is not told. */
  readonly back: string | null;
  /** The customer's device that this one is, with a new private address, as they say. */
  readonly continuesDeviceId?: number | null;
};

/** Takes a browser to the gateway with a ticket, or says why not. */
export function openHandOver({ db, secretBox, randomBytes, log }: PortalParts) {
  return async (
    c: PortalContext,
    visit: ProvedVisit,
    { token, back, continuesDeviceId = null }: HandOver,
  ): Promise<Response> => {
    const texts = textsIn(visit.language);
    const { redirect } = visit;
    const gateway = gatewayOf(redirect);
    if (redirect.loginUrl === null || gateway === null) {
      return show(c, sentencePage(texts, 'unknownGatewayTitle', 'unknownGatewayLead'), 422);
    }
    if (visit.macHint === null) {
      return show(c, sentencePage(texts, 'unknownGatewayTitle', 'noDeviceLead'), 422);
    }
    if (!(await mayUseTrial(db, visit.customerId, visit.macHint))) {
      const sentence = texts.say('trialUsed');
      const onward = back === null ? null : { url: back, label: texts.say('back') };
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
    const ticket = await makeTicket(
      db,
      secretBox,
      randomBytes,
      { ...visit, macHint: visit.macHint },
      continuesDeviceId,
    );
    const returnUrl = `${await publicOrigin(db, c)}/r/${returnToken(token)}`;
    const url = gateway.handOver(redirect, ticket, returnUrl, settings);
    return show(c, handOverPage(texts, url ?? returnUrl));
  };
}

/** Of the visit's own address. */
export function tokenOf(home: string): string {
  return home.slice('/v/'.length);
}
