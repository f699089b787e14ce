import type { CustomerKind, CustomerStatus, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { hardware, privateMac, type SeedDeviceType, type SeedHardware } from './device-makes.ts';
import { businessName, personName } from './names.ts';
import { randomPassword, type SeededRandom, seededRandom } from './seeded-random.ts';
import { seedPackages, seedRouters } from './what-is-sold.ts';

export type SeedDeviceSource = 'operator' | 'import' | 'hotspot' | 'learned';

export type SeedDevice = {
  readonly mac: string;
  readonly type: SeedDeviceType | null;
  readonly label: string | null;
  readonly source: SeedDeviceSource;
  readonly addedBy: string;
  /** Milliseconds since the epoch, as every time here. */
  readonly addedAt: number;
  readonly lastSeenAt: number | null;
};

/**
 * How a customer of the demo behaves. `steady` is online with registered devices; the others give the
 * operator something to do: a router swapped without a call, a password shared with a neighbour, an old
 * password left in a router.
 */
export type SeedHabit = 'steady' | 'swapped-router' | 'shares-password' | 'old-password';

export type SeedCustomer = {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly kind: CustomerKind;
  readonly status: CustomerStatus;
  readonly macBinding: MacBindingMode | null;
  readonly phone: string;
  readonly email: string | null;
  readonly createdAt: number;
  /** Index in `seedPackages`. */
  readonly servicePackage: number;
  readonly subscription: { readonly startsAt: number; readonly endsAt: number };
  readonly devices: readonly SeedDevice[];
  /** Index in `seedRouters`: where this customer's requests come from. */
  readonly router: number;
  readonly habit: SeedHabit;
  /** The device that is not registered, for the habits that need one. */
  readonly strangeMac: string;
};

export type SeedIsp = { readonly customers: readonly SeedCustomer[] };

/** `passwordSeed` is random for each demo and drives the passwords alone; `now` is when it was made. */
export type IspPlan = { readonly seed: number; readonly passwordSeed: number; readonly now: number };

export const SEED_CUSTOMERS = 300;
export const SEED_DEVICES = 900;
const BUSINESSES = 12;
const HOTSPOT_CUSTOMERS = 88;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 86_400_000;

/** Lakeside Net: 300 customers with 900 devices. Pure; the same plan gives the same provider. */
export function makeIsp(plan: IspPlan): SeedIsp {
  const random = seededRandom(plan.seed);
  const passwords = seededRandom(plan.passwordSeed);
  const taken = new Set<string>();
  const counts = deviceCounts(random);
  const customers = counts.map((devices, index) =>
    makeCustomer({ random, passwords, taken, index, devices, now: plan.now }),
  );
  return { customers };
}

type Making = {
  readonly random: SeededRandom;
  readonly passwords: SeededRandom;
  /** Usernames and MACs that are in use already. */
  readonly taken: Set<string>;
  readonly index: number;
  readonly devices: number;
  readonly now: number;
};

function makeCustomer(making: Making): SeedCustomer {
  const { random, index, now } = making;
  const business = index < BUSINESSES;
  const kind: CustomerKind = index >= SEED_CUSTOMERS - HOTSPOT_CUSTOMERS ? 'hotspot' : 'pppoe';
  const person = business ? businessName(index) : personName(random);
  const servicePackage = choosePackage(random, kind, business);
  // Guests come and go: most of a hotspot's registered in the last weeks.
  const createdAt = now - (kind === 'hotspot' ? guestAge(random) : random.between(20 * DAY, 900 * DAY));
  const habit = chooseHabit(random, kind, business);
  const registeredOnHotspot = kind === 'hotspot';
  return {
    name: person.name,
    username: unused(making.taken, person.username),
    password: randomPassword(making.passwords, 10),
    kind,
    status: random.weighted([
      ['active', 95],
      ['suspended', 3],
      ['ended', 2],
    ] as const),
    macBinding:
      kind === 'pppoe'
        ? random.weighted([
            [null, 80],
            ['strict', 12],
            ['off', 8],
          ] as const)
        : null,
    phone: `+1 555 01${random.between(10, 99)} ${random.between(100, 999)}`,
    email: random.chance(0.4) ? `${person.username}@example.net` : null,
    createdAt,
    servicePackage,
    subscription: makeSubscription(random, servicePackage, now),
    devices: Array.from({ length: making.devices }, (_, place) =>
      makeDevice(making, { place, registeredOnHotspot, since: createdAt }),
    ),
    router: random.pick(routersFor(kind)),
    habit,
    strangeMac: unusedHardware(random, making.taken, 'Router', false).mac,
  };
}

function guestAge(random: SeededRandom): number {
  return Math.floor(2 * HOUR + random.next() ** 1.6 * 45 * DAY);
}

function choosePackage(random: SeededRandom, kind: CustomerKind, business: boolean): number {
  const name = business
    ? 'Business 100'
    : kind === 'pppoe'
      ? random.weighted([
          ['Home 10', 3],
          ['Home 20', 5],
          ['Home 50', 2],
        ] as const)
      : random.weighted([
          ['Hotspot Day', 3],
          ['Hotspot Month', 4],
          ['Hotspot 5 hours', 2],
        ] as const);
  return seedPackages.findIndex((each) => each.name === name);
}

/** Most have something left; a few ran out in the last days and have not renewed. */
function makeSubscription(
  random: SeededRandom,
  servicePackage: number,
  now: number,
): SeedCustomer['subscription'] {
  const length = (seedPackages[servicePackage]?.validitySeconds ?? 30 * 86_400) * 1000;
  const expired = random.chance(0.035);
  const endsAt = expired
    ? now - random.between(10 * MINUTE, 2 * DAY)
    : now + random.between(Math.min(length / 8, 2 * DAY), length);
  return { startsAt: endsAt - length, endsAt };
}

function chooseHabit(random: SeededRandom, kind: CustomerKind, business: boolean): SeedHabit {
  if (kind === 'hotspot' || business) return 'steady';
  return random.weighted([
    ['steady', 90],
    ['swapped-router', 3],
    ['shares-password', 4],
    ['old-password', 3],
  ] as const);
}

function makeDevice(
  { random, taken, now }: Making,
  { place, registeredOnHotspot, since }: { place: number; registeredOnHotspot: boolean; since: number },
): SeedDevice {
  const type = registeredOnHotspot
    ? random.weighted([
        ['Phone', 7],
        ['Laptop', 3],
        ['Tablet', 1],
      ] as const)
    : place === 0
      ? 'Router'
      : random.weighted([
          ['Router', 3],
          ['Laptop', 3],
          ['Phone', 3],
          ['TV', 2],
          ['Console', 1],
          ['Camera', 1],
          ['Other', 1],
        ] as const);
  const hidden = registeredOnHotspot && type !== 'Laptop' && random.chance(0.45);
  const addedAt = since + random.next() * (now - since);
  const source = chooseSource(random, registeredOnHotspot);
  const made = unusedHardware(random, taken, type, hidden);
  return {
    mac: made.mac,
    type: hidden && source === 'hotspot' ? null : type,
    label: source === 'operator' && !hidden ? made.label : null,
    source,
    addedBy: addedByOf(random, source),
    addedAt,
    lastSeenAt: lastSeen(random, addedAt, now),
  };
}

function chooseSource(random: SeededRandom, registeredOnHotspot: boolean): SeedDeviceSource {
  return registeredOnHotspot
    ? random.weighted([
        ['hotspot', 9],
        ['operator', 1],
      ] as const)
    : random.weighted([
        ['operator', 6],
        ['learned', 3],
        ['import', 2],
      ] as const);
}

const staff = ['Ayesha Karim', 'Tomás Ortega', 'Grace Wambui', 'Jan Nowak'] as const;

function addedByOf(random: SeededRandom, source: SeedDeviceSource): string {
  if (source === 'hotspot') return 'Automatic (hotspot)';
  if (source === 'learned') return 'Automatic (learned)';
  return random.pick(staff);
}

/** Most were seen today; some have been in a drawer for months, and a few were never used. */
function lastSeen(random: SeededRandom, addedAt: number, now: number): number | null {
  if (random.chance(0.04)) return null;
  const ago = random.chance(0.8) ? random.next() * 2 * DAY : random.next() * 200 * DAY;
  return Math.max(addedAt, now - ago);
}

function routersFor(kind: CustomerKind): readonly number[] {
  return seedRouters.flatMap((router, index) =>
    (router.zone !== null) === (kind === 'hotspot') ? [index] : [],
  );
}

/** How many devices each customer has: businesses many, homes a few, 900 together. */
function deviceCounts(random: SeededRandom): number[] {
  const limits = Array.from({ length: SEED_CUSTOMERS }, (_, index) => (index < BUSINESSES ? 12 : 4));
  const counts = limits.map((limit) =>
    limit === 12
      ? random.between(6, 10)
      : random.weighted([
          [2, 3],
          [3, 5],
          [4, 2],
        ] as const),
  );
  let missing = SEED_DEVICES - counts.reduce((sum, count) => sum + count, 0);
  while (missing !== 0) {
    const index = random.between(0, SEED_CUSTOMERS - 1);
    const count = (counts[index] ?? 0) + Math.sign(missing);
    if (count < 1 || count > (limits[index] ?? 0)) continue;
    counts[index] = count;
    missing -= Math.sign(missing);
  }
  return counts;
}

function unused(taken: Set<string>, wanted: string): string {
  let username = wanted;
  for (let number = 2; taken.has(username); number += 1) username = `${wanted}${number}`;
  taken.add(username);
  return username;
}

function unusedHardware(
  random: SeededRandom,
  taken: Set<string>,
  type: SeedDeviceType,
  hidden: boolean,
): SeedHardware {
  for (;;) {
    const made = hardware(random, type);
    const mac = hidden ? privateMac(random) : made.mac;
    if (taken.has(mac)) continue;
    taken.add(mac);
    return { mac, label: made.label };
  }
}
