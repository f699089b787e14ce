import type { RecentLogin } from '../../access-log/recent-logins.ts';

/** What the last logins come to; each is a line of the access log, the newest first. */
export type FoldedLogins = {
  readonly lastAccept: RecentLogin | null;
  /** The newest refusals from one device for one reason, since its last accept; the newest of them first. */
  readonly refused: readonly RecentLogin[];
  /** What a device of the customer's tried under another name, since it was let in; the newest first. */
  readonly triedAs: readonly RecentLogin[];
};

/** Who tried the right password within so long before somebody guessed is still at it: routers ask again every few seconds. */
const STILL_TRYING_MS = 3_600_000;

/**
 * @param logins the newest first
 * @param ownMacs of the customer's devices, and of what they were online with
 */
export function foldLogins(
  logins: readonly RecentLogin[],
  customerId: number,
  ownMacs: ReadonlySet<string>,
): FoldedLogins {
  const own = logins.filter((login) => login.customerId === customerId);
  const accepts = own.filter(({ outcome }) => outcome === 'accept');
  const strange = logins.filter((login) => login.customerId !== customerId && login.outcome === 'reject');
  return {
    lastAccept: accepts[0] ?? null,
    refused: newestRun(
      own.filter(({ outcome }) => outcome === 'reject'),
      accepts,
      sameCause,
      (login) => isGuess(login, ownMacs),
    ),
    triedAs: newestRun(strange, accepts, sameName, () => false),
  };
}

/**
 * All that are like the newest, since the last accept of the same device. Guesses are the newest only where nothing else
 * is going on: anybody can make them, and they say nothing of the customer's own devices.
 */
function newestRun(
  refusals: readonly RecentLogin[],
  accepts: readonly RecentLogin[],
  isLike: (one: RecentLogin, other: RecentLogin) => boolean,
  isGuessed: (login: RecentLogin) => boolean,
): readonly RecentLogin[] {
  const lettingIn = ({ mac }: RecentLogin) => accepts.find((accept) => accept.mac === mac)?.at ?? 0;
  const pressing = refusals.filter((login) => login.at > lettingIn(login));
  const [latest] = pressing;
  if (latest === undefined) return [];
  const telling = isGuessed(latest) ? newestOfEachDevice(pressing).find(knewThePassword) : latest;
  const newest = telling === undefined || telling.at < latest.at - STILL_TRYING_MS ? latest : telling;
  return pressing.filter((login) => isLike(login, newest));
}

function newestOfEachDevice(logins: readonly RecentLogin[]): RecentLogin[] {
  const known = new Set<string | null>();
  return logins.filter(({ mac }) => !known.has(mac) && known.add(mac));
}

function knewThePassword({ reason }: RecentLogin): boolean {
  return reason !== 'wrong-password';
}

function isGuess(login: RecentLogin, ownMacs: ReadonlySet<string>): boolean {
  return !knewThePassword(login) && (login.mac === null || !ownMacs.has(login.mac));
}

function sameCause(one: RecentLogin, other: RecentLogin): boolean {
  return one.mac === other.mac && one.reason === other.reason;
}

function sameName(one: RecentLogin, other: RecentLogin): boolean {
  return one.mac === other.mac && one.username.toLowerCase() === other.username.toLowerCase();
}
