import { volumeStep } from '../service-packages/describe-amounts.ts';
import { moment, type Said, type SaidValue, said } from '../said/said.ts';
import type { AccessFacts, CustomerFacts } from './access-facts.ts';
import { effectiveDeviceLimit, effectiveMacBinding, effectiveSessionLimit } from './granted-service.ts';
import { labelOfReason, type RejectReason } from './reject-reasons.ts';

/** Names of those whom the facts speak of, by customer id. */
export type Names = ReadonlyMap<number, string>;

type Say = (facts: AccessFacts, reason: RejectReason | null, names: Names) => Said;

/** What one rule looked at and found, in words; a rule that nobody has described yet tells its reason. */
export function explainRule(
  name: string,
  facts: AccessFacts,
  reason: RejectReason | null,
  names: Names,
): Said {
  const say = SAYINGS[name];
  if (say !== undefined) return say(facts, reason, names);
  return reason === null
    ? said('nothingSpeaksAgainst')
    : said('reasonAlone', { reason: labelOfReason(reason) });
}

const RULES = [
  'credential',
  'suspended',
  'device-blocked',
  'wrong-zone',
  'no-subscription',
  'package-not-here',
  'quota-exhausted',
  'time-exhausted',
  'binding',
  'too-many-sessions',
] as const;

/** A rule in a few words, for the head of a line; one that nobody has named yet tells its own name. */
export function labelOfRule(name: string, byMac = false): Said {
  if (byMac && name === 'credential') return said('ruleOf_credential-by-mac');
  const rule = RULES.find((each) => each === name);
  return rule === undefined ? said('nameAlone', { name }) : said(`ruleOf_${rule}`);
}

const SAYINGS: Readonly<Record<string, Say>> = {
  credential: sayCredential,
  suspended: ({ customer: judged }, reason, names) => {
    const customer = nameOf(judged?.id, names);
    if (reason === null) return said('isActive', { customer });
    return said(judged?.status === 'ended' ? 'hasEnded' : 'isSuspended', { customer });
  },
  'device-blocked': ({ attempt }, reason) => {
    if (attempt.mac === null) return said('noAddressNoneBlocked');
    return said(reason === null ? 'nobodyBlocked' : 'blockedWhosever');
  },
  'wrong-zone': sayZone,
  'no-subscription': sayPackage,
  'package-not-here': ({ customer }, reason) => {
    if (reason !== null) return said('packageNotInZone');
    if (!customer?.subscription) return said('noPackageSomeZones');
    const zones = customer.subscription.servicePackage.zoneIds.length;
    return said(zones === 0 ? 'packageEverywhere' : 'packageInZone');
  },
  'quota-exhausted': ({ customer }) => {
    const subscription = customer?.subscription;
    const quota = subscription?.servicePackage.quotaBytes ?? null;
    if (!subscription || quota === null) return said('volumeNotLimited');
    return said('volumeIsUsed', volumeUsed(subscription.usedBytes, quota));
  },
  'time-exhausted': ({ customer }) => {
    const subscription = customer?.subscription;
    const whole = subscription?.servicePackage.onlineSeconds ?? null;
    if (!subscription || whole === null) return said('timeNotLimited');
    return said('timeIsUsed', timeUsed(subscription.usedSeconds, whole));
  },
  binding: sayBinding,
  'too-many-sessions': ({ customer }) => {
    if (customer === null) return said('nobodyKnown');
    const limit = effectiveSessionLimit(customer).value;
    const others = customer.otherSessions;
    return limit === null ? said('sessionsNoLimit', { others }) : said('sessionsLimit', { others, limit });
  },
};

/** Both in the steps that the whole is round in. */
export function volumeUsed(used: number, whole: number) {
  const step = volumeStep(whole);
  return { used: { bytes: used, step }, whole: { bytes: whole, step } };
}

export function timeUsed(used: number, whole: number) {
  return { used: { seconds: used }, whole: { seconds: whole } };
}

function sayCredential(
  { attempt, customer, device }: AccessFacts,
  reason: RejectReason | null,
  names: Names,
): Said {
  if (reason === null && attempt.kind === 'hotspot-mac')
    return said('macIsAllItNeeds', { customer: nameOf(device?.customerId, names) });
  if (reason === null) return said('isKnownPasswordTaken', { customer: nameOf(customer?.id, names) });
  if (reason === 'unknown-username') return said('nobodyHasThisUsername');
  if (reason === 'device-not-registered') return said('nobodyRegisteredIt');
  if (reason === 'mac-login-paused') return said('somebodyElseLoggedIn');
  return said('reasonAlone', { reason: labelOfReason(reason) });
}

function sayZone({ attempt, device }: AccessFacts, reason: RejectReason | null): Said {
  if (reason !== null) return said('notLoggedInInZone');
  if (attempt.kind !== 'hotspot-mac') return said('onlyMacLoginZones');
  return said(device?.zoneIds.length === 0 ? 'addedByHandEverywhere' : 'loggedInHereOrNear');
}

function sayPackage({ customer }: AccessFacts, reason: RejectReason | null): Said {
  const subscription = customer?.subscription ?? null;
  if (subscription === null) return said(reason === null ? 'lineNeedsNone' : 'noPackageNeeded');
  const { endsAt, waitingSeconds } = subscription;
  const servicePackage = subscription.servicePackage.name;
  if (reason !== null && endsAt !== null)
    return said('packageEndedAt', { servicePackage, endedAt: moment(endsAt) });
  if (waitingSeconds !== null) return said('packageBegins', { servicePackage });
  if (endsAt === null) return said('packageRunsOn', { servicePackage });
  return said('packageRunsUntil', { servicePackage, endsAt: moment(endsAt) });
}

function sayBinding(facts: AccessFacts, reason: RejectReason | null, names: Names): Said {
  const { customer, device } = facts;
  if (customer === null) return said('nobodyKnown');
  const { value, from } = effectiveMacBinding(customer);
  return said('bindingIs', {
    mode: said(`mode_${value}`),
    from: said(`from_${from}`),
    finding: sayDevice(facts, customer, reason, nameOf(device?.customerId, names)),
  });
}

function sayDevice(
  { attempt, device, now }: AccessFacts,
  customer: CustomerFacts,
  reason: RejectReason | null,
  holder: SaidValue,
): Said {
  const places = effectiveDeviceLimit(customer).value;
  if (attempt.mac === null) return said('toldNoAddress');
  if (device?.customerId === customer.id) return said('isRegisteredHere');
  const endsAt = customer.swapWindowEndsAt;
  if (reason === null && device === null && endsAt !== null && now < endsAt) return said('swapWindowTakes');
  const whose = device === null ? said('toNobody') : said('toHolder', { holder });
  const taken = { whose, taken: customer.deviceCount, ...(places !== 1 && { places }) };
  if (reason === 'device-limit-reached') return said(places === 1 ? 'placeTaken' : 'placesTaken', taken);
  if (reason !== null) {
    if (customer.macWasRemoved) return said('removedHereAndIs', { whose });
    if (reason === 'device-not-registered') return said('thisDeviceIs', { whose });
    if (reason === 'private-mac') return said('privateAddressHere');
    return said('reasonAlone', { reason: labelOfReason(reason) });
  }
  const mode = effectiveMacBinding(customer).value;
  if (mode === 'off') return said('anyDeviceThisOne', { whose });
  if (mode === 'observe') return said('strictWouldRefuse', { whose });
  return said(places === 1 ? 'takesThePlace' : 'takesAPlace', taken);
}

function nameOf(id: number | undefined, names: Names): SaidValue {
  if (id === undefined) return said('theCustomer');
  return names.get(id) ?? said('customerNumber', { id: `${id}` });
}
