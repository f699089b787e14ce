import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { SeedCustomer, SeedIsp } from './make-isp.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { seedPackages, seedRouters } from './what-is-sold.ts';

/** One ended session of the demo's past. Times are milliseconds since the epoch. */
export type PastSession = {
  /** Index in `isp.customers`. */
  readonly customer: number;
  readonly mac: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly framedIpAddress: string;
  readonly terminateCause: string;
};

/** One group of identical attempts of the demo's past. */
export type PastAttempt = {
  readonly customer: number;
  readonly kind: AttemptKind;
  readonly username: string;
  readonly mac: string;
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
  readonly reason: RejectReason | null;
  readonly facts: StoredAttemptFacts;
};

export type SeedPast = {
  readonly sessions: readonly PastSession[];
  readonly attempts: readonly PastAttempt[];
};

export const PAST_DAYS = 3;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** What was heard in the last days: sessions that ended, logins, and refusals with their reasons. */
export function makePast(isp: SeedIsp, plan: { seed: number; now: number }): SeedPast {
  const random = seededRandom(plan.seed + 1);
  const sessions: PastSession[] = [];
  const attempts: PastAttempt[] = [];
  isp.customers.forEach((customer, index) => {
    for (let day = 0; day < PAST_DAYS; day += 1) {
      const dayEnds = plan.now - day * DAY;
      if (mayLogIn(customer, dayEnds)) addOnlineDay({ random, customer, index, dayEnds, sessions, attempts });
      addRefusals({ random, customer, index, dayEnds, sessions, attempts });
    }
  });
  return { sessions: sessions.toSorted(byStart), attempts };
}

type DayInThePast = {
  readonly random: SeededRandom;
  readonly customer: SeedCustomer;
  readonly index: number;
  readonly dayEnds: number;
  readonly sessions: PastSession[];
  readonly attempts: PastAttempt[];
};

function mayLogIn(customer: SeedCustomer, at: number): boolean {
  const { startsAt, endsAt } = customer.subscription;
  return (
    customer.status === 'active' && customer.habit !== 'old-password' && startsAt < at - DAY && endsAt > at
  );
}

function addOnlineDay({ random, customer, index, dayEnds, sessions, attempts }: DayInThePast): void {
  const stays = customer.kind === 'pppoe' ? random.between(1, 2) : random.between(0, 3);
  for (let stay = 0; stay < stays; stay += 1) {
    const device = random.pick(customer.devices);
    const longest = customer.kind === 'pppoe' ? 11 * HOUR : 90 * MINUTE;
    const endedAt = dayEnds - random.next() * (DAY - longest);
    const startedAt = endedAt - MINUTE - random.next() * (longest - MINUTE);
    if (device.addedAt > startedAt) continue;
    const down = Math.floor(((endedAt - startedAt) / 1000) * random.between(4_000, 120_000));
    sessions.push({
      customer: index,
      mac: device.mac,
      startedAt,
      endedAt,
      inputBytes: Math.floor(down / random.between(6, 14)),
      outputBytes: down,
      framedIpAddress: addressOf(index),
      terminateCause: random.weighted([
        ['User-Request', 6],
        ['Lost-Carrier', 3],
        ['Idle-Timeout', 1],
      ] as const),
    });
    const hotspot = customer.kind === 'hotspot';
    attempts.push({
      customer: index,
      kind: hotspot ? 'hotspot-mac' : 'pppoe',
      username: hotspot ? device.mac : customer.username,
      mac: device.mac,
      firstAt: startedAt,
      at: startedAt,
      count: 1,
      reason: null,
      facts: factsOf(customer, hotspot ? 'mac' : 'ms-chap-v2'),
    });
  }
}

/** What the habits and the states of customers lead to: a router tries again and again. */
function addRefusals(day: DayInThePast): void {
  const { random, customer, index, dayEnds, attempts } = day;
  const refused = reasonFor(customer, dayEnds);
  if (refused === null) return;
  for (let burst = random.between(1, 5); burst > 0; burst -= 1) {
    const firstAt = dayEnds - random.next() * DAY;
    const count = random.between(1, 12);
    attempts.push({
      customer: index,
      kind: customer.kind === 'pppoe' ? 'pppoe' : 'hotspot-login',
      username: customer.username,
      mac:
        refused === 'device-not-registered'
          ? customer.strangeMac
          : (customer.devices[0]?.mac ?? customer.strangeMac),
      firstAt,
      at: Math.min(firstAt + (count - 1) * 4_000, dayEnds),
      count,
      reason: refused,
      facts: factsOf(customer, 'ms-chap-v2'),
    });
  }
}

function reasonFor(customer: SeedCustomer, at: number): RejectReason | null {
  if (customer.status === 'ended') return null;
  if (customer.habit === 'old-password') return 'wrong-password';
  if (customer.status !== 'active') return 'suspended';
  if (customer.subscription.endsAt < at) return 'no-subscription';
  const mode = customer.macBinding ?? seedPackages[customer.servicePackage]?.macBinding;
  return customer.habit !== 'steady' && mode === 'strict' ? 'device-not-registered' : null;
}

function factsOf(customer: SeedCustomer, method: StoredAttemptFacts['method']): StoredAttemptFacts {
  const servicePackage = seedPackages[customer.servicePackage];
  const zone = seedRouters[customer.router]?.zone ?? null;
  return {
    method: zone === null || method === 'mac' ? method : 'chap',
    status: customer.status,
    macBinding:
      customer.macBinding ?? servicePackage?.macBinding ?? (customer.kind === 'hotspot' ? 'learn' : 'off'),
    macBindingFrom:
      customer.macBinding !== null ? 'customer' : servicePackage?.macBinding ? 'package' : 'default',
    deviceCount: customer.devices.length,
    deviceLimit: servicePackage?.deviceLimit ?? 1,
    packageEndsAt: customer.subscription.endsAt,
  };
}

export function addressOf(customerIndex: number): string {
  return `100.64.${1 + Math.floor(customerIndex / 200)}.${1 + (customerIndex % 200)}`;
}

function byStart(a: PastSession, b: PastSession): number {
  return a.startedAt - b.startedAt;
}
