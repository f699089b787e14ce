import type { AccessFacts, CustomerFacts, MacBindingMode, SubscriptionFacts } from './access-facts.ts';

/** How often a NAS is asked for interim accounting (Acct-Interim-Interval, RFC 2869 §2.1, §5.16, RFC 5080 §2.3.4). */
export const ACCT_INTERIM_INTERVAL_SECONDS = 300;

/** A session not heard from for this long no longer counts against a limit (rule 15). */
export const SESSION_SILENCE_SECONDS_MAX = 3 * ACCT_INTERIM_INTERVAL_SECONDS;

/** An Accept reserves its place for this long, until accounting takes over (rule 15). */
export const RESERVED_PLACE_SECONDS = 30;

export const DEVICE_LIMIT_DEFAULT = 1;

/** What an Accept promises. A NAS vendor turns it into attributes; `null` means: say nothing. */
export type GrantedService = {
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  /** Never 0: nothing left is a refusal, and many NASes read 0 as "no limit". */
  readonly sessionTimeoutSeconds: number | null;
  readonly bytesLeft: number | null;
  readonly acctInterimIntervalSeconds: number;
  readonly framedPool: string | null;
  readonly framedIpAddress: string | null;
  /** Hotspots only: how many devices may share the account (RFC 2865 §5.42). */
  readonly portLimit: number | null;
};

export type InheritedFrom = 'customer' | 'package' | 'default';

export type Effective<T> = { readonly value: T; readonly from: InheritedFrom };

/** Rule 2: the customer's value, else the package's, else off for a line and learn for a hotspot customer. */
export function effectiveMacBinding(customer: BindingSource): Effective<MacBindingMode> {
  return effective(
    customer.macBinding,
    customer.subscription?.servicePackage.macBinding ?? null,
    customer.kind === 'hotspot' ? 'learn' : 'off',
  );
}

/** Rule 3: the customer's value, else the package's, else 1. */
export function effectiveDeviceLimit(customer: BindingSource): Effective<number> {
  const ofPackage = customer.subscription?.servicePackage.deviceLimit ?? null;
  return effective(customer.deviceLimit, ofPackage, DEVICE_LIMIT_DEFAULT);
}

/** Rule 3: the customer's value, else the package's, else none. */
export function effectiveSessionLimit(customer: BindingSource): Effective<number | null> {
  const ofPackage = customer.subscription?.servicePackage.sessionLimit ?? null;
  return effective<number | null>(customer.sessionLimit, ofPackage, null);
}

/** The part of a customer that the inherited settings depend on. */
export type BindingSource = Pick<CustomerFacts, 'kind' | 'macBinding' | 'deviceLimit' | 'sessionLimit'> & {
  readonly subscription: {
    readonly servicePackage: {
      readonly macBinding: MacBindingMode | null;
      readonly deviceLimit: number | null;
      readonly sessionLimit: number | null;
    };
  } | null;
};

/** What this customer gets now. Call it only for a login that every rule lets pass. */
export function grantService(facts: AccessFacts, customer: CustomerFacts): GrantedService {
  const { subscription } = customer;
  const servicePackage = subscription?.servicePackage;
  const quotaBytes = servicePackage?.quotaBytes ?? null;
  const isHotspot = facts.attempt.kind !== 'pppoe';
  return {
    rateDownKbps: servicePackage?.rateDownKbps ?? null,
    rateUpKbps: servicePackage?.rateUpKbps ?? null,
    sessionTimeoutSeconds: subscription === null ? null : timeLeft(subscription, facts.now),
    bytesLeft: quotaBytes === null ? null : quotaBytes - (subscription?.usedBytes ?? 0),
    acctInterimIntervalSeconds: ACCT_INTERIM_INTERVAL_SECONDS,
    framedPool: customer.framedIpAddress === null ? (servicePackage?.framedPool ?? null) : null,
    framedIpAddress: customer.framedIpAddress,
    portLimit: isHotspot ? portLimit(customer) : null,
  };
}

/**
 * The session limit, else the device limit. Devices registered above the limit pass too (rule 2), so
 * the router must not hold them back; and never 0, which some NASes read as "no limit".
 */
function portLimit(customer: CustomerFacts): number {
  const sessionLimit = effectiveSessionLimit(customer).value;
  return sessionLimit ?? Math.max(1, effectiveDeviceLimit(customer).value, customer.deviceCount);
}

/** Whole seconds until `endsAt`, `null` without an end. Below one second counts as ended: 0. */
export function secondsLeft(endsAt: number | null, now: number): number | null {
  return endsAt === null ? null : Math.max(0, Math.floor((endsAt - now) / 1000));
}

/** Seconds that this package runs yet: until it ends, counted from now if it waits for its first login. */
export function validityLeft(
  { endsAt, waitingSeconds }: Pick<SubscriptionFacts, 'endsAt' | 'waitingSeconds'>,
  now: number,
): number | null {
  return waitingSeconds ?? secondsLeft(endsAt, now);
}

/** Seconds online that are left of it; `null`: they are not counted. 0: used up. */
export function onlineSecondsLeft({ usedSeconds, servicePackage }: SubscriptionFacts): number | null {
  const { onlineSeconds } = servicePackage;
  return onlineSeconds === null ? null : Math.max(0, onlineSeconds - usedSeconds);
}

/** How long a session may last: whichever is over first. */
function timeLeft(subscription: SubscriptionFacts, now: number): number | null {
  const validity = validityLeft(subscription, now);
  const online = onlineSecondsLeft(subscription);
  if (validity === null || online === null) return validity ?? online;
  return Math.min(validity, online);
}

function effective<T>(own: T | null, ofPackage: T | null, fallback: T): Effective<T> {
  if (own !== null) return { value: own, from: 'customer' };
  if (ofPackage !== null) return { value: ofPackage, from: 'package' };
  return { value: fallback, from: 'default' };
}
