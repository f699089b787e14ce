import { formatCount } from '../service-packages/describe-amounts.ts';
import { formatVolume } from '../service-packages/describe-amounts.ts';
import type { AttemptToExplain } from './attempt-record.ts';
import type { RejectReason } from './reject-reasons.ts';

/**
 * One plain sentence about an attempt for the operator, made when it is shown: what was right, what
 * was not, whose device it is.
 */
export function explainAttempt(attempt: AttemptToExplain): string {
  if (attempt.outcome === 'accept') return explainAccept(attempt);
  return attempt.reason === null
    ? 'Refused; no reason was recorded.'
    : explainReject(attempt, attempt.reason);
}

function explainAccept(attempt: AttemptToExplain): string {
  const { facts, kind, reason, holderName } = attempt;
  if (reason !== null) return explainObserved(attempt, reason);
  if (facts.registration === 'registered') return `Right password. Registered now: ${placeOf(attempt)}.`;
  if (facts.registration === 'not-registered-yet') {
    return 'Right password. The device is not registered yet, because the database was away; the next login registers it.';
  }
  if (kind === 'hotspot-mac') return `Known device of ${customerOf(attempt)}: no password needed.`;
  if (facts.holderCustomerId !== undefined) {
    return `Right password, from a device of ${holderName ?? 'another customer'}.${pausedNote(attempt)}`;
  }
  const isBound = facts.macBinding !== undefined && facts.macBinding !== 'off';
  return isBound
    ? 'Right password, registered device.'
    : 'Right password. MAC binding is off, so any device may use it.';
}

/** Observe lets everyone in and says what strict would have done. */
function explainObserved(attempt: AttemptToExplain, reason: RejectReason): string {
  const why =
    reason === 'mac-missing'
      ? `${unreadableMac(attempt)}`
      : `this device is registered to ${attempt.holderName ?? 'nobody'}`;
  return `Right password. Only observed: strict binding would have refused it, because ${why}.`;
}

function pausedNote({ kind }: AttemptToExplain): string {
  return kind === 'hotspot-login' ? ' Its MAC login waits until they log in from it again.' : '';
}

/** `first device of 1`, `third device of 5`. */
function placeOf({ facts }: AttemptToExplain): string {
  const { deviceCount, deviceLimit } = facts;
  if (deviceCount === undefined || deviceLimit === undefined) return 'a new device';
  const place = deviceCount + 1;
  return `${ORDINALS[place - 1] ?? `${place}th`} device of ${deviceLimit}`;
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** One sentence for each reason; the compiler sees to it that none is missing. */
const REJECT_SENTENCES: Readonly<Record<RejectReason, (attempt: AttemptToExplain) => string>> = {
  'unknown-username': ({ username }) =>
    username === '' ? 'No username was sent.' : `Nobody has the username "${username}".`,
  'wrong-password': (attempt) => `Wrong password for ${customerOf(attempt)}.`,
  'method-not-supported': explainMethod,
  'mac-login-paused': (attempt) =>
    `Known device, but its MAC login is paused, since someone else logged in from it. ${capital(customerOf(attempt))} must log in from it once.`,
  suspended: (attempt) =>
    attempt.facts.status === 'ended'
      ? `${opening(attempt)}, but the account of ${customerOf(attempt)} has ended.`
      : `${opening(attempt)}, but ${customerOf(attempt)} is suspended.`,
  'device-blocked': (attempt) => `${opening(attempt)}, but this device is blocked.`,
  'wrong-zone': ({ zoneName, customerName }) =>
    `Known device${ofName(customerName)}, but it has not logged in ${zoneName === null ? 'here' : `at ${zoneName}`} yet. One login makes it known there.`,
  'no-subscription': explainNoSubscription,
  'quota-exhausted': (attempt) => {
    const { quotaBytes } = attempt.facts;
    const volume = quotaBytes === undefined ? 'the volume' : `all ${formatVolume(quotaBytes)}`;
    return `${opening(attempt)}, but ${volume} of ${packageOf(attempt)} ${quotaBytes === undefined ? 'is' : 'are'} used up.`;
  },
  'mac-missing': (attempt) =>
    `${opening(attempt)}, but ${unreadableMac(attempt)}, and MAC binding needs one.`,
  'device-not-registered': explainNotRegistered,
  'device-limit-reached': (attempt) => `${opening(attempt)}, but ${takenPlaces(attempt)}.`,
  'too-many-sessions': (attempt) => {
    const { otherSessions, sessionLimit } = attempt.facts;
    if (otherSessions === undefined || sessionLimit === undefined) {
      return `${opening(attempt)}, but ${customerOf(attempt)} is online too often already.`;
    }
    return `${opening(attempt)}, but ${customerOf(attempt)} is online with ${formatCount(otherSessions, 'other device')}; ${sessionLimit.toLocaleString('en')} may be at once.`;
  },
};

function explainReject(attempt: AttemptToExplain, reason: RejectReason): string {
  return REJECT_SENTENCES[reason](attempt);
}

function explainMethod(attempt: AttemptToExplain): string {
  const { method } = attempt.facts;
  if (method === 'eap') return 'The router asked by EAP, which is not served. PAP, CHAP and MS-CHAP are.';
  if (method === 'none') return 'The router sent no password at all.';
  if (attempt.kind === 'hotspot-mac') {
    return `Known device${ofName(attempt.customerName)}, but MAC login is for hotspot customers only.`;
  }
  return 'The router asked in a way that is not served. PAP, CHAP and MS-CHAP are.';
}

function explainNoSubscription(attempt: AttemptToExplain): string {
  const { packageEndsAt } = attempt.facts;
  if (packageEndsAt === undefined)
    return `${opening(attempt)}, but ${customerOf(attempt)} has no running package.`;
  return `${opening(attempt)}, but ${packageOf(attempt)} has ended.`;
}

function explainNotRegistered(attempt: AttemptToExplain): string {
  const { facts, kind, holderName, mac } = attempt;
  if (kind === 'hotspot-mac') return `${mac ?? 'This device'} is not registered, so it needs a password.`;
  if (holderName !== null || facts.holderCustomerId !== undefined) {
    return `${opening(attempt)}, but this device is registered to ${holderName ?? 'another customer'}, not to ${customerOf(attempt)}.`;
  }
  if (facts.macWasRemoved === true) {
    const consequence = facts.macBinding === 'learn' ? ', so it is not learned again' : '';
    return `${opening(attempt)}, but this device was removed from ${customerOf(attempt)}${consequence}.`;
  }
  if (facts.deviceCount === 0) {
    return `${opening(attempt)}, but no device is registered to ${customerOf(attempt)} yet.`;
  }
  return `${opening(attempt)}, but this device is not registered to ${customerOf(attempt)}.`;
}

function takenPlaces(attempt: AttemptToExplain): string {
  const { deviceLimit } = attempt.facts;
  const of = `of ${customerOf(attempt)}`;
  if (deviceLimit === undefined) return `all places for devices ${of} are taken`;
  if (deviceLimit === 0) return `no device may register itself for ${customerOf(attempt)}`;
  if (deviceLimit === 1) return `the only place for a device ${of} is taken`;
  return `all ${deviceLimit.toLocaleString('en')} places for devices ${of} are taken`;
}

function unreadableMac({ callingStationId }: AttemptToExplain): string {
  if (callingStationId === '') return 'the router told no device address';
  return `the router told "${callingStationId}", which is no device address`;
}

/** What was right. A MAC login has no password: the device is its credential. */
function opening({ kind }: AttemptToExplain): string {
  return kind === 'hotspot-mac' ? 'Known device' : 'Right password';
}

function customerOf({ customerName }: AttemptToExplain): string {
  return customerName ?? 'this customer';
}

function packageOf({ servicePackageName }: AttemptToExplain): string {
  return servicePackageName ?? 'the package';
}

function ofName(name: string | null): string {
  return name === null ? '' : ` of ${name}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
