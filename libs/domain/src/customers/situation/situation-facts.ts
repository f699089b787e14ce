import type { AttemptKind, CustomerKind, CustomerStatus, MacBindingMode } from '../../access/access-facts.ts';
import type { RejectReason } from '../../access/reject-reasons.ts';
import type { Said } from '../../said/said.ts';

/** What a customer's situation is judged by. Gathered elsewhere; times are milliseconds since the epoch. */
export type SituationFacts = {
  readonly now: number;
  readonly name: string;
  readonly username: string;
  readonly kind: CustomerKind;
  readonly status: CustomerStatus;
  readonly macBinding: MacBindingMode;
  readonly deviceLimit: number;
  readonly deviceCount: number;
  /** The last seen first; not all of them where they are many. */
  readonly devices: readonly DeviceKnown[];
  /** `null`: none is or was. */
  readonly package: PackageKnown | null;
  /** Every login is refused without a running package. */
  readonly needsPackage: boolean;
  /** Open sessions that were heard from lately, the newest first. */
  readonly online: readonly SessionKnown[];
  /** The session heard from last, of those that are not online; `null`: there is none. */
  readonly lastSession: SessionKnown | null;
  /** What is known of the router of the last session; `null`: there was none, or the router was removed. */
  readonly lastRouter: RouterKnown | null;
  readonly lastAccept: LoginKnown | null;
  /** The newest refusals from one device for one reason, since its last accept; `null`: there are none. */
  readonly refused: RefusalsKnown | null;
  /** A device that is registered, or was online here and is nobody's, and tried with another username later than it was let in; `null`: none did. */
  readonly triedAs: TriedAs | null;
  /** `null`: none is open. */
  readonly swapWindow: SwapWindowKnown | null;
};

export type DeviceKnown = {
  readonly id: string;
  /** Its label, else its type, else its MAC. */
  readonly name: string;
  readonly mac: string;
  readonly lastSeenAt: number | null;
};

export type PackageKnown = {
  /** Of the customer's hold on it. */
  readonly subscriptionId: string;
  readonly name: string;
  readonly startsAt: number;
  /** `null`: until someone ends it. */
  readonly endsAt: number | null;
  readonly running: boolean;
  readonly usedUp: 'volume' | 'time' | null;
  /** Another one is queued behind it. */
  readonly isFollowed: boolean;
};

export type RouterRef = { readonly id: string; readonly name: string };

export type RouterKnown = RouterRef & {
  /** Anything at all; `null`: nothing was heard yet. */
  readonly heardAt: number | null;
  /** Of other customers, heard from lately. */
  readonly othersOnline: number;
  /** Others were online there within the hour before it was heard from last. */
  readonly hadOthers: boolean;
};

/** Which device it was; `name`: of a registered one of this customer's. */
type FromDevice = {
  readonly mac: string | null;
  /** `null`: not in the registry, or a private address. */
  readonly vendor: string | null;
  readonly private: boolean;
  readonly device: { readonly id: string; readonly name: string } | null;
  readonly router: RouterRef | null;
};

export type SessionKnown = FromDevice & {
  readonly startedAt: number;
  readonly heardAt: number;
  /** `null`: it was never ended, only not heard from any more. */
  readonly endedAt: number | null;
};

export type LoginKnown = FromDevice & { readonly at: number };

export type RefusalsKnown = FromDevice & {
  readonly reason: RejectReason;
  readonly kind: AttemptKind;
  readonly count: number;
  readonly since: number;
  readonly lastAt: number;
  /** How the same login would fare now: let in, refused for this reason; `null`: that cannot be told. */
  readonly present: 'accept' | RejectReason | null;
  /** What stands in its way, as the access log says it: now, where that can be told, else as it was. */
  readonly sentence: Said;
  /** Somebody else, to whom the device is registered. */
  readonly holder: {
    readonly deviceId: string;
    readonly customerId: string;
    readonly customerName: string;
  } | null;
  /** They were online from it before, registered or not, and it is nobody else's. */
  readonly usedBefore: boolean;
  /** An operator removed it from this customer. */
  readonly wasRemoved: boolean;
  /** Why it is blocked, as the operator wrote it. */
  readonly blockedWhy: string | null;
};

export type TriedAs = Omit<FromDevice, 'router'> & {
  readonly username: string;
  /** Whose username that is; `null`: nobody's. */
  readonly customerName: string | null;
  readonly count: number;
  readonly since: number;
  readonly lastAt: number;
};

export type SwapWindowKnown = {
  readonly openedAt: number;
  readonly endsAt: number;
  /** Whose place the next device takes; `null`: a free one, or that of the device unseen longest. */
  readonly deviceName: string | null;
};
