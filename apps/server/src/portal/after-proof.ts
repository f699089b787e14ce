import { setCookie } from 'hono/cookie';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import { removeDevice } from '../devices/remove-device.ts';
import { readSettings } from '../settings/read-settings.ts';
import { maybeSameDevice, readOverview, readOwnDevices } from './customer-overview.ts';
import { readZoneGateways } from './find-portal-zone.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf } from './gateways/index.ts';
import { limitReached } from './limit-reached.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { devicesPage, handOverPage, refusedPage, sentencePage } from './pages/pages.ts';
import {
  addressOf,
  type PortalContext,
  type ProvedVisit,
  readId,
  show,
  VISIT_COOKIE,
} from './portal-context.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket, makeTicket } from './portal-tickets.ts';
import { returnToken, signOutEverywhere } from './portal-visits.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { claimTrial, takeFreePackage } from './take-free-package.ts';
import { textsIn } from './texts/translate.ts';
import { wayOnward } from './way-onward.ts';

/** What a visitor sees and may do who has proved to be a customer. */
export function openAfterProof({ db, secretBox, randomBytes, now, log }: PortalParts) {
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
    return c.redirect(await wayOnward(db, now(), visit, visit.customerId, home), 303);
  }

  async function removeOwnDevice(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const own = await readOwnDevices(db, visit.customerId);
    if (id !== null && own.some((device) => device.id === id)) {
      await applyChange(db, await customerActor(c, visit.customerId), (change) => removeDevice(change, id));
    }
    // A place was made for the device that waits; from the own page there is nowhere to go.
    const onward =
      c.req.query('then') === 'go'
        ? await wayOnward(db, now(), visit, visit.customerId, home)
        : `${home}/devices`;
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

  return { handOver, ownPage, takePackage, removeOwnDevice, continueOwnDevice, signOut };
}
