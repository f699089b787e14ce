import type { signInShape } from '@gatehouse/server/operators/operators.schemas';
import type { Nas } from '@gatehouse/server/nas/nas.schemas';
import type { z } from 'zod';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';

export type { Customer } from '@gatehouse/server/customers/customers.schemas';
export type { Device, MacLookup } from '@gatehouse/server/devices/devices.schemas';
export type { HotspotZone } from '@gatehouse/server/hotspot-zones/hotspot-zones.schemas';
export type { Nas } from '@gatehouse/server/nas/nas.schemas';
export type { ServicePackage } from '@gatehouse/server/service-packages/service-packages.schemas';
export type { RadiusNode, System } from '@gatehouse/server/system/system.schemas';
export type { Subscription } from '@gatehouse/server/subscriptions/subscriptions.schemas';
export type { Me } from '@gatehouse/server/operators/operators.schemas';

/** What the API answers with. Ids are strings, times ISO 8601 in UTC. */
export type Page<T> = {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
};

export type Session = {
  readonly id: string;
  readonly acctSessionId: string;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly username: string;
  readonly mac: string | null;
  readonly nas: { readonly id: string; readonly name: string } | null;
  readonly framedIpAddress: string | null;
  readonly startedAt: string;
  readonly lastHeardAt: string;
  readonly endedAt: string | null;
  readonly terminateCause: string | null;
  readonly inputBytes: number;
  readonly outputBytes: number;
};

export type Attempt = {
  readonly id: string;
  readonly at: string;
  readonly firstAt: string;
  readonly count: number;
  readonly kind: 'pppoe' | 'hotspot-login' | 'hotspot-mac';
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly username: string;
  readonly mac: string | null;
  readonly callingStationId: string;
  readonly nas: { readonly id: string; readonly name: string } | null;
  readonly outcome: 'accept' | 'reject';
  readonly reason: RejectReason | null;
  readonly explanation: string;
  readonly holderName?: string | null;
  readonly facts?: StoredAttemptFacts;
};

export type NasVendor = { readonly id: string; readonly label: string; readonly coaPort: number };

/** What is heard from a router, and what is wrong with it in words. */
export type NasHealth = {
  readonly lastRequestAt: string | null;
  readonly lastAcceptAt: string | null;
  readonly lastAccountingAt: string | null;
  readonly verdicts: readonly NasVerdict[];
};

export type NasVerdict = { readonly code: string; readonly message?: string };

export type NasWithHealth = Nas & { readonly health?: NasHealth | null };

export type Discard = {
  readonly sourceAddress: string;
  readonly reason: string;
  readonly nasId: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
};

export type SignIn = z.infer<typeof signInShape>;
