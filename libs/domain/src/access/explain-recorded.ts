import { moment, type Said, type SaidValue, said } from '../said/said.ts';
import type { AttemptToExplain } from './attempt-record.ts';
import { timeUsed, volumeUsed } from './explain-rules.ts';
import { type JudgedRule, judgedRules } from './recorded-rules.ts';
import { labelOfReason } from './reject-reasons.ts';

/** What an attempt kept, and the names of those whom it speaks of. */
export type RecordedAttempt = Pick<
  AttemptToExplain,
  'kind' | 'outcome' | 'reason' | 'mac' | 'customerName' | 'holderName' | 'servicePackageName' | 'facts'
>;

/** A rule as it spoke when the attempt was judged, with what it found in words. */
export type RecordedRule = JudgedRule & { readonly words: Said };

/** Each rule in its order, in words made of what the attempt kept. */
export function explainRecorded(attempt: RecordedAttempt): readonly RecordedRule[] {
  return judgedRules(attempt).map((rule) => ({ ...rule, words: wordsOf(rule, attempt) }));
}

function wordsOf({ name, verdict }: JudgedRule, attempt: RecordedAttempt): Said {
  if (verdict === 'not-asked') return said('notAskedAnyMore');
  const say = verdict === 'decided' ? FOUND_WRONG[name] : FOUND_RIGHT[name];
  if (say !== undefined) return say(attempt);
  const { reason } = attempt;
  return verdict === 'decided' && reason !== null
    ? said('reasonAlone', { reason: labelOfReason(reason) })
    : said('nothingSpokeAgainst');
}

type Say = (attempt: RecordedAttempt) => Said;

/** Of rules that passed, or were only observed. */
const FOUND_RIGHT: Readonly<Record<string, Say>> = {
  credential: (attempt) => {
    const { kind, facts, customerName } = attempt;
    if (kind === 'hotspot-mac')
      return said('macWasAllItNeeded', { customer: customerName ?? said('aCustomer') });
    return said(facts.ticket === true ? 'hadTicket' : 'wasKnownPasswordRight', { customer: who(attempt) });
  },
  suspended: (attempt) => said('wasActive', { customer: who(attempt) }),
  'device-blocked': ({ mac }) => said(mac === null ? 'noAddressNoneWasBlocked' : 'nobodyHadBlocked'),
  'wrong-zone': ({ kind }) => said(kind === 'hotspot-mac' ? 'wasKnownInZone' : 'onlyMacLoginZones'),
  'no-subscription': (attempt) => {
    const { packageEndsAt, servicePackageId } = attempt.facts;
    if (servicePackageId === undefined) return said('lineNeedsNone');
    const servicePackage = packageOf(attempt);
    if (packageEndsAt === undefined) return said('packageRanNoEnd', { servicePackage });
    return said('packageRanUntil', { servicePackage, endsAt: moment(packageEndsAt) });
  },
  'package-not-here': (attempt) =>
    attempt.facts.servicePackageId === undefined
      ? said('wasNoPackageSomeZones')
      : said('packageWasGood', { servicePackage: packageOf(attempt) }),
  'quota-exhausted': sayVolume,
  'time-exhausted': sayTime,
  binding: (attempt) => sayBinding(attempt, boundDevice(attempt)),
  'too-many-sessions': saySessions,
};

const FOUND_WRONG: Readonly<Record<string, Say>> = {
  suspended: (attempt) =>
    said(attempt.facts.status === 'ended' ? 'hadEnded' : 'wasSuspended', { customer: who(attempt) }),
  'device-blocked': () => said('wasBlockedWhosever'),
  'wrong-zone': () => said('hadNotLoggedInInZone'),
  'no-subscription': (attempt) => {
    const { packageEndsAt } = attempt.facts;
    if (packageEndsAt === undefined) return said('noRunningPackageNeeded');
    return said('packageHadEnded', { servicePackage: packageOf(attempt), endedAt: moment(packageEndsAt) });
  },
  'package-not-here': (attempt) => said('packageWasNotGood', { servicePackage: packageOf(attempt) }),
  'quota-exhausted': sayVolume,
  'time-exhausted': sayTime,
  binding: (attempt) => sayBinding(attempt, refusedDevice(attempt)),
  'too-many-sessions': saySessions,
};

function sayVolume({ facts: { bytesUsed, quotaBytes } }: RecordedAttempt): Said {
  if (quotaBytes === undefined || bytesUsed === undefined) return said('volumeWasNotLimited');
  return said('volumeWasUsed', volumeUsed(bytesUsed, quotaBytes));
}

function sayTime({ facts: { secondsUsed, onlineSeconds } }: RecordedAttempt): Said {
  if (onlineSeconds === undefined || secondsUsed === undefined) return said('timeWasNotLimited');
  return said('timeWasUsed', timeUsed(secondsUsed, onlineSeconds));
}

function saySessions({ facts: { otherSessions: others, sessionLimit: limit } }: RecordedAttempt): Said {
  if (others === undefined || limit === undefined) return said('wasNoSessionLimit');
  return said('sessionsWereLimited', { others, limit });
}

function sayBinding({ facts: { macBinding, macBindingFrom } }: RecordedAttempt, finding: Said): Said {
  if (macBinding === undefined) return said('bindingNotKept', { finding });
  const mode = said(`mode_${macBinding}`);
  if (macBindingFrom === undefined) return said('bindingWasAlone', { mode, finding });
  return said('bindingWas', { mode, from: said(`from_${macBindingFrom}`), finding });
}

function boundDevice(attempt: RecordedAttempt): Said {
  const { facts, reason, mac } = attempt;
  if (mac === null) return said('toldNoAddress');
  if (facts.registration === 'registered') {
    const { isOnly, ...taken } = places(attempt);
    return said(isOnly ? 'tookThePlace' : 'tookAPlace', taken);
  }
  if (facts.registration === 'swapped') return said('swapWindowTook');
  if (facts.registration === 'not-registered-yet') return said('wasToTakeAPlace');
  const whose = registeredTo(attempt);
  if (reason !== null) return said('strictWouldHave', { whose });
  if (facts.holderCustomerId !== undefined) return said('anyDeviceThisOneWas', { whose });
  return said(facts.macBinding === 'off' ? 'anyDeviceMight' : 'wasRegisteredHere');
}

function refusedDevice(attempt: RecordedAttempt): Said {
  const { facts, reason, mac } = attempt;
  if (mac === null) return said('toldNoAddress');
  const removed = facts.macWasRemoved === true;
  const device = said(removed ? 'deviceRemovedWasWhose' : 'deviceWasWhose', {
    whose: registeredTo(attempt),
  });
  if (reason === 'device-limit-reached') {
    const { isOnly, ...taken } = places(attempt);
    return said(isOnly ? 'wasPlaceTaken' : 'wasPlacesTaken', { device, ...taken });
  }
  return reason === 'private-mac'
    ? said('wasPrivateNotTaken', { device, servicePackage: packageOf(attempt) })
    : said('deviceWasAlone', { device });
}

function registeredTo({ facts, holderName }: RecordedAttempt): Said {
  return facts.holderCustomerId === undefined
    ? said('toNobody')
    : said('toHolder', { holder: holderName ?? said('anotherCustomer') });
}

function places({ facts: { deviceCount: taken = 0, deviceLimit = 1 } }: RecordedAttempt) {
  return { isOnly: deviceLimit === 1, taken, places: deviceLimit };
}

function who({ customerName }: RecordedAttempt): SaidValue {
  return customerName ?? said('theCustomer');
}

function packageOf({ servicePackageName }: RecordedAttempt): SaidValue {
  return servicePackageName ?? said('thePackageFirst');
}
