import type { MacAddress } from '../mac-address.ts';
import type {
  AccessFacts,
  CustomerFacts,
  DeviceFacts,
  SubscriptionFacts,
  TicketFacts,
} from './access-facts.ts';
import type { AccessDecision } from './decide-access.ts';

// People, devices and packages to tell situations with; for tests.

export const NOW = Date.UTC(2026, 10, 22, 12);
export const HOUR = 3_600_000;
export const RAHIMA = 1;
export const KARIM = 2;
export const CAFE = 10;
export const LIBRARY = 11;

/** A package sold until some time, and how much of it is used. */
export function sold(
  change: Partial<SubscriptionFacts> & Partial<SubscriptionFacts['servicePackage']> = {},
): SubscriptionFacts {
  const { id = 1, waitingSeconds = null, usedBytes = 0, usedSeconds = 0, ...rest } = change;
  const { endsAt = waitingSeconds === null ? NOW + HOUR : null, ...ofPackage } = rest;
  const servicePackage = {
    name: 'Home 20',
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
    quotaBytes: null,
    onlineSeconds: null,
    deviceLimit: null,
    sessionLimit: null,
    macBinding: null,
    zoneIds: [],
    framedPool: null,
    privateMacPolicy: 'allow' as const,
    ...ofPackage,
  };
  return { id, endsAt, waitingSeconds, usedBytes, usedSeconds, servicePackage: { id: 1, ...servicePackage } };
}

export function rahima(change: Partial<CustomerFacts>): CustomerFacts {
  return {
    id: RAHIMA,
    kind: 'pppoe',
    status: 'active',
    macBinding: null,
    deviceLimit: null,
    sessionLimit: null,
    framedIpAddress: null,
    hadSubscription: false,
    subscription: null,
    deviceCount: 0,
    borrowedPlaces: 0,
    otherSessions: 0,
    macWasRemoved: false,
    swapWindowEndsAt: null,
    ...change,
  };
}

export const line = (change: Partial<CustomerFacts> = {}) => rahima({ kind: 'pppoe', ...change });
export const guest = (change: Partial<CustomerFacts> = {}) =>
  rahima({ kind: 'hotspot', hadSubscription: true, subscription: sold(), ...change });

function device(change: Partial<DeviceFacts>): DeviceFacts {
  return {
    id: 1,
    customerId: RAHIMA,
    customerKind: 'hotspot',
    macLoginPaused: false,
    zoneIds: [],
    ...change,
  };
}

/** For the café, and for the device that logs in there. */
export const ticket = (change: Partial<TicketFacts> = {}): TicketFacts => ({
  zoneId: CAFE,
  mac: 0xc4e9841f220a as MacAddress,
  expiresAt: NOW + HOUR,
  used: false,
  continuesDeviceId: null,
  ...change,
});

export const NOBODYS = null;
export const OWN = device({});
export const OWN_FROM_CAFE = device({ zoneIds: [CAFE] });
export const OWN_PAUSED = device({ macLoginPaused: true });
export const KARIMS = device({ customerId: KARIM });
export const KARIMS_PAUSED = device({ customerId: KARIM, macLoginPaused: true });

type Login = Partial<Omit<AccessFacts, 'attempt'>> & Partial<AccessFacts['attempt']>;

export function login(
  kind: AccessFacts['attempt']['kind'],
  customer: CustomerFacts | null,
  from: DeviceFacts | null,
  more: Login,
): AccessFacts {
  const { mac = 0xc4e9841f220a as MacAddress, zoneId = kind === 'pppoe' ? null : CAFE, ...others } = more;
  const { roamingZoneIds = [], ...rest } = others;
  const attempt = { kind, mac, zoneId, roamingZoneIds };
  return { now: NOW, attempt, credential: 'verified', customer, device: from, deviceBlocked: false, ...rest };
}

/** A login over the customer's line, with the right password unless it says otherwise. */
export const atHome = (customer: CustomerFacts | null, from: DeviceFacts | null, more: Login = {}) =>
  login('pppoe', customer, from, more);
/** A login with a password at the café's hotspot. */
export const atCafe = (customer: CustomerFacts | null, from: DeviceFacts | null, more: Login = {}) =>
  login('hotspot-login', customer, from, more);
/** The café's router asks whether it knows the device; nobody typed anything. */
export const backAtCafe = (customer: CustomerFacts | null, from: DeviceFacts | null, more: Login = {}) =>
  login('hotspot-mac', customer, from, more);

/** `passes`, `passes, register-device`, `refused: suspended` … */
export function inWords(decision: AccessDecision): string {
  if (decision.outcome === 'reject') return `refused: ${decision.reason}`;
  const observed = decision.observed === null ? [] : [`strict would say ${decision.observed}`];
  return ['passes', ...observed, ...decision.writes].join(', ');
}
