import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { HexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import type { TextsByLanguage } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { ValidFrom } from '@gatehouse/domain/service-packages/validity';

/** The packages, zones and routers of Lakeside Net, the small provider that the demo shows. */
export type SeedPackage = {
  readonly name: string;
  readonly kind: CustomerKind;
  readonly rateDownKbps: number;
  readonly rateUpKbps: number;
  readonly validitySeconds: number | null;
  readonly validFrom: ValidFrom;
  readonly onlineSeconds: number | null;
  readonly trial: boolean;
  readonly quotaBytes: number | null;
  readonly deviceLimit: number;
  readonly sessionLimit: number | null;
  readonly macBinding: MacBindingMode | null;
  readonly framedPool: string | null;
  readonly priceMinor: number;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
/** What strangers take at the portal, once. */
export const FREE_PACKAGE = 'Free hour';
const GB = 1_000_000_000;

export const seedPackages = [
  line('Home 10', 10, 4, 'learn', 1800),
  line('Home 20', 20, 4, 'strict', 2500),
  line('Home 50', 50, 4, 'strict', 4200),
  line('Business 100', 100, 12, 'observe', 12_000),
  hotspot('Hotspot Day', 5, 2, DAY, 3 * GB, 80),
  hotspot('Hotspot Month', 10, 5, 30 * DAY, 100 * GB, 1500),
  { ...hotspot(FREE_PACKAGE, 2, 1, HOUR, GB / 2, 0), trial: true },
  {
    ...hotspot('Hotspot 5 hours', 5, 2, 7 * DAY, 10 * GB, 50),
    onlineSeconds: 5 * HOUR,
    validFrom: 'first-use',
  },
] as const satisfies readonly SeedPackage[];

export const SEED_CURRENCY = 'USD';

export type SeedZone = {
  readonly name: string;
  readonly ssid: string;
  /** How strangers register there. */
  readonly registration: 'code' | 'open';
  /** How its portal looks; as ours where nothing is said. */
  readonly accentColor: HexColor | null;
  readonly welcomeTexts: TextsByLanguage;
  readonly termsTexts: TextsByLanguage;
};

export const SEED_PHONE_COUNTRY = '1';

export const seedZones = [
  {
    name: 'Market Square',
    ssid: 'Lakeside WiFi',
    registration: 'code',
    accentColor: '#b0125b',
    welcomeTexts: {
      en: 'Free for the first hour, all over the square.',
      es: 'La primera hora es gratis en toda la plaza.',
    },
    termsTexts: {
      en: 'The Wi-Fi is for everybody on the square, so please leave some of it for the others.\n\nDo nothing with it that the law forbids. We keep when which device was online, for as long as the law asks, and tell nobody who has no right to know.',
    },
  },
  {
    name: 'Harbour',
    ssid: 'Lakeside Harbour',
    registration: 'open',
    accentColor: null,
    welcomeTexts: {},
    termsTexts: {},
  },
] as const satisfies readonly SeedZone[];

export type SeedRouter = {
  readonly name: string;
  readonly address: string;
  readonly vendor: 'mikrotik' | 'coovachilli';
  /** Index in `seedZones`, `null` for one that only serves lines. */
  readonly zone: number | null;
  readonly sendsMessageAuthenticator: boolean;
};

/** Loopback addresses, so that the demo's routers ask from four sources on one machine. */
export const seedRouters = [
  {
    name: 'North Tower',
    address: '127.0.0.11',
    vendor: 'mikrotik',
    zone: null,
    sendsMessageAuthenticator: true,
  },
  {
    name: 'South Tower',
    address: '127.0.0.12',
    vendor: 'mikrotik',
    zone: null,
    sendsMessageAuthenticator: false,
  },
  {
    name: 'Market Square',
    address: '127.0.0.13',
    vendor: 'mikrotik',
    zone: 0,
    sendsMessageAuthenticator: true,
  },
  {
    name: 'Harbour',
    address: '127.0.0.14',
    vendor: 'coovachilli',
    zone: 1,
    sendsMessageAuthenticator: true,
  },
] as const satisfies readonly SeedRouter[];

function line(
  name: string,
  mbps: number,
  deviceLimit: number,
  macBinding: MacBindingMode,
  priceMinor: number,
): SeedPackage {
  return {
    name,
    kind: 'pppoe',
    rateDownKbps: mbps * 1024,
    rateUpKbps: (mbps * 1024) / 2,
    validitySeconds: 30 * DAY,
    validFrom: 'purchase',
    onlineSeconds: null,
    trial: false,
    quotaBytes: null,
    deviceLimit,
    sessionLimit: null,
    macBinding,
    framedPool: null,
    priceMinor,
  };
}

function hotspot(
  name: string,
  mbps: number,
  deviceLimit: number,
  validitySeconds: number,
  quotaBytes: number,
  priceMinor: number,
): SeedPackage {
  return {
    name,
    kind: 'hotspot',
    rateDownKbps: mbps * 1024,
    rateUpKbps: (mbps * 1024) / 2,
    validitySeconds,
    validFrom: 'purchase',
    onlineSeconds: null,
    trial: false,
    quotaBytes,
    deviceLimit,
    sessionLimit: deviceLimit,
    macBinding: null,
    framedPool: null,
    priceMinor,
  };
}
