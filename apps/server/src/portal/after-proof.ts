import { setCookie } from 'hono/cookie';
import { areVouchersOut } from '../vouchers/are-vouchers-out.ts';
import { customerActor } from './customer-actor.ts';
import {
  type CustomerOverview,
  maybeSameDevice,
  type OwnDevice,
  type PackageLeft,
  readOverview,
  readOwnDevices,
} from './customer-overview.ts';
import { isGuest } from './guest-account.ts';
import { openHandOver, tokenOf } from './hand-over.ts';
import { limitReached } from './limit-reached.ts';
import { findOfferedPackage, listOfferedPackages } from './offered-packages.ts';
import { mayAddDevice, readRemoved } from './own-devices.ts';
import { findUnfinishedPayment, readPaidPackage } from './own-payments.ts';
import { type PackageFault, packageFault } from './package-fault.ts';
import { devicesPage, type OwnNotice } from './pages/device-pages.ts';
import { paymentUrl } from './pages/pay-pages.ts';
import { choosePage, refusedPage, type Renewal, sentencePage } from './pages/pages.ts';
import { type PortalContext, type ProvedVisit, readId, show, VISIT_COOKIE } from './portal-context.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket } from './portal-tickets.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { endProof, wasRemovedSince } from './removed-since.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
import {
  isShutOut,
  mayTakePackage,
  readFreePackages,
  takeFreePackage,
  withFree,
  withoutUsedTrials,
} from './take-free-package.ts';
import { textsIn } from './texts/translate.ts';
import { isOnlineAlready, wayOnward } from './way-onward.ts';
import { wentOffline } from './went-offline.ts';

/** What a visitor sees and may do who has proved to be a customer. */
export function openAfterProof(parts: PortalParts) {
  const { db, now } = parts;
  const takeToGateway = openHandOver(parts);

  /** Who has removed this very device proves again who they are. */
  async function handOver(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    continuesDeviceId: number | null = null,
  ): Promise<Response> {
    if (await wasRemovedSince(db, visit)) {
      await endProof(db, visit);
      return c.redirect(home, 303);
    }
    if (await isShutOut(db, visit.customerId)) return c.redirect(`${home}/devices`, 303);
    return takeToGateway(c, visit, { token: tokenOf(home), back: home, continuesDeviceId });
  }

  /** Back to where one stood: with what is being paid, as long as nothing runs; else on the own page. */
  async function comeBack(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const unfinished = await findUnfinishedPayment(db, visit.customerId);
    if (unfinished === null) return ownPage(c, visit, home);
    const { left } = await readOverview(db, visit.customerId, now());
    return packageFault(left, visit.zoneId) === null
      ? ownPage(c, visit, home)
      : c.redirect(paymentUrl(home, { id: unfinished }), 303);
  }

  async function ownPage(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    fault: string | null = null,
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    const overview = await readOverview(db, visit.customerId, now());
    const why = packageFault(overview.left, visit.zoneId);
    if (overview.left === null || why !== null)
      return pageWithoutPackage(c, visit, home, { overview, why: why ?? 'no-subscription', fault });
    const devices = await readOwnDevices(db, visit.customerId);
    const ticket = await lastTicket(db, visit.id);
    const mayTake = await mayTakePackage(db, visit.customerId);
    const isShut = mayTake === 'suspended' || mayTake === 'ended';
    const limit = isShut ? null : await limitReached(db, visit.customerId, ticket?.usedMac ?? visit.macHint);
    const said = fault ?? (isShut ? texts.say(`refused_${mayTake}`) : null);
    const mayRenew = !isShut && overview.left.endsAt !== null;
    const shown = {
      overview,
      devices,
      macHint: ticket?.usedMac ?? visit.macHint,
      limitReached: limit,
      maybeThis: maybeSameDevice(devices, visit.macHint),
      online:
        ticket === null
          ? await isOnlineAlready(db, visit)
          : devices.some(({ mac }) => mac === ticket.usedMac) && !(await wentOffline(db, visit, ticket)),
      mayAdd: (await mayAddDevice(db, visit.customerId, visit.zoneId)) !== 'no',
      isShut,
      renewal: mayRenew ? await renewalOf(overview.left, visit) : NOTHING_TO_RENEW,
      vouchers: !isShut && mayEnd(overview.left) && (await areVouchersOut(db)),
      isGuest: await isGuest(db, visit),
      notice:
        said === null ? await readNotice(c, visit, devices) : ({ kind: 'fault', sentence: said } as const),
      now: now(),
    };
    return show(c, devicesPage(texts, home, shown), fault === null ? 200 : 422);
  }

  /** Nothing that they have is good here: which of it and why, and what can be had. */
  async function pageWithoutPackage(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    { overview, why, fault }: { overview: CustomerOverview; why: PackageFault; fault: string | null },
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    const { customerId, zoneId } = visit;
    const status = fault === null ? 200 : 422;
    const onward = { url: `${home}/go`, label: texts.say('tryAgain') };
    const mayTake = await mayTakePackage(db, customerId);
    if (mayTake !== 'yes') {
      const sentence = texts.say(mayTake === 'other-kind' ? 'refused_line' : `refused_${mayTake}`);
      return show(c, refusedPage(texts, { sentence, onward }), status);
    }
    const all = await listOfferedPackages(parts, zoneId);
    const inZone = { ...all, packages: await withoutUsedTrials(db, visit, all.packages) };
    const vouchers = await areVouchersOut(db);
    if (fault === null && !overview.hasHadPackage) {
      const said = inZone.packages.length < all.packages.length ? texts.say('trialUsed') : null;
      return show(c, choosePage(texts, home, inZone, { vouchers, said }));
    }
    const free = await readFreePackages(db, customerId, inZone.packages);
    const offered = { ...inZone, packages: withFree(inZone.packages, free) };
    const later = free === 'paid-elsewhere' && offered.packages.length < inZone.packages.length;
    const sentence =
      fault ??
      `${refusalSentence(texts, why, overview.hasHadPackage)}${later ? ` ${texts.say('freeLater')}` : ''}`;
    const { same } = await renewalOf(overview.left, visit);
    const packages = { offered, home, renewed: same, next: overview.next, vouchers };
    return show(c, refusedPage(texts, { sentence, onward, packages }), status);
  }

  /** What a step before has led here with; of what is not, or not any more, nothing is said. */
  async function readNotice(
    c: PortalContext,
    { customerId }: ProvedVisit,
    devices: readonly OwnDevice[],
  ): Promise<OwnNotice | null> {
    const paidId = readId(c.req.query('paid'));
    const paid = paidId === null ? null : await readPaidPackage(db, customerId, paidId);
    if (paid !== null) return { kind: 'paid', name: paid };
    const addedId = readId(c.req.query('added'));
    const added = devices.find(({ id }) => id === addedId);
    if (added !== undefined) return { kind: 'added', id: added.id, name: added.name };
    const removedId = readId(c.req.query('removed'));
    const removed = removedId === null ? null : await readRemoved(db, customerId, removedId);
    return removed === null ? null : { kind: 'removed', ...removed };
  }

  /** The same package again, and whether others can be bought. A line buys nothing here: its package is of another kind. */
  async function renewalOf(left: PackageLeft | null, { zoneId }: ProvedVisit): Promise<Renewal> {
    const again = left === null ? null : await findOfferedPackage(parts, zoneId, left.servicePackageId);
    const same = again?.mayBuy === true ? again : null;
    const { packages } = await listOfferedPackages(parts, zoneId, { soldOnly: true });
    return { same, hasOthers: packages.some(({ id }) => id !== same?.id) };
  }

  async function takePackage(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    const actor = await customerActor(db, c, visit.customerId);
    const taken = id === null ? 'not-offered' : await takeFreePackage(parts, visit, id, actor);
    if (taken === 'trial-used') {
      return ownPage(c, visit, home, textsIn(visit.language).say('trialUsed'));
    }
    if (taken === 'not-offered') {
      return ownPage(c, visit, home, textsIn(visit.language).say('packageGone'));
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
    await signOutEverywhere(db, await customerActor(db, c, visit.customerId), visit.customerId);
    setCookie(c, VISIT_COOKIE, '', { path: '/', maxAge: 0 });
    return show(c, sentencePage(textsIn(visit.language), 'signedOutTitle', 'signedOutLead'));
  }

  return { handOver, comeBack, ownPage, takePackage, continueOwnDevice, signOut };
}

const NOTHING_TO_RENEW: Renewal = { same: null, hasOthers: false };

/** Behind a package without an end nothing would ever begin. */
function mayEnd({ endsAt, waitingSeconds }: PackageLeft): boolean {
  return endsAt !== null || waitingSeconds !== null;
}
