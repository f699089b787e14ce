import type { MacAddress } from '../mac-address.ts';

/** Everything a login is judged by. Gathered elsewhere; times are milliseconds since the epoch. */
export type AccessFacts = {
  readonly now: number;
  readonly attempt: AttemptFacts;
  readonly credential: CredentialFact;
  /** Found by username, or for a MAC login by the device. `null`: nobody is known by it. */
  readonly customer: CustomerFacts | null;
  /** Who holds the attempt's MAC. `null`: nobody, or the attempt has no MAC. */
  readonly device: DeviceFacts | null;
  readonly deviceBlocked: boolean;
  /** The credential is a ticket of the portal; absent: it is the customer's own. */
  readonly ticket?: TicketFacts;
};

/** What the portal hands to a gateway for a visitor who proved who they are. */
export type TicketFacts = {
  readonly zoneId: number;
  /** Good from this device only; `null`: the gateway named none. */
  readonly mac: MacAddress | null;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly used: boolean;
  /** A device of the customer's whose new address this is, as they say (rule 14); `null`: none. */
  readonly continuesDeviceId: number | null;
};

/** `pppoe` is any line login; the two others happen in a hotspot zone. */
export const attemptKinds = ['pppoe', 'hotspot-login', 'hotspot-mac'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

export type AttemptFacts = {
  readonly kind: AttemptKind;
  /** As the NAS reported it in 'Calling-Station-Id'; `null` when no MAC could be read. */
  readonly mac: MacAddress | null;
  /** The hotspot zone asked from; `null` for a line. */
  readonly zoneId: number | null;
  /** Other zones of its roaming group: a device that is remembered in one of them is known here too. */
  readonly roamingZoneIds: readonly number[];
};

/** What the auth method found. For a MAC login `verified` only says that it has the form of one. */
export type CredentialFact = 'verified' | 'wrong' | 'unsupported';

export const customerKinds = ['pppoe', 'hotspot'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export const customerStatuses = ['active', 'suspended', 'ended'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/** product.md, rule 2: everyone passes · everyone passes, recorded · the first ones register · registered only. */
export const macBindingModes = ['off', 'observe', 'learn', 'strict'] as const;
export type MacBindingMode = (typeof macBindingModes)[number];

export type CustomerFacts = {
  readonly id: number;
  readonly kind: CustomerKind;
  readonly status: CustomerStatus;
  /** The customer's own value; `null` inherits from the package, then from the kind. */
  readonly macBinding: MacBindingMode | null;
  readonly deviceLimit: number | null;
  readonly sessionLimit: number | null;
  readonly framedIpAddress: string | null;
  /** True once any package has begun: from then on a line needs a living one too. One booked for later is none yet. */
  readonly hadSubscription: boolean;
  readonly subscription: SubscriptionFacts | null;
  readonly deviceCount: number;
  /** Places held by open sessions from other people's devices, the attempt's own MAC left out (rule 10). */
  readonly borrowedPlaces: number;
  /** Open, recently heard sessions and reserved places, the attempt's own MAC left out (rule 15). */
  readonly otherSessions: number;
  /** An operator removed the attempt's MAC from this customer, and nobody added it again (rule 7). */
  readonly macWasRemoved: boolean;
  /** Until then the next unregistered device with the right credential takes a place; `null`: no swap window is open. */
  readonly swapWindowEndsAt: number | null;
};

/** What a package makes of devices with a private address that nobody registered; `warn` lets them pass and lists them. */
export const privateMacPolicies = ['allow', 'warn', 'refuse'] as const;
export type PrivateMacPolicy = (typeof privateMacPolicies)[number];

export type SubscriptionFacts = {
  readonly id: number;
  /** `null`: runs until someone ends it. */
  readonly endsAt: number | null;
  /** It was sold to run for so long from its first login, which has not been yet; `null`: it runs. */
  readonly waitingSeconds: number | null;
  /** Octets of all sessions under this subscription, both directions. */
  readonly usedBytes: number;
  /** Seconds online of all sessions under this subscription, of an open one as far as its router has told. */
  readonly usedSeconds: number;
  readonly servicePackage: ServicePackageFacts;
};

export type ServicePackageFacts = {
  readonly id: number;
  readonly name: string;
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  readonly quotaBytes: number | null;
  /** Seconds that its customer may be online, all devices together; `null`: they are not counted. */
  readonly onlineSeconds: number | null;
  readonly deviceLimit: number | null;
  readonly sessionLimit: number | null;
  readonly macBinding: MacBindingMode | null;
  /** Hotspot zones in which it is good; none: all of them. */
  readonly zoneIds: readonly number[];
  readonly framedPool: string | null;
  readonly privateMacPolicy: PrivateMacPolicy;
};

export type DeviceFacts = {
  readonly id: number;
  readonly customerId: number;
  readonly customerKind: CustomerKind;
  /** MAC login waits until the holder logs in from it (rule 10). */
  readonly macLoginPaused: boolean;
  /** Zones where it logged in with a credential; empty: added by hand, good in every zone. */
  readonly zoneIds: readonly number[];
};
