import type { SituationRule } from './judge-situation.ts';
import { at, FRESH_MS, MINUTE, moment, nameOf, PASSWORD_WAYS, howOften } from './situation-phrases.ts';
import type { SituationFacts, TriedAs } from './situation-facts.ts';
import type { Sentence } from './situation-words.ts';

/** An Accept is told by itself for so long; then its session should have been heard of. */
const ACCEPTED_MS = 5 * MINUTE;

const suspended: SituationRule = ({ status, refused }) => {
  if (status === 'active') return null;
  const ended = status === 'ended';
  const tried = refused === null ? [] : [' Tried last at ', moment(refused.lastAt), '.'];
  return {
    code: ended ? 'ended' : 'suspended',
    meaning: 'amber',
    sentence: [ended ? 'Ended.' : 'Suspended.', ' Every login is refused.', ...tried],
    ways: [{ do: ended ? 'take-up-again' : 'unsuspend' }],
  };
};

/** As long as nothing was refused since it was opened, there is nothing to do but wait. */
const swapWindowOpen: SituationRule = ({ swapWindow, refused, online, now }) => {
  if (swapWindow === null || online.some(({ startedAt }) => startedAt > swapWindow.openedAt)) return null;
  if (refused !== null && refused.lastAt > swapWindow.openedAt && refused.present !== 'accept') return null;
  const minutes = Math.max(1, Math.ceil((swapWindow.endsAt - now) / MINUTE));
  const place =
    swapWindow.deviceName === null ? 'is registered' : `takes the place of ${swapWindow.deviceName}`;
  return {
    code: 'swap-window-open',
    meaning: 'amber',
    sentence: [
      `Swap window open, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left: the next unregistered device with the right password ${place}.`,
    ],
    ways: [{ do: 'close-swap-window' }],
  };
};

const triedAs: SituationRule = (facts) => {
  const { triedAs: tried, refused, username } = facts;
  if (tried === null || tried.lastAt <= letInAt(facts) || tried.lastAt <= (refused?.lastAt ?? 0)) return null;
  const whose = tried.customerName === null ? 'which nobody has' : `which is ${tried.customerName}’s`;
  return {
    code: 'tried-as',
    meaning: 'red',
    sentence: [
      ...own(tried),
      ` tried to log in as “${tried.username}”, ${whose}, `,
      ...howOften(tried.count, tried.since),
      `. The username here is ${username}.`,
    ],
    ways: PASSWORD_WAYS,
  };
};

/** By its name, or as what they were online with. */
function own(tried: TriedAs): Sentence {
  return tried.device === null ? ['The customer’s own ', ...nameOf(tried)] : nameOf(tried);
}

/** What it was refused for is mended; only the router has not asked again yet. */
const letInNextTime: SituationRule = (facts) => {
  const { refused } = facts;
  if (refused === null || refused.present !== 'accept' || refused.lastAt <= letInAt(facts)) return null;
  return {
    code: 'let-in-next-time',
    meaning: 'amber',
    sentence: [
      'Nothing stands in the way any more: ',
      ...nameOf(refused),
      ' is let in at its next login. It was refused last at ',
      moment(refused.lastAt),
      '.',
    ],
    ways: [],
  };
};

/** Seen arriving: let in a moment ago, whether or not its session was told of yet. */
const accepted: SituationRule = ({ lastAccept, online, refused, now }) => {
  if (lastAccept === null || now - lastAccept.at > ACCEPTED_MS) return null;
  const told = online.some(({ mac, heardAt }) => mac === lastAccept.mac && heardAt >= lastAccept.at - MINUTE);
  if (told && now - lastAccept.at > MINUTE) return null;
  if (refused !== null && refused.lastAt > lastAccept.at) return null;
  return {
    code: 'accepted',
    meaning: 'green',
    sentence: [
      'Accepted ',
      { at: lastAccept.at, as: 'ago' },
      ' from ',
      ...nameOf(lastAccept),
      `${at(lastAccept.router)}.`,
    ],
    ways: [],
  };
};

/** When they were let in last, or came online. */
export function letInAt({ lastAccept, online }: SituationFacts): number {
  return Math.max(lastAccept?.at ?? 0, ...online.map(({ startedAt }) => startedAt));
}

/** Whether what was refused is what the caller calls about: lately, or with nobody online. */
export function isPressing({ refused, online, now }: SituationFacts): boolean {
  return refused !== null && (online.length === 0 || now - refused.lastAt < FRESH_MS);
}

export const standingRules: readonly SituationRule[] = [
  suspended,
  swapWindowOpen,
  triedAs,
  letInNextTime,
  accepted,
];
