import type { Sentence } from '../customers/situation/situation-words.ts';
import { formatDuration, formatVolumeUsed } from '../service-packages/describe-amounts.ts';
import type { AttemptToExplain } from './attempt-record.ts';
import { type JudgedRule, judgedRules } from './recorded-rules.ts';
import { REJECT_REASONS } from './reject-reasons.ts';

/** What an attempt kept, and the names of those whom it speaks of. */
export type RecordedAttempt = Pick<
  AttemptToExplain,
  'kind' | 'outcome' | 'reason' | 'mac' | 'customerName' | 'holderName' | 'servicePackageName' | 'facts'
>;

/** A rule as it spoke when the attempt was judged, with what it found in words. */
export type RecordedRule = JudgedRule & { readonly words: Sentence };

/** Each rule in its order, in words made of what the attempt kept. */
export function explainRecorded(attempt: RecordedAttempt): readonly RecordedRule[] {
  return judgedRules(attempt).map((rule) => ({ ...rule, words: wordsOf(rule, attempt) }));
}

function wordsOf({ name, verdict }: JudgedRule, attempt: RecordedAttempt): Sentence {
  if (verdict === 'not-asked') return ['Not asked any more.'];
  const say = verdict === 'decided' ? FOUND_WRONG[name] : FOUND_RIGHT[name];
  if (say !== undefined) return say(attempt);
  const { reason } = attempt;
  return [verdict === 'decided' && reason !== null ? `${REJECT_REASONS[reason].label}.` : OF_NO_ACCOUNT];
}

const OF_NO_ACCOUNT = 'Nothing spoke against it.';

type Say = (attempt: RecordedAttempt) => Sentence;

/** Of rules that passed, or were only observed. */
const FOUND_RIGHT: Readonly<Record<string, Say>> = {
  credential: (attempt) => {
    const { kind, facts } = attempt;
    if (kind === 'hotspot-mac') return [`The device was ${whose(attempt)}, and its MAC was all it needed.`];
    if (facts.ticket === true)
      return [`${who(attempt)} had logged in at the portal, and the ticket was good.`];
    return [`${who(attempt)} was known, and the password was right.`];
  },
  suspended: (attempt) => [`${who(attempt)} was active.`],
  'device-blocked': ({ mac }) => [
    mac === null ? 'No device address was told, so none was blocked.' : 'Nobody had blocked this device.',
  ],
  'wrong-zone': ({ kind }) => [
    kind === 'hotspot-mac'
      ? 'The device was known in this zone.'
      : 'Only a login by MAC is tied to the zones of its device.',
  ],
  'no-subscription': (attempt) => {
    const { packageEndsAt, servicePackageId } = attempt.facts;
    if (servicePackageId === undefined) return ['A line that never had a package needs none.'];
    const name = packageOf(attempt);
    if (packageEndsAt === undefined) return [`${name} ran, with no end set.`];
    return [`${name} ran until `, { at: packageEndsAt, as: 'moment' }, '.'];
  },
  'package-not-here': (attempt) => [
    attempt.facts.servicePackageId === undefined
      ? 'There was no package that is good in some zones only.'
      : `${packageOf(attempt)} was good here.`,
  ],
  'quota-exhausted': sayVolume,
  'time-exhausted': sayTime,
  binding: (attempt) => [`${bindingOf(attempt)}; ${boundDevice(attempt)}`],
  'too-many-sessions': saySessions,
};

const FOUND_WRONG: Readonly<Record<string, Say>> = {
  suspended: (attempt) => [
    `${who(attempt)} ${attempt.facts.status === 'ended' ? 'had ended' : 'was suspended'}.`,
  ],
  'device-blocked': () => ['This device was blocked, whoever’s it is.'],
  'wrong-zone': () => ['The device had not logged in in this zone yet.'],
  'no-subscription': (attempt) => {
    const { packageEndsAt } = attempt.facts;
    if (packageEndsAt === undefined) return ['There was no running package, and a login needed one.'];
    return [`${packageOf(attempt)} had ended, `, { at: packageEndsAt, as: 'moment' }, '.'];
  },
  'package-not-here': (attempt) => [`${packageOf(attempt)} was not good in this zone.`],
  'quota-exhausted': sayVolume,
  'time-exhausted': sayTime,
  binding: (attempt) => [`${bindingOf(attempt)}; ${refusedDevice(attempt)}`],
  'too-many-sessions': saySessions,
};

function sayVolume({ facts: { bytesUsed, quotaBytes } }: RecordedAttempt): Sentence {
  if (quotaBytes === undefined || bytesUsed === undefined) return ['The volume was not limited.'];
  return [`${formatVolumeUsed(bytesUsed, quotaBytes)} were used.`];
}

function sayTime({ facts: { secondsUsed, onlineSeconds } }: RecordedAttempt): Sentence {
  if (onlineSeconds === undefined || secondsUsed === undefined) return ['The time online was not limited.'];
  return [`${formatDuration(secondsUsed)} of ${formatDuration(onlineSeconds)} online were used.`];
}

function saySessions({ facts: { otherSessions, sessionLimit } }: RecordedAttempt): Sentence {
  if (otherSessions === undefined || sessionLimit === undefined) return ['There was no session limit.'];
  return [`${otherSessions.toLocaleString('en')} from other devices; ${sessionLimit} might be open at once.`];
}

const FROM = { customer: 'the customer’s own', package: 'the package’s', default: 'the default' } as const;

function bindingOf({ facts: { macBinding, macBindingFrom } }: RecordedAttempt): string {
  if (macBinding === undefined) return 'How devices were bound was not kept';
  return `Binding was ${macBinding}${macBindingFrom === undefined ? '' : ` (${FROM[macBindingFrom]})`}`;
}

function boundDevice(attempt: RecordedAttempt): string {
  const { facts, reason, mac } = attempt;
  if (mac === null) return 'the router told no device address.';
  if (facts.registration === 'registered')
    return `this device took a place: ${places(attempt)} were taken so far.`;
  if (facts.registration === 'swapped') return 'a swap window was open, and this device took the place.';
  if (facts.registration === 'not-registered-yet')
    return 'this device was to take a place, but the database was away.';
  if (reason !== null) return `strict would have refused it, for it was ${registeredTo(attempt)}.`;
  if (facts.holderCustomerId !== undefined)
    return `any device might log in. This one was ${registeredTo(attempt)}.`;
  return facts.macBinding === 'off' ? 'any device might log in.' : 'this device was registered here.';
}

function refusedDevice(attempt: RecordedAttempt): string {
  const { facts, reason, mac } = attempt;
  if (mac === null) return 'the router told no device address.';
  const removed = facts.macWasRemoved === true ? 'had been removed from here, and was' : 'was';
  const whoseIt = `this device ${removed} ${registeredTo(attempt)}`;
  if (reason === 'device-limit-reached') return `${whoseIt}, and ${places(attempt)} were taken.`;
  if (reason === 'private-mac')
    return `${whoseIt}, and ${packageOf(attempt)} takes no unregistered private address.`;
  return `${whoseIt}.`;
}

function registeredTo({ facts, holderName }: RecordedAttempt): string {
  return facts.holderCustomerId === undefined
    ? 'registered to nobody'
    : `registered to ${holderName ?? 'another customer'}`;
}

function places({ facts: { deviceCount = 0, deviceLimit = 1 } }: RecordedAttempt): string {
  return `${deviceCount} of ${deviceLimit} ${deviceLimit === 1 ? 'place' : 'places'}`;
}

function who({ customerName }: RecordedAttempt): string {
  return customerName ?? 'The customer';
}

function whose({ customerName }: RecordedAttempt): string {
  return customerName === null ? 'a customer’s' : `${customerName}’s`;
}

function packageOf({ servicePackageName }: RecordedAttempt): string {
  return servicePackageName ?? 'The package';
}
