import { isPrivateMac, parseMacAddress } from '../mac-address.ts';
import { type Said, type SaidKey, type SaidValue, said } from '../said/said.ts';
import { volumeStep } from '../service-packages/describe-amounts.ts';
import type { AttemptToExplain } from './attempt-record.ts';
import type { RejectReason } from './reject-reasons.ts';

/**
 * What an operator reads about an attempt, made when it is shown: first what decided, for a list may be narrow,
 * then what was right.
 */
export function explainAttempt(attempt: AttemptToExplain): Said {
  if (attempt.outcome === 'accept') return explainAccept(attempt);
  return attempt.reason === null ? said('refusedNoReason') : REJECT_SENTENCES[attempt.reason](attempt);
}

function explainAccept(attempt: AttemptToExplain): Said {
  const { facts, kind, reason, holderName } = attempt;
  if (reason !== null) return [said('rightPassword'), explainObserved(attempt, reason)];
  const byTicket = facts.ticket === true;
  const right = said(byTicket ? 'loggedInAtPortal' : 'rightPassword');
  if (facts.registration === 'registered') return [right, registeredNow(attempt)];
  if (facts.registration === 'swapped') return [right, said('registeredInSwapWindow')];
  if (facts.registration === 'not-registered-yet') return [right, said('registeredWhenBack')];
  if (kind === 'hotspot-mac') return said('knownDeviceNoPassword', { customer: customerOf(attempt) });
  if (facts.holderCustomerId !== undefined) {
    const holder = holderName ?? said('anotherCustomer');
    const from = said(byTicket ? 'portalFromDeviceOf' : 'passwordFromDeviceOf', { holder });
    return kind === 'hotspot-login' ? [from, said('macLoginWaits')] : from;
  }
  const isBound = facts.macBinding !== undefined && facts.macBinding !== 'off';
  if (!isBound) return [right, said('bindingOffAny')];
  return said(byTicket ? 'portalRegistered' : 'passwordRegistered');
}

/** Observe lets everyone in and says what strict would have done. */
function explainObserved(attempt: AttemptToExplain, reason: RejectReason): Said {
  if (reason === 'private-mac') return said('observedPrivate', { servicePackage: packageOf(attempt) });
  return said('observedBecause', { why: whyObserved(attempt, reason) });
}

function whyObserved({ callingStationId, holderName }: AttemptToExplain, reason: RejectReason): Said {
  if (reason !== 'mac-missing')
    return holderName === null
      ? said('registeredToNobody')
      : said('registeredToWhom', { holder: holderName });
  return callingStationId === ''
    ? said('becauseNoAddressTold')
    : said('becauseNoMacTold', { told: callingStationId });
}

/** `first device of 1`, `third device of 5`. */
function registeredNow({ facts }: AttemptToExplain): Said {
  const { deviceCount, deviceLimit: limit } = facts;
  if (deviceCount === undefined || limit === undefined) return said('registeredNow');
  const place = deviceCount + 1;
  const key = NTH[place - 1];
  return said('registeredNowNth', { nth: key === undefined ? said('nthMore', { place }) : said(key), limit });
}

const NTH: readonly SaidKey[] = [
  'nth1',
  'nth2',
  'nth3',
  'nth4',
  'nth5',
  'nth6',
  'nth7',
  'nth8',
  'nth9',
  'nth10',
];

/** One sentence for each reason; the compiler sees to it that none is missing. */
const REJECT_SENTENCES: Readonly<Record<RejectReason, (attempt: AttemptToExplain) => Said>> = {
  'unknown-username': ({ username }) =>
    username === '' ? said('noUsernameSent') : said('nobodyHasUsername', { username }),
  'wrong-password': (attempt) =>
    attempt.facts.ticket === true
      ? said(changedTicket(attempt), { customer: customerOf(attempt) })
      : said('wrongPasswordFor', { customer: customerOf(attempt) }),
  'method-not-supported': explainMethod,
  'ticket-used': (attempt) => said('ticketUsed', whoAndWhat(attempt)),
  'ticket-expired': (attempt) => said('ticketExpired', whoAndWhat(attempt)),
  'ticket-of-other-zone': (attempt) =>
    said('ticketOfOtherZone', { customer: customerOf(attempt), where: whereOf(attempt) }),
  'ticket-of-other-device': (attempt) => said('ticketOfOtherDevice', whoAndWhat(attempt)),
  'mac-login-paused': (attempt) => said('macLoginPaused', { customer: customerFirst(attempt) }),
  suspended: (attempt) =>
    attempt.facts.status === 'ended'
      ? [said('accountEnded', { customer: customerOf(attempt) }), whatWasRight(attempt)]
      : [said('customerSuspended', { customer: customerFirst(attempt) }), whatWasRight(attempt)],
  'device-blocked': (attempt) => [
    said('thisIsBlocked', { device: deviceOf(attempt) }),
    whatWasRight(attempt),
  ],
  'wrong-zone': (attempt) => {
    const { customerName } = attempt;
    const where = whereOf(attempt);
    return customerName === null
      ? said('notLoggedInYetUnknown', { where })
      : said('notLoggedInYet', { where, customer: customerName });
  },
  'no-subscription': (attempt) => [
    attempt.facts.packageEndsAt === undefined
      ? said('hasNoRunningPackage', { customer: customerFirst(attempt) })
      : said('packageEnded', { servicePackage: packageFirst(attempt) }),
    whatWasRight(attempt),
  ],
  'quota-exhausted': (attempt) => {
    const { quotaBytes: bytes } = attempt.facts;
    const servicePackage = packageOf(attempt);
    const used =
      bytes === undefined
        ? said('theVolumeUsedUp', { servicePackage })
        : said('allVolumeUsedUp', { volume: { bytes, step: volumeStep(bytes) }, servicePackage });
    return [used, whatWasRight(attempt)];
  },
  'package-not-here': (attempt) => [
    said('packageNotGood', { servicePackage: packageFirst(attempt), where: whereOf(attempt) }),
    whatWasRight(attempt),
  ],
  'time-exhausted': (attempt) => {
    const { onlineSeconds: seconds } = attempt.facts;
    const servicePackage = packageOf(attempt);
    const used =
      seconds === undefined
        ? said('theTimeUsedUp', { servicePackage })
        : said('allTimeUsedUp', { time: { seconds }, servicePackage });
    return [used, whatWasRight(attempt)];
  },
  'mac-missing': (attempt) => {
    const { callingStationId: told } = attempt;
    return [told === '' ? said('noAddressTold') : said('noMacTold', { told }), whatWasRight(attempt)];
  },
  'device-not-registered': explainNotRegistered,
  'device-limit-reached': explainLimit,
  'private-mac': (attempt) =>
    said('privateNotTaken', { device: unregisteredFirst(attempt), servicePackage: packageOf(attempt) }),
  'too-many-sessions': (attempt) => {
    const { otherSessions: count, sessionLimit: limit } = attempt.facts;
    const customer = customerFirst(attempt);
    const online =
      count === undefined || limit === undefined
        ? said('onlineTooOften', { customer })
        : said('onlineWithOthers', { customer, count, limit });
    return [online, whatWasRight(attempt)];
  },
};

function explainMethod({ facts: { method }, kind, customerName }: AttemptToExplain): Said {
  if (method === 'eap') return said('eapNotServed');
  if (method === 'none') return said('noPasswordSent');
  if (kind !== 'hotspot-mac') return said('wayNotServed');
  return customerName === null
    ? said('knownButHotspotOnlyUnknown')
    : said('knownButHotspotOnly', { customer: customerName });
}

/** We made the ticket's password and nobody typed it: what came is what the gateway made of it. */
function changedTicket({ nasVendor, facts }: AttemptToExplain): SaidKey {
  if (nasVendor === 'coovachilli') return 'ticketChangedCoova';
  if (nasVendor !== 'mikrotik') return 'ticketChangedOther';
  return facts.method === 'pap' ? 'ticketChangedPap' : 'ticketChangedChap';
}

function explainNotRegistered(attempt: AttemptToExplain): Said {
  const { facts, kind, holderName } = attempt;
  const customer = customerOf(attempt);
  if (kind === 'hotspot-mac') return said('asksWithoutPassword', { device: unregisteredFirst(attempt) });
  const device = deviceOf(attempt);
  if (holderName !== null || facts.holderCustomerId !== undefined) {
    const holder = holderName ?? said('anotherCustomer');
    return [said('registeredToOther', { device, holder, customer }), whatWasRight(attempt)];
  }
  if (facts.macWasRemoved === true) {
    const removed = facts.macBinding === 'learn' ? 'removedFromNotLearned' : 'removedFrom';
    return [said(removed, { device, customer }), whatWasRight(attempt)];
  }
  const uses = said('usesRightPassword', { device: unregisteredFirst(attempt) });
  return facts.deviceCount === 0 ? [uses, said('noneRegisteredYet', { customer })] : uses;
}

function explainLimit(attempt: AttemptToExplain): Said {
  const { deviceLimit: limit } = attempt.facts;
  const told = { device: unregisteredFirst(attempt), customer: customerOf(attempt) };
  if (limit === undefined) return said('limitAllTaken', told);
  if (limit === 0) return said('limitNone', told);
  return limit === 1 ? said('limitOnlyTaken', told) : said('limitTaken', { ...told, limit });
}

type DeviceWords = Readonly<Record<'plain' | 'private' | 'unknown' | 'vendor', SaidKey>>;

const DEVICE = {
  plain: 'plainDevice',
  private: 'devicePrivate',
  unknown: 'deviceUnknown',
  vendor: 'deviceOf',
} as const satisfies DeviceWords;
const A_DEVICE = {
  plain: 'aPlainDevice',
  private: 'aPrivate',
  unknown: 'aUnknown',
  vendor: 'aVendor',
} as const satisfies DeviceWords;
const UNREGISTERED_FIRST = {
  plain: 'anUnregisteredPlainFirst',
  private: 'anUnregisteredPrivateFirst',
  unknown: 'anUnregisteredUnknownFirst',
  vendor: 'anUnregisteredFirst',
} as const satisfies DeviceWords;

/** `TP-Link (C4:E9:84:77:01:9C)`; a private address is called that, never an unknown vendor's. */
function deviceIn(words: DeviceWords, { mac, vendor }: AttemptToExplain): Said {
  const parsed = mac === null ? null : parseMacAddress(mac);
  if (mac === null || parsed === null) return said(words.plain);
  if (isPrivateMac(parsed)) return said(words.private, { mac: { mac } });
  return vendor === null
    ? said(words.unknown, { mac: { mac } })
    : said(words.vendor, { vendor, mac: { mac } });
}

function deviceOf(attempt: AttemptToExplain): Said {
  return deviceIn(DEVICE, attempt);
}

/** At the beginning of a sentence. */
function unregisteredFirst(attempt: AttemptToExplain): Said {
  return deviceIn(UNREGISTERED_FIRST, attempt);
}

function aDevice(attempt: AttemptToExplain): Said {
  const startsOpen = /^[aeiou]/i.test(attempt.vendor ?? '');
  return deviceIn(startsOpen ? { ...A_DEVICE, vendor: 'anVendor' } : A_DEVICE, attempt);
}

function whoAndWhat(attempt: AttemptToExplain) {
  return { customer: customerOf(attempt), device: aDevice(attempt) };
}

function whereOf({ zoneName }: AttemptToExplain): Said {
  return zoneName === null ? said('here') : said('atPlace', { place: zoneName });
}

/** A MAC login has no password: the device is its credential. */
function whatWasRight({ kind, facts }: AttemptToExplain): Said {
  if (facts.ticket === true) return said('ticketWasRight');
  return said(kind === 'hotspot-mac' ? 'deviceIsKnown' : 'passwordWasRight');
}

function customerOf({ customerName }: AttemptToExplain): SaidValue {
  return customerName ?? said('thisCustomer');
}

function customerFirst({ customerName }: AttemptToExplain): SaidValue {
  return customerName ?? said('thisCustomerFirst');
}

function packageOf({ servicePackageName }: AttemptToExplain): SaidValue {
  return servicePackageName ?? said('thePackage');
}

function packageFirst({ servicePackageName }: AttemptToExplain): SaidValue {
  return servicePackageName ?? said('thePackageFirst');
}
