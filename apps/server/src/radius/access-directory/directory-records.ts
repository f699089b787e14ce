import type {
  CustomerKind,
  CustomerStatus,
  MacBindingMode,
  ServicePackageFacts,
} from '@gatehouse/domain/access/access-facts';
import type { MacAddress } from '@gatehouse/domain/mac-address';

/** What the directory is fed with: one customer with everything a login needs of them, secrets in the clear. */
export type CustomerRecord = {
  readonly id: number;
  readonly usernameKey: string;
  readonly password: string;
  readonly kind: CustomerKind;
  readonly status: CustomerStatus;
  readonly macBinding: MacBindingMode | null;
  readonly deviceLimit: number | null;
  readonly sessionLimit: number | null;
  readonly framedIpAddress: string | null;
  readonly subscriptions: readonly SubscriptionRecord[];
  readonly devices: readonly DeviceRecord[];
  readonly removedMacs: readonly MacAddress[];
  /** Milliseconds since the epoch; `null`: no swap window is open. */
  readonly swapWindowEndsAt: number | null;
};

/** Times are milliseconds since the epoch. */
export type SubscriptionRecord = {
  readonly id: number;
  readonly servicePackageId: number;
  readonly startsAt: number;
  /** `null`: until someone ends it. */
  readonly endsAt: number | null;
  /** It is to run so long from its first login; `null`: it runs, or has run. */
  readonly waitingSeconds: number | null;
};

export type DeviceRecord = {
  readonly id: number;
  readonly mac: MacAddress;
  readonly macLoginPaused: boolean;
  readonly zoneIds: readonly number[];
};

export type ServicePackageRecord = ServicePackageFacts;

export type HotspotZoneRecord = {
  readonly id: number;
  readonly name: string;
  readonly ssid: string;
  readonly macLogin: boolean;
  /** A device that is remembered in one zone of a group is known in all of them; `null`: in no group. */
  readonly roamingGroup: string | null;
  /** Where the NAS sends a fixed password in MAC logins: that, and nothing else counts then. */
  readonly macPassword: string | null;
};

/** As logins ask for it. */
export type HotspotZone = HotspotZoneRecord & {
  /** The other zones of its roaming group. */
  readonly roamingZoneIds: readonly number[];
};

export type NasRecord = {
  readonly id: number;
  readonly name: string;
  /** An address or a CIDR prefix, IPv4 or IPv6. */
  readonly address: string;
  readonly secrets: readonly [current: Uint8Array, previous?: Uint8Array];
  readonly vendor: string;
  readonly zoneId: number | null;
  readonly messageAuthenticator: 'required' | 'learn' | 'off';
  readonly proxy: boolean;
  readonly coaPort: number;
  /** Zones by hotspot server name ('Called-Station-Id'), where one NAS serves several. */
  readonly hotspotServers: ReadonlyMap<string, number>;
  /** Addresses whose logins must be signed, because they always were. */
  readonly signingSources: readonly string[];
  /** Until then unsigned ones pass, and nothing is learned. Milliseconds since the epoch. */
  readonly unsignedUntil: number | null;
};
