import { isPrivateMac, type MacAddress } from '../mac-address.ts';
import type { AccessFacts, CustomerFacts, DeviceFacts, TicketFacts } from './access-facts.ts';
import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
  type GrantedService,
  grantService,
  onlineSecondsLeft,
  validityLeft,
} from './granted-service.ts';
import type { RejectReason } from './reject-reasons.ts';

/** What an Accept must have stored before it leaves. */
export type AccessWrite =
  | 'register-device'
  | 'use-swap-window'
  | 'remember-zone'
  | 'pause-mac-login'
  | 'resume-mac-login'
  | 'begin-package'
  | 'use-ticket'
  | 'continue-device';

export type AccessDecision =
  | {
      readonly outcome: 'accept';
      readonly service: GrantedService;
      /** In observe: what strict would have said. */
      readonly observed: RejectReason | null;
      readonly writes: readonly AccessWrite[];
    }
  | { readonly outcome: 'reject'; readonly reason: RejectReason };

export type AccessRule = {
  readonly name: string;
  readonly judge: (facts: AccessFacts) => RejectReason | null;
};

/** The order of a decision (rule 5). The first rule that says a word decides. */
export const ACCESS_RULES: readonly AccessRule[] = [
  { name: 'credential', judge: judgeCredential },
  { name: 'suspended', judge: (facts) => (facts.customer?.status === 'active' ? null : 'suspended') },
  { name: 'device-blocked', judge: (facts) => (facts.deviceBlocked ? 'device-blocked' : null) },
  { name: 'wrong-zone', judge: judgeZone },
  { name: 'no-subscription', judge: judgeSubscription },
  { name: 'package-not-here', judge: judgePackageZone },
  { name: 'quota-exhausted', judge: judgeQuota },
  { name: 'time-exhausted', judge: judgeTime },
  { name: 'binding', judge: (facts) => judgeBinding(facts).reason },
  { name: 'too-many-sessions', judge: judgeSessions },
];

/** The one judge: pure, and the only place that can say no. A missing fact refuses. */
export function decideAccess(facts: AccessFacts): AccessDecision {
  for (const rule of ACCESS_RULES) {
    const reason = rule.judge(facts);
    if (reason !== null) return { outcome: 'reject', reason };
  }
  const { customer } = facts;
  if (customer === null) return { outcome: 'reject', reason: 'unknown-username' };
  const { observed, writes } = judgeBinding(facts);
  return {
    outcome: 'accept',
    service: grantService(facts, customer),
    observed,
    writes: withWritesOfLogin(writes, facts, customer),
  };
}

/** What is stored besides what the binding stores; most logins have none of it. */
function withWritesOfLogin(
  writes: readonly AccessWrite[],
  { ticket }: AccessFacts,
  customer: CustomerFacts,
): readonly AccessWrite[] {
  const begins = isWaiting(customer);
  if (!begins && ticket === undefined) return writes;
  const more: AccessWrite[] = [];
  if (begins) more.push('begin-package');
  if (ticket !== undefined) more.push('use-ticket');
  return [...writes, ...more];
}

function judgeCredential(facts: AccessFacts): RejectReason | null {
  if (facts.credential === 'unsupported') return 'method-not-supported';
  if (facts.attempt.kind === 'hotspot-mac') return judgeMacLogin(facts);
  if (facts.customer === null) return 'unknown-username';
  if (facts.credential !== 'verified') return 'wrong-password';
  return facts.ticket === undefined ? null : judgeTicket(facts, facts.ticket);
}

/** Good once, soon, in the zone and from the device that it was made for: what is overheard is worth nothing. */
function judgeTicket({ attempt, now }: AccessFacts, ticket: TicketFacts): RejectReason | null {
  if (ticket.used) return 'ticket-used';
  if (ticket.expiresAt <= now) return 'ticket-expired';
  if (attempt.zoneId !== ticket.zoneId) return 'ticket-of-other-zone';
  // It is the ticket that tells the portal which device sits there.
  if (attempt.mac === null) return 'mac-missing';
  return ticket.mac === null || ticket.mac === attempt.mac ? null : 'ticket-of-other-device';
}

/** A MAC login stands for the registration it rests on, and only a hotspot customer has one. */
function judgeMacLogin({ credential, customer, device }: AccessFacts): RejectReason | null {
  if (device === null || customer === null || device.customerId !== customer.id)
    return 'device-not-registered';
  if (customer.kind !== 'hotspot' || credential !== 'verified') return 'method-not-supported';
  return device.macLoginPaused ? 'mac-login-paused' : null;
}

/** A MAC is remembered in the zones where it logged in, and where one may roam from there; elsewhere it logs in once more. */
function judgeZone({ attempt, device }: AccessFacts): RejectReason | null {
  if (attempt.kind !== 'hotspot-mac' || device === null || device.zoneIds.length === 0) return null;
  if (attempt.zoneId !== null && device.zoneIds.includes(attempt.zoneId)) return null;
  return attempt.roamingZoneIds.some((zoneId) => device.zoneIds.includes(zoneId)) ? null : 'wrong-zone';
}

function judgeSubscription({ customer, now }: AccessFacts): RejectReason | null {
  if (customer === null) return 'no-subscription';
  if (customer.subscription === null) {
    const mayDoWithout = customer.kind === 'pppoe' && !customer.hadSubscription;
    return mayDoWithout ? null : 'no-subscription';
  }
  return validityLeft(customer.subscription, now) === 0 ? 'no-subscription' : null;
}

/** A package that names zones is good in them and nowhere else; one that names none is good everywhere. */
function judgePackageZone({ attempt, customer }: AccessFacts): RejectReason | null {
  const zoneIds = customer?.subscription?.servicePackage.zoneIds;
  if (zoneIds === undefined || zoneIds.length === 0) return null;
  return attempt.zoneId !== null && zoneIds.includes(attempt.zoneId) ? null : 'package-not-here';
}

function judgeQuota({ customer }: AccessFacts): RejectReason | null {
  const subscription = customer?.subscription;
  const quotaBytes = subscription?.servicePackage.quotaBytes ?? null;
  if (!subscription || quotaBytes === null) return null;
  return subscription.usedBytes < quotaBytes ? null : 'quota-exhausted';
}

/** Of all devices together, as the volume is. */
function judgeTime({ customer }: AccessFacts): RejectReason | null {
  const subscription = customer?.subscription;
  return subscription && onlineSecondsLeft(subscription) === 0 ? 'time-exhausted' : null;
}

/** The first Accept begins it, whoever asks and from whatever device. */
function isWaiting({ subscription }: CustomerFacts): boolean {
  return subscription !== null && subscription.waitingSeconds !== null;
}

/** Rule 15: the attempt's own MAC never counts against itself. */
function judgeSessions({ customer }: AccessFacts): RejectReason | null {
  if (customer === null) return 'too-many-sessions';
  const limit = effectiveSessionLimit(customer).value;
  return limit === null || customer.otherSessions < limit ? null : 'too-many-sessions';
}

type BindingVerdict = {
  readonly reason: RejectReason | null;
  readonly observed: RejectReason | null;
  readonly writes: readonly AccessWrite[];
};

const NO_WRITES: readonly AccessWrite[] = [];
const USE_SWAP_WINDOW: readonly AccessWrite[] = ['use-swap-window'];

/** Rules 2, 4, 7 and 10, swap windows, and what the package makes of private addresses. */
function judgeBinding(facts: AccessFacts): BindingVerdict {
  const { customer, device } = facts;
  if (customer === null) return refuse('device-not-registered');
  const mode = effectiveMacBinding(customer).value;
  const own = device !== null && device.customerId === customer.id;
  if (facts.attempt.mac === null) return judgeMissingMac(mode);
  if (own) return pass(null, writesForOwnDevice(facts, device));
  const isRefused = device === null && isRefusedAsPrivate(facts.attempt.mac, customer);
  if (device === null && hasSwapWindow(customer, facts.now)) {
    return isRefused ? refuse('private-mac') : pass(null, USE_SWAP_WINDOW);
  }
  if (mode === 'strict') return refuse('device-not-registered');
  const writes = device === null ? NO_WRITES : writesForBorrowedDevice(facts, device);
  if (mode === 'off') return isRefused ? refuse('private-mac') : pass(null, writes);
  if (mode === 'observe') return pass(isRefused ? 'private-mac' : 'device-not-registered', writes);
  return device === null ? judgeNewDevice(facts, customer) : judgeBorrowedDevice(facts, customer, writes);
}

/** Rule 4: binding fails closed. */
function judgeMissingMac(mode: ReturnType<typeof effectiveMacBinding>['value']): BindingVerdict {
  if (mode === 'strict' || mode === 'learn') return refuse('mac-missing');
  return pass(mode === 'observe' ? 'mac-missing' : null, NO_WRITES);
}

/** Whatever the mode: the operator who opened it said that the next one is the customer's. It lifts a removal too. */
function hasSwapWindow({ swapWindowEndsAt }: CustomerFacts, now: number): boolean {
  return swapWindowEndsAt !== null && now < swapWindowEndsAt;
}

/** The package takes no device under an address that it made up, unless somebody registered it. */
function isRefusedAsPrivate(mac: MacAddress, { subscription }: CustomerFacts): boolean {
  return subscription?.servicePackage.privateMacPolicy === 'refuse' && isPrivateMac(mac);
}

/** Learn: the first devices up to the limit register themselves. */
function judgeNewDevice(facts: AccessFacts, customer: CustomerFacts): BindingVerdict {
  // Rule 7: a removal sticks on a line; on a hotspot, logging in is what registers again.
  if (customer.macWasRemoved && !isHotspotLogin(facts)) return refuse('device-not-registered');
  const isFree = hasFreePlace(customer);
  if (!isFree && !continuesDevice(facts)) return refuse('device-limit-reached');
  if (facts.attempt.mac !== null && isRefusedAsPrivate(facts.attempt.mac, customer))
    return refuse('private-mac');
  return pass(null, [isFree ? 'register-device' : 'continue-device']);
}

/** Rule 14: at the limit a phone with a new private address takes the place that its holder says it had. */
function continuesDevice({ ticket, attempt }: AccessFacts): boolean {
  if (ticket === undefined || ticket.continuesDeviceId === null || attempt.mac === null) return false;
  return isPrivateMac(attempt.mac);
}

/** Learn, rule 10: someone else's device holds a place while its session is open. */
function judgeBorrowedDevice(
  facts: AccessFacts,
  customer: CustomerFacts,
  writes: readonly AccessWrite[],
): BindingVerdict {
  if (!isHotspotLogin(facts)) return refuse('device-not-registered');
  return hasFreePlace(customer) ? pass(null, writes) : refuse('device-limit-reached');
}

function writesForOwnDevice(facts: AccessFacts, device: DeviceFacts): readonly AccessWrite[] {
  if (facts.attempt.kind === 'hotspot-mac') return NO_WRITES;
  const writes: AccessWrite[] = [];
  if (device.macLoginPaused) writes.push('resume-mac-login');
  const { zoneId } = facts.attempt;
  const bound = zoneId !== null && device.zoneIds.length > 0;
  if (bound && !device.zoneIds.includes(zoneId)) writes.push('remember-zone');
  return writes.length === 0 ? NO_WRITES : writes;
}

function writesForBorrowedDevice(facts: AccessFacts, device: DeviceFacts): readonly AccessWrite[] {
  return isHotspotLogin(facts) && !device.macLoginPaused ? ['pause-mac-login'] : NO_WRITES;
}

function isHotspotLogin({ attempt, customer }: AccessFacts): boolean {
  return attempt.kind === 'hotspot-login' && customer?.kind === 'hotspot';
}

function hasFreePlace(customer: CustomerFacts): boolean {
  return customer.deviceCount + customer.borrowedPlaces < effectiveDeviceLimit(customer).value;
}

function refuse(reason: RejectReason): BindingVerdict {
  return { reason, observed: null, writes: NO_WRITES };
}

function pass(observed: RejectReason | null, writes: readonly AccessWrite[]): BindingVerdict {
  return { reason: null, observed, writes };
}
