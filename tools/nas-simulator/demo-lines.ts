import type { SeedCustomer, SeedIsp } from '../seed/make-isp.ts';
import { addressOf } from '../seed/make-past.ts';
import type { SeededRandom } from '../seed/seeded-random.ts';
import { seedRouters, seedZones } from '../seed/what-is-sold.ts';
import type { LoginMethod } from '@gatehouse/server/radtest/nas-login';

/** Someone at one of the demo's routers: which devices, which password, how often. */
export type DemoLine = {
  readonly username: string;
  /** `null`: a hotspot's phone that knows none, and gets online by its MAC or not at all. */
  readonly password: string | null;
  readonly method: LoginMethod;
  /** The devices this line uses, the usual one first. */
  readonly macs: readonly string[];
  readonly service: 'pppoe' | 'hotspot';
  /** Index in `seedRouters`. */
  readonly router: number;
  readonly framedIpAddress: string;
  /** How often it tries before it waits, when it is refused. */
  readonly triesInARow: number;
};

const methods: readonly (readonly [LoginMethod, number])[] = [
  ['ms-chap-v2', 6],
  ['chap', 2],
  ['pap', 2],
];

/** The lines of all customers, those who should not get in among them. */
export function demoLines(isp: SeedIsp, random: SeededRandom): DemoLine[] {
  return isp.customers.flatMap((customer, index) => linesOf(customer, index, random));
}

function linesOf(customer: SeedCustomer, index: number, random: SeededRandom): DemoLine[] {
  const own: DemoLine = {
    username: customer.username,
    password: customer.habit === 'old-password' ? 'what it was before' : customer.password,
    method: customer.kind === 'hotspot' ? 'chap' : random.weighted(methods),
    macs:
      customer.habit === 'swapped-router'
        ? [customer.strangeMac]
        : customer.devices.map((device) => device.mac),
    service: customer.kind,
    router: customer.router,
    framedIpAddress: addressOf(index),
    triesInARow: 4,
  };
  if (customer.status === 'ended') return []; // nobody dials in any more
  if (customer.habit !== 'shares-password') return [own];
  return [
    own,
    { ...own, macs: [customer.strangeMac], triesInARow: 2, framedIpAddress: `100.65.1.${1 + (index % 200)}` },
  ];
}

/** A MAC as this router writes it into 'Calling-Station-Id'. */
export function callingStationId(router: number, mac: string): string {
  return seedRouters[router]?.vendor === 'mikrotik' ? mac : mac.toLowerCase().replaceAll(':', '-');
}

/** The hotspot server's name on a MikroTik; an access point's own MAC and its SSID elsewhere. */
export function calledStationId(router: number, service: DemoLine['service']): string {
  const { vendor, zone } = seedRouters[router] ?? { vendor: 'mikrotik', zone: null };
  if (service === 'pppoe' || zone === null) return 'pppoe-lan';
  return vendor === 'mikrotik' ? 'hotspot1' : `f0-9f-c2-10-20-30:${seedZones[zone]?.ssid ?? ''}`;
}
