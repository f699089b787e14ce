import { moment, type Said, type SaidValue, said } from '../../said/said.ts';
import type { SituationRule } from './judge-situation.ts';
import {
  FRESH_MS,
  howOften,
  MINUTE,
  minutesLeft,
  nameAndPlace,
  nameOf,
  PASSWORD_WAYS,
  waysToPackage,
} from './situation-phrases.ts';
import type { SituationFacts, TriedAs } from './situation-facts.ts';
import type { Way } from './situation-words.ts';

/** An Accept is told by itself for so long; then its session should have been heard of. */
const ACCEPTED_MS = 5 * MINUTE;

const suspended: SituationRule = ({ status, refused }) => {
  if (status === 'active') return null;
  const ended = status === 'ended';
  const now = said(ended ? 'endedNow' : 'suspendedNow');
  return {
    code: ended ? 'ended' : 'suspended',
    meaning: 'amber',
    sentence: refused === null ? now : [now, said('triedLast', { when: moment(refused.lastAt, 'at') })],
    ways: [{ do: ended ? 'take-up-again' : 'unsuspend' }],
  };
};

/** As long as nothing was refused since it was opened, there is nothing to do but wait. */
const swapWindowOpen: SituationRule = (facts) => {
  const { swapWindow, refused, online, now } = facts;
  if (swapWindow === null || online.some(({ startedAt }) => startedAt > swapWindow.openedAt)) return null;
  if (refused !== null && refused.lastAt > swapWindow.openedAt && refused.present !== 'accept') return null;
  const left = minutesLeft(swapWindow.endsAt, now);
  const { deviceName: device } = swapWindow;
  const open =
    device === null ? said('swapOpenRegisters', { left }) : said('swapOpenTakes', { left, device });
  const close: Way = { do: 'close-swap-window' };
  const hindrance = packageHindrance(facts);
  return hindrance === null
    ? { code: 'swap-window-open', meaning: 'amber', sentence: open, ways: [close] }
    : {
        code: 'swap-window-open',
        meaning: 'red',
        sentence: [open, hindrance],
        ways: [...waysToPackage(facts), close],
      };
};

/** A window opens no door that the package keeps shut. */
function packageHindrance({ package: held, needsPackage }: SituationFacts): Said | null {
  if (needsPackage && held?.running !== true) return said('swapButNoPackage');
  return held === null || held.usedUp === null ? null : said('swapButUsedUp');
}

const triedAs: SituationRule = (facts) => {
  const { triedAs: tried, refused, username } = facts;
  if (tried === null || tried.lastAt <= letInAt(facts) || tried.lastAt <= (refused?.lastAt ?? 0)) return null;
  const { customerName: customer, count, since } = tried;
  const told = { device: own(tried), username: tried.username, often: howOften(count, since), own: username };
  return {
    code: 'tried-as',
    meaning: 'red',
    sentence: customer === null ? said('triedAsNobody', told) : said('triedAsOther', { ...told, customer }),
    ways: PASSWORD_WAYS,
  };
};

/** By its name, or as what they were online with. */
function own(tried: TriedAs): SaidValue {
  return tried.device === null ? said('theCustomersOwn', { device: nameOf(tried) }) : nameOf(tried);
}

/** What it was refused for is mended; only the router has not asked again yet. */
const letInNextTime: SituationRule = (facts) => {
  const { refused } = facts;
  if (refused === null || refused.present !== 'accept' || refused.lastAt <= letInAt(facts)) return null;
  return {
    code: 'let-in-next-time',
    meaning: 'amber',
    sentence: said('nothingInTheWay', { device: nameOf(refused), when: moment(refused.lastAt, 'at') }),
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
    sentence: said('acceptedAgo', { when: moment(lastAccept.at, 'ago'), from: nameAndPlace(lastAccept) }),
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
