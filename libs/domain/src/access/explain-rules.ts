import { formatDuration, formatVolumeUsed } from '../service-packages/describe-amounts.ts';
import type { Sentence } from '../customers/situation/situation-words.ts';
import type { AccessFacts, CustomerFacts } from './access-facts.ts';
import { effectiveDeviceLimit, effectiveMacBinding, effectiveSessionLimit } from './granted-service.ts';
import { REJECT_REASONS, type RejectReason } from './reject-reasons.ts';

/** Names of those whom the facts speak of, by customer id. */
export type Names = ReadonlyMap<number, string>;

type Say = (facts: AccessFacts, reason: RejectReason | null, names: Names) => Sentence;

/** What one rule looked at and found, in words; a rule that nobody has described yet tells its reason. */
export function explainRule(
  name: string,
  facts: AccessFacts,
  reason: RejectReason | null,
  names: Names,
): Sentence {
  const say = SAYINGS[name];
  if (say !== undefined) return say(facts, reason, names);
  return [reason === null ? 'Nothing speaks against it.' : `${REJECT_REASONS[reason].label}.`];
}

/** Rules in a few words, for the head of a line. */
export const RULE_LABELS: Readonly<Record<string, string>> = {
  credential: 'Username and password',
  suspended: 'Customer is active',
  'device-blocked': 'Device is not blocked',
  'wrong-zone': 'Zone of the device',
  'no-subscription': 'Running package',
  'package-not-here': 'Package good in this zone',
  'quota-exhausted': 'Volume left',
  'time-exhausted': 'Time online left',
  binding: 'MAC binding',
  'too-many-sessions': 'Session limit',
};

const SAYINGS: Readonly<Record<string, Say>> = {
  credential: sayCredential,
  suspended: ({ customer }, reason, names) => [
    reason === null
      ? `${nameOf(customer?.id, names)} is active.`
      : `${nameOf(customer?.id, names)} ${customer?.status === 'ended' ? 'has ended' : 'is suspended'}.`,
  ],
  'device-blocked': ({ attempt }, reason) => {
    if (attempt.mac === null) return ['No device address is known, so none is blocked.'];
    return [reason === null ? 'Nobody blocked this device.' : 'This device is blocked, whoever’s it is.'];
  },
  'wrong-zone': sayZone,
  'no-subscription': sayPackage,
  'package-not-here': ({ customer }, reason) => {
    if (reason !== null) return ['The package is not good in this zone.'];
    if (!customer?.subscription) return ['There is no package that is good in some zones only.'];
    const zones = customer.subscription.servicePackage.zoneIds.length;
    return [zones === 0 ? 'The package is good everywhere.' : 'The package is good in this zone.'];
  },
  'quota-exhausted': ({ customer }) => {
    const subscription = customer?.subscription;
    const quota = subscription?.servicePackage.quotaBytes ?? null;
    if (!subscription || quota === null) return ['The volume is not limited.'];
    return [`${formatVolumeUsed(subscription.usedBytes, quota)} are used.`];
  },
  'time-exhausted': ({ customer }) => {
    const subscription = customer?.subscription;
    const seconds = subscription?.servicePackage.onlineSeconds ?? null;
    if (!subscription || seconds === null) return ['The time online is not limited.'];
    return [`${formatDuration(subscription.usedSeconds)} of ${formatDuration(seconds)} online are used.`];
  },
  binding: sayBinding,
  'too-many-sessions': ({ customer }) => {
    if (customer === null) return ['Nobody is known.'];
    const limit = effectiveSessionLimit(customer).value;
    const others = `${customer.otherSessions.toLocaleString('en')} from other devices`;
    return [limit === null ? `${others}; there is no limit.` : `${others}; ${limit} may be open at once.`];
  },
};

function sayCredential(
  { attempt, customer, device }: AccessFacts,
  reason: RejectReason | null,
  names: Names,
): Sentence {
  if (reason === null && attempt.kind === 'hotspot-mac')
    return [`The device is ${nameOf(device?.customerId, names)}’s, and its MAC is all it needs.`];
  if (reason === null) return [`${nameOf(customer?.id, names)} is known; the password is taken as right.`];
  if (reason === 'unknown-username') return ['Nobody has this username.'];
  if (reason === 'device-not-registered')
    return ['Nobody has registered this device, so it needs a password.'];
  if (reason === 'mac-login-paused')
    return ['Somebody else logged in from it: its holder must log in from it once.'];
  return [`${REJECT_REASONS[reason].label}.`];
}

function sayZone({ attempt, device }: AccessFacts, reason: RejectReason | null): Sentence {
  if (reason !== null) return ['The device has not logged in in this zone yet.'];
  if (attempt.kind !== 'hotspot-mac') return ['Only a login by MAC is tied to the zones of its device.'];
  return [
    device?.zoneIds.length === 0
      ? 'The device was added by hand, and is good in every zone.'
      : 'The device has logged in here, or where one may roam from.',
  ];
}

function sayPackage({ customer }: AccessFacts, reason: RejectReason | null): Sentence {
  const subscription = customer?.subscription ?? null;
  if (subscription === null)
    return [
      reason === null
        ? 'A line that never had a package needs none.'
        : 'There is no package, and it needs one.',
    ];
  const { endsAt, waitingSeconds, servicePackage } = subscription;
  if (reason !== null && endsAt !== null) return [`${servicePackage.name} has ended, `, moment(endsAt), '.'];
  if (waitingSeconds !== null) return [`${servicePackage.name} begins with this login.`];
  if (endsAt === null) return [`${servicePackage.name} runs until someone ends it.`];
  return [`${servicePackage.name} runs until `, moment(endsAt), '.'];
}

function moment(at: number) {
  return { at, as: 'moment' } as const;
}

function sayBinding(facts: AccessFacts, reason: RejectReason | null, names: Names): Sentence {
  const { customer, device } = facts;
  if (customer === null) return ['Nobody is known.'];
  const { value, from } = effectiveMacBinding(customer);
  const mode = `Binding is ${value} (${FROM[from]})`;
  return [`${mode}; ${sayDevice(facts, customer, reason, nameOf(device?.customerId, names))}`];
}

const FROM = { customer: 'the customer’s own', package: 'the package’s', default: 'the default' } as const;

function sayDevice(
  { attempt, device, now }: AccessFacts,
  customer: CustomerFacts,
  reason: RejectReason | null,
  holder: string,
): string {
  const limit = effectiveDeviceLimit(customer).value;
  const places = `${customer.deviceCount} of ${limit} ${limit === 1 ? 'place' : 'places'}`;
  if (attempt.mac === null) return 'the router told no device address.';
  if (device?.customerId === customer.id) return 'this device is registered here.';
  const endsAt = customer.swapWindowEndsAt;
  if (reason === null && device === null && endsAt !== null && now < endsAt)
    return 'a swap window is open, and this device takes the place.';
  const whose = device === null ? 'registered to nobody' : `registered to ${holder}`;
  if (reason === 'device-limit-reached') return `this device is ${whose}, and ${places} are taken.`;
  if (reason !== null) {
    if (customer.macWasRemoved) return `this device was removed from here, and is ${whose}.`;
    if (reason === 'device-not-registered') return `this device is ${whose}.`;
    return `${REJECT_REASONS[reason].label.toLowerCase()}.`;
  }
  const mode = effectiveMacBinding(customer).value;
  if (mode === 'off') return `any device may log in. This one is ${whose}.`;
  if (mode === 'observe') return `strict would refuse it, for it is ${whose}.`;
  return `this device is ${whose}, and takes a place: ${places} are taken so far.`;
}

function nameOf(id: number | undefined, names: Names): string {
  return id === undefined ? 'The customer' : (names.get(id) ?? `customer ${id}`);
}
