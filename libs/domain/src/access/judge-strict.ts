import type { MacAddress } from '../mac-address.ts';
import type { CustomerKind } from './access-facts.ts';
import { decideAccess } from './decide-access.ts';
import type { RejectReason } from './reject-reasons.ts';

export type StrictQuestion = {
  readonly kind: CustomerKind;
  /** `null`: the router tells none that can be read. */
  readonly mac: MacAddress | null;
  /** Registered to the customer who logs in. */
  readonly own: boolean;
};

const CUSTOMER = 1;

/**
 * What strict would say to a login that is right in all else, by the one judge; `null`: nothing. Of everything but the
 * binding the best is assumed.
 */
export function judgeStrict({ kind, mac, own }: StrictQuestion): RejectReason | null {
  const servicePackage = {
    id: 1,
    name: '',
    rateDownKbps: null,
    rateUpKbps: null,
    quotaBytes: null,
    onlineSeconds: null,
    deviceLimit: null,
    sessionLimit: null,
    macBinding: null,
    zoneIds: [],
    framedPool: null,
    privateMacPolicy: 'allow',
  } as const;
  const subscription = {
    id: 1,
    endsAt: null,
    waitingSeconds: null,
    usedBytes: 0,
    usedSeconds: 0,
    servicePackage,
  };
  const decision = decideAccess({
    now: 0,
    attempt: {
      kind: kind === 'pppoe' ? 'pppoe' : 'hotspot-login',
      mac,
      zoneId: kind === 'pppoe' ? null : 1,
      roamingZoneIds: [],
    },
    credential: 'verified',
    customer: {
      id: CUSTOMER,
      kind,
      status: 'active',
      macBinding: 'strict',
      deviceLimit: null,
      sessionLimit: null,
      framedIpAddress: null,
      hadSubscription: true,
      subscription,
      deviceCount: own ? 1 : 0,
      borrowedPlaces: 0,
      otherSessions: 0,
      macWasRemoved: false,
      swapWindowEndsAt: null,
    },
    device: own
      ? { id: 1, customerId: CUSTOMER, customerKind: kind, macLoginPaused: false, zoneIds: [] }
      : null,
    deviceBlocked: false,
  });
  return decision.outcome === 'reject' ? decision.reason : null;
}
