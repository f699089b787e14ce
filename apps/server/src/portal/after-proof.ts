import { setCookie } from 'hono/cookie';
import { readSettings } from '../settings/read-settings.ts';
import { customerActor } from './customer-actor.ts';
import { maybeSameDevice, type OwnDevice, readOverview, readOwnDevices } from './customer-overview.ts';
import { readZoneGateways } from './find-portal-zone.ts';
import { mayHandOverTo } from './gateways/hand-over-target.ts';
import { gatewayOf } from './gateways/index.ts';
import { limitReached } from './limit-reached.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { mayAddDevice, readRemoved } from './own-devices.ts';
import { devicesPage, type OwnNotice } from './pages/device-pages.ts';
import { choosePage, handOverPage, refusedPage, sentencePage } from './pages/pages.ts';
import { type PortalContext, type ProvedVisit, readId, show, VISIT_COOKIE } from './portal-context.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket, makeTicket } from './portal-tickets.ts';
import { returnToken, signOutEverywhere } from './portal-visits.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { mayUseTrial, mayTakePackage, takeFreePackage } from './take-free-package.ts';
import { textsIn } from './texts/translate.ts';
import { isOnlineAlready, wayOnward } from './way-onward.ts';

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
    if (visit.macHint === null) {
      return show(c, sentencePage(texts, 'unknownGatewayTitle', 'noDeviceLead'), 422);
    }
    if (!(await mayUseTrial(db, visit.customerId, visit.macHint))) {
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
    const ticket = await makeTicket(
      db,
      secretBox,
      randomBytes,
      { ...visit, macHint: visit.macHint },
      continuesDeviceId,
    );
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
      const mayTake = await mayTakePackage(db, visit.customerId);
      if (mayTake !== 'yes') {
        const onward = { url: `${home}/go`, label: texts.say('tryAgain') };
        const sentence = texts.say(mayTake === 'suspended' ? 'refused_suspended' : 'refused_line');
        return show(c, refusedPage(texts, { sentence, onward }), fault === null ? 200 : 422);
      }
      const offered = await listOfferedPackages(db, visit.zoneId);
      if (fault === null && !overview.hasHadPackage) return show(c, choosePage(texts, home, offered));
      const sentence = fault ?? refusalSentence(texts, 'no-subscription', overview.hasHadPackage);
      const packages = { offered, home };
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
      online:
        ticket === null
          ? await isOnlineAlready(db, visit)
          : devices.some(({ mac }) => mac === ticket.usedMac),
      mayAdd: (await mayAddDevice(db, visit.customerId)) !== 'no',
      notice:
        fault === null ? await readNotice(c, visit, devices) : ({ kind: 'fault', sentence: fault } as const),
      now: now(),
    };
    return show(c, devicesPage(texts, home, shown), fault === null ? 200 : 422);
  }

  /** What a step before has led here with; of what is not, or not any more, nothing is said. */
  async function readNotice(
    c: PortalContext,
    { customerId }: ProvedVisit,
    devices: readonly OwnDevice[],
  ): Promise<OwnNotice | null> {
    const addedId = readId(c.req.query('added'));
    const added = devices.find(({ id }) => id === addedId);
    if (added !== undefined) return { kind: 'added', id: added.id, name: added.name };
    const removedId = readId(c.req.query('removed'));
    const removed = removedId === null ? null : await readRemoved(db, customerId, removedId);
    return removed === null ? null : { kind: 'removed', ...removed };
  }

  async function takePackage(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const actor = await customerActor(db, c, visit.customerId);
    const taken = id === null ? 'not-offered' : await takeFreePackage(db, visit, id, actor);
    if (taken === 'trial-used') {
      return ownPage(c, visit, home, textsIn(visit.language).say('trialUsed'));
    }
    return c.redirect(await wayOnward(db, now(), visit, visit.customerId, home), 303);
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

  return { handOver, ownPage, takePackage, continueOwnDevice, signOut };
}
