import type { MacAddress } from '@gatehouse/domain/mac-address';

/** To whom a session belongs: the customer to whom the Accept was given, and what they used then. */
export type SessionOwner = {
  readonly customerId: number;
  /** `null`: a line without a package. */
  readonly subscriptionId: number | null;
};

/**
 * What the access directory needs to know of one session row, as it stands now: absolute, so that
 * applying it twice changes nothing. Sent once more with `open: false` when the session ends.
 */
export type SessionChange = {
  readonly id: number;
  /** `null`: nobody's that we know; it counts for nobody. */
  readonly customerId: number | null;
  readonly subscriptionId: number | null;
  readonly mac: MacAddress | null;
  /** Where there is no MAC: see `sessionLine`. */
  readonly line: number | null;
  /** Milliseconds since the epoch. A change that was heard earlier than the one known is out of date. */
  readonly lastHeardAt: number;
  readonly open: boolean;
  /** Octets so far, both directions. */
  readonly usedBytes: number;
};

/** An event that is in the journal: whose session, and whether it goes on; which row is not known yet. */
export type JournalledSession = {
  readonly customerId: number;
  readonly mac: MacAddress | null;
  /** Where there is no MAC: see `sessionLine`. */
  readonly line: number | null;
  /** Milliseconds since the epoch. */
  readonly heardAt: number;
  readonly open: boolean;
};

/** Octets of all sessions under a subscription, both directions, and their seconds: absolute sums that only grow. */
export type SubscriptionUsage = {
  readonly subscriptionId: number;
  readonly usedBytes: number;
  readonly usedSeconds: number;
};

/** Who wants to know after each commit: the access directory. Must not throw. */
export type SessionsListener = {
  apply(sessions: readonly SessionChange[], usage: readonly SubscriptionUsage[]): void;
  /** Told once an event of a customer's session is in the journal, before it is answered: it is stored later. */
  applyJournalled?(session: JournalledSession): void;
};

/** The first words of the Class that an Accept carries and accounting brings back (RFC 2865 §5.25). */
const CLASS_PREFIX = 'gh1.';

/** `gh1.<customerId>.<subscriptionId|0>`. */
export function formatSessionClass(owner: SessionOwner): string {
  return `${CLASS_PREFIX}${owner.customerId}.${owner.subscriptionId ?? 0}`;
}

const OUR_CLASS = /^gh1\.([1-9]\d{0,14})\.(0|[1-9]\d{0,14})$/;

/** `null`: not a Class of ours. */
export function parseSessionClass(text: string): SessionOwner | null {
  const match = OUR_CLASS.exec(text);
  if (match === null) return null;
  const subscriptionId = Number(match[2]);
  return { customerId: Number(match[1]), subscriptionId: subscriptionId === 0 ? null : subscriptionId };
}
