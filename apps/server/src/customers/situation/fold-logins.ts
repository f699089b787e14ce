import type { RecentLogin } from '../../access-log/recent-logins.ts';

/** What the last logins come to; each is a line of the access log, the newest first. */
export type FoldedLogins = {
  readonly lastAccept: RecentLogin | null;
  /** The newest refusals from one device for one reason, since its last accept; the newest of them first. */
  readonly refused: readonly RecentLogin[];
  /** What a device of the customer's tried under another name, since it was let in; the newest first. */
  readonly triedAs: readonly RecentLogin[];
};

/** @param logins the newest first */
export function foldLogins(logins: readonly RecentLogin[], customerId: number): FoldedLogins {
  const own = logins.filter((login) => login.customerId === customerId);
  const accepts = own.filter(({ outcome }) => outcome === 'accept');
  const strange = logins.filter((login) => login.customerId !== customerId && login.outcome === 'reject');
  return {
    lastAccept: accepts[0] ?? null,
    refused: newestRun(
      own.filter(({ outcome }) => outcome === 'reject'),
      accepts,
      sameCause,
    ),
    triedAs: newestRun(strange, accepts, sameName),
  };
}

/** All that are like the newest, since the last accept of the same device. */
function newestRun(
  refusals: readonly RecentLogin[],
  accepts: readonly RecentLogin[],
  isLike: (one: RecentLogin, other: RecentLogin) => boolean,
): readonly RecentLogin[] {
  const lettingIn = ({ mac }: RecentLogin) => accepts.find((accept) => accept.mac === mac)?.at ?? 0;
  const pressing = refusals.filter((login) => login.at > lettingIn(login));
  const [newest] = pressing;
  return newest === undefined ? [] : pressing.filter((login) => isLike(login, newest));
}

function sameCause(one: RecentLogin, other: RecentLogin): boolean {
  return one.mac === other.mac && one.reason === other.reason;
}

function sameName(one: RecentLogin, other: RecentLogin): boolean {
  return one.mac === other.mac && one.username.toLowerCase() === other.username.toLowerCase();
}
