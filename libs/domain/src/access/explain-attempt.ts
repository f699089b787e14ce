import { isPrivateMac, parseMacAddress } from '../mac-address.ts';
import { formatCount, formatDuration, formatVolume } from '../service-packages/describe-amounts.ts';
import type { AttemptToExplain } from './attempt-record.ts';
import type { RejectReason } from './reject-reasons.ts';

/**
 * What an operator reads about an attempt, made when it is shown: first what decided, for a list may be narrow,
 * then what was right.
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
  const right = facts.ticket === true ? 'Logged in at the portal' : 'Right password';
  if (facts.registration === 'registered') return `${right}. Registered now: ${placeOf(attempt)}.`;
  if (facts.registration === 'swapped') return `${right}. Registered now, in the swap window that was open.`;
  if (facts.registration === 'not-registered-yet') {
    return `${right}. The device is not registered yet, because the database was away; the next login registers it.`;
  }
  if (kind === 'hotspot-mac') return `Known device of ${customerOf(attempt)}: no password needed.`;
  if (facts.holderCustomerId !== undefined) {
    return `${right}, from a device of ${holderName ?? 'another customer'}.${pausedNote(attempt)}`;
  }
  const isBound = facts.macBinding !== undefined && facts.macBinding !== 'off';
  return isBound ? `${right}, registered device.` : `${right}. MAC binding is off, so any device may use it.`;
}

/** Observe lets everyone in and says what strict would have done. */
function explainObserved(attempt: AttemptToExplain, reason: RejectReason): string {
  if (reason === 'private-mac')
    return `Right password. Only observed: ${packageOf(attempt)} takes no unregistered device with a private address.`;
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
  'wrong-password': (attempt) =>
    attempt.facts.ticket === true
      ? explainChangedTicket(attempt)
      : `Wrong password for ${customerOf(attempt)}.`,
  'method-not-supported': explainMethod,
  'ticket-used': (attempt) =>
    `A ticket of ${customerOf(attempt)} was used a second time, by ${aDevice(attempt)}. A ticket is good once.`,
  'ticket-expired': (attempt) =>
    `A ticket of ${customerOf(attempt)} came too late, from ${aDevice(attempt)}. A ticket is good for two minutes.`,
  'ticket-of-other-zone': (attempt) =>
    `A ticket of ${customerOf(attempt)} was made for another zone and used ${attempt.zoneName === null ? 'here' : `at ${attempt.zoneName}`}.`,
  'ticket-of-other-device': (attempt) =>
    `A ticket of ${customerOf(attempt)} was used by ${aDevice(attempt)}; the portal had made it for another device.`,
  'mac-login-paused': (attempt) =>
    `MAC login is paused, since someone else logged in from this device. ${capital(customerOf(attempt))} must log in from it once.`,
  suspended: (attempt) =>
    attempt.facts.status === 'ended'
      ? `The account of ${customerOf(attempt)} has ended. ${whatWasRight(attempt)}`
      : `${capital(customerOf(attempt))} is suspended. ${whatWasRight(attempt)}`,
  'device-blocked': (attempt) => `This ${deviceOf(attempt)} is blocked. ${whatWasRight(attempt)}`,
  'wrong-zone': ({ zoneName, customerName }) =>
    `Not logged in ${zoneName === null ? 'here' : `at ${zoneName}`} yet: a known device${ofName(customerName)}. One login makes it known there.`,
  'no-subscription': explainNoSubscription,
  'quota-exhausted': (attempt) => {
    const { quotaBytes } = attempt.facts;
    const volume = quotaBytes === undefined ? 'The volume' : `All ${formatVolume(quotaBytes)}`;
    return `${volume} of ${packageOf(attempt)} ${quotaBytes === undefined ? 'is' : 'are'} used up. ${whatWasRight(attempt)}`;
  },
  'package-not-here': (attempt) =>
    `${capital(packageOf(attempt))} is not good ${attempt.zoneName === null ? 'here' : `at ${attempt.zoneName}`}. ${whatWasRight(attempt)}`,
  'time-exhausted': (attempt) => {
    const { onlineSeconds } = attempt.facts;
    if (onlineSeconds === undefined)
      return `The time online of ${packageOf(attempt)} is used up. ${whatWasRight(attempt)}`;
    return `All ${formatDuration(onlineSeconds)} online of ${packageOf(attempt)} are used up. ${whatWasRight(attempt)}`;
  },
  'mac-missing': (attempt) =>
    `${capital(unreadableMac(attempt))}, and MAC binding needs one. ${whatWasRight(attempt)}`,
  'device-not-registered': explainNotRegistered,
  'device-limit-reached': (attempt) =>
    `An unregistered ${deviceOf(attempt)} uses the right password, but ${takenPlaces(attempt)}.`,
  'private-mac': (attempt) =>
    `An unregistered ${deviceOf(attempt)} uses the right password; ${packageOf(attempt)} takes none unless it is registered.`,
  'too-many-sessions': (attempt) => {
    const { otherSessions, sessionLimit } = attempt.facts;
    const online = `${capital(customerOf(attempt))} is online`;
    if (otherSessions === undefined || sessionLimit === undefined) {
      return `${online} too often already. ${whatWasRight(attempt)}`;
    }
    return `${online} with ${formatCount(otherSessions, 'other device')}; ${sessionLimit.toLocaleString('en')} may be at once. ${whatWasRight(attempt)}`;
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

/** We made the ticket's password and nobody typed it: what came is what the gateway made of it. */
function explainChangedTicket(attempt: AttemptToExplain): string {
  return `${changedTicketCause(attempt)}: the password of ${customerOf(attempt)}’s ticket was changed on its way through the router.`;
}

function changedTicketCause({ nasVendor, facts }: AttemptToExplain): string {
  if (nasVendor === 'coovachilli') return 'The uamsecret of CoovaChilli and of the zone differ';
  if (nasVendor !== 'mikrotik') return 'The uamsecret of the zone is not the router’s, or a CHAP mismatch';
  return facts.method === 'pap'
    ? 'The RADIUS secret here is probably not the router’s'
    : 'CHAP mismatch, by an old login page or one that was open for too long';
}

function explainNoSubscription(attempt: AttemptToExplain): string {
  return attempt.facts.packageEndsAt === undefined
    ? `${capital(customerOf(attempt))} has no running package. ${whatWasRight(attempt)}`
    : `${capital(packageOf(attempt))} has ended. ${whatWasRight(attempt)}`;
}

function explainNotRegistered(attempt: AttemptToExplain): string {
  const { facts, kind, holderName } = attempt;
  const device = deviceOf(attempt);
  if (kind === 'hotspot-mac') return `An unregistered ${device} asks without a password, and needs one.`;
  if (holderName !== null || facts.holderCustomerId !== undefined) {
    return `This ${device} is registered to ${holderName ?? 'another customer'}, not to ${customerOf(attempt)}. ${whatWasRight(attempt)}`;
  }
  if (facts.macWasRemoved === true) {
    const consequence = facts.macBinding === 'learn' ? ', so it is not learned again' : '';
    return `This ${device} was removed from ${customerOf(attempt)}${consequence}. ${whatWasRight(attempt)}`;
  }
  const none = facts.deviceCount === 0 ? ` No device is registered to ${customerOf(attempt)} yet.` : '';
  return `An unregistered ${device} uses the right password.${none}`;
}

/** `TP-Link (C4:E9:84:77:01:9C)`; a private address is called that, never an unknown vendor's. */
function deviceOf({ mac, vendor }: AttemptToExplain): string {
  const parsed = mac === null ? null : parseMacAddress(mac);
  if (parsed === null) return 'device';
  return isPrivateMac(parsed) ? `device with a private address (${mac})` : `${vendor ?? 'device'} (${mac})`;
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

function aDevice(attempt: AttemptToExplain): string {
  const device = deviceOf(attempt);
  return `${/^[aeiou]/i.test(device) ? 'an' : 'a'} ${device}`;
}

/** A MAC login has no password: the device is its credential. */
function whatWasRight({ kind, facts }: AttemptToExplain): string {
  if (facts.ticket === true) return 'The ticket was right.';
  return kind === 'hotspot-mac' ? 'The device is known.' : 'The password was right.';
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
