import type { SeedIsp } from './make-isp.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { seedPackages, seedRouters, seedZones } from './what-is-sold.ts';

/** What happened in the demo's hotspots in the last weeks. Times are milliseconds since the epoch. */
export type HotspotPast = {
  /** Guests who registered at the portal: the customer's index, and the zone's. */
  readonly signUps: readonly { readonly customer: number; readonly zone: number; readonly at: number }[];
  /** Packages that guests had before the one they have now. */
  readonly earlier: readonly {
    readonly customer: number;
    readonly servicePackage: number;
    readonly startsAt: number;
    readonly endsAt: number;
  }[];
  /** How many were online and held a package; `null`: in all zones together. */
  readonly samples: readonly {
    readonly zone: number | null;
    readonly at: number;
    readonly online: number;
    readonly packagesInUse: number;
  }[];
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 31;

export function makeHotspotPast(isp: SeedIsp, { seed, now }: { seed: number; now: number }): HotspotPast {
  const random = seededRandom(seed + 2);
  const day = seedPackages.findIndex(({ name }) => name === 'Hotspot Day');
  const guests = isp.customers.flatMap((customer, index) => {
    const zone = seedRouters[customer.router]?.zone ?? null;
    return customer.kind === 'hotspot' && zone !== null ? [{ customer, index, zone }] : [];
  });
  const earlier = guests.flatMap(({ customer, index }) => {
    const from = Math.max(customer.createdAt, now - DAYS * DAY);
    const until = Math.min(customer.subscription.startsAt, now - DAY) - DAY;
    const times = until > from ? random.between(0, Math.min(6, Math.ceil((until - from) / DAY))) : 0;
    return Array.from({ length: times }, () => {
      const startsAt = Math.floor(from + random.next() * (until - from));
      return { customer: index, servicePackage: day, startsAt, endsAt: startsAt + DAY };
    });
  });
  const zoneOf = new Map(guests.map(({ index, zone }) => [index, zone]));
  const held = [
    ...guests.map(({ customer, index }) => ({ ...customer.subscription, customer: index })),
    ...earlier,
  ].map(({ customer, startsAt, endsAt }) => ({ zone: zoneOf.get(customer) ?? 0, startsAt, endsAt }));
  return {
    // The others were added by an operator.
    signUps: guests
      .filter(() => random.chance(0.85))
      .map(({ customer, index, zone }) => ({ customer: index, zone, at: customer.createdAt })),
    earlier,
    samples: sampleTimes(now).flatMap((at) => sampleAt(random, held, at, now)),
  };
}

/** As the product would have counted: every five minutes, of days long gone every half an hour. */
function sampleTimes(now: number): number[] {
  const times: number[] = [];
  const last = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
  for (let at = last; at > now - DAYS * DAY; at -= at > now - DAY ? 5 * MINUTE : 30 * MINUTE) times.push(at);
  return times;
}

type Held = { readonly zone: number; readonly startsAt: number; readonly endsAt: number };

function sampleAt(
  random: SeededRandom,
  held: readonly Held[],
  at: number,
  now: number,
): HotspotPast['samples'][number][] {
  const running = held.filter(({ startsAt, endsAt }) => startsAt <= at && endsAt > at);
  const zones = seedZones.map((_, zone) => {
    const packagesInUse = running.filter((each) => each.zone === zone).length;
    const online = packagesInUse * MOST_ONLINE * hourOfDay(at, now) * (0.92 + 0.16 * random.next());
    return { zone, at, online: Math.round(online), packagesInUse };
  });
  const sum = (read: (each: (typeof zones)[number]) => number) =>
    zones.reduce((total, each) => total + read(each), 0);
  return [
    { zone: null, at, online: sum(({ online }) => online), packagesInUse: sum((each) => each.packagesInUse) },
    ...zones,
  ];
}

/** Devices online in the busiest hour, for each package. */
const MOST_ONLINE = 0.68;

/** Few in the small hours, most in the evening, which is when the demo begins, whatever the clock says; 1 at the busiest. */
function hourOfDay(at: number, now: number): number {
  const fromPeak = ((((1 - (now - at) / HOUR) % 24) + 36) % 24) - 12;
  const awake = Math.max(0, Math.cos((Math.PI * fromPeak) / 20));
  return 0.24 + 0.76 * awake ** 1.1;
}
