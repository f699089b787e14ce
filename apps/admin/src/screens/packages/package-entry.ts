import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { ServicePackage } from '../../api/types.ts';

type Amount = number | string;

/** A package as typed: speeds in Mbps, volume in GB, validity as a number and its unit. Empty: no limit. */
export type PackageEntry = {
  readonly name: string;
  readonly kind: CustomerKind;
  readonly downMbps: Amount;
  readonly upMbps: Amount;
  readonly validity: Amount;
  readonly validityUnit: ValidityUnit;
  readonly quotaGb: Amount;
  readonly deviceLimit: Amount;
  readonly sessionLimit: Amount;
  readonly macBinding: MacBindingMode | '';
  readonly framedPool: string;
  readonly price: Amount;
  readonly currency: string;
};

export const VALIDITY_UNITS = { days: 86_400, hours: 3_600, minutes: 60 } as const;
export type ValidityUnit = keyof typeof VALIDITY_UNITS;

const GB = 1_000_000_000;

export function entryOf(item: ServicePackage | undefined): PackageEntry {
  const unit = validityUnitOf(item?.validitySeconds ?? null);
  return {
    name: item?.name ?? '',
    kind: item?.kind ?? 'pppoe',
    downMbps: mbpsOf(item?.rateDownKbps),
    upMbps: mbpsOf(item?.rateUpKbps),
    validity: scaled(item?.validitySeconds, VALIDITY_UNITS[unit]),
    validityUnit: unit,
    quotaGb: scaled(item?.quotaBytes, GB),
    deviceLimit: item?.deviceLimit ?? '',
    sessionLimit: item?.sessionLimit ?? '',
    macBinding: item?.macBinding ?? '',
    framedPool: item?.framedPool ?? '',
    price: scaled(item?.priceMinor, minorUnits(item?.currency ?? '')),
    currency: item?.currency ?? '',
  };
}

/** What the API takes; `null` where nothing was typed. */
export function toPackage(entry: PackageEntry, isNew: boolean): object {
  const { name, kind, framedPool, macBinding, currency } = entry;
  const price = times(entry.price, minorUnits(currency));
  return {
    name,
    ...(isNew && { kind }),
    rateDownKbps: times(entry.downMbps, KBPS_PER_MBPS),
    rateUpKbps: times(entry.upMbps, KBPS_PER_MBPS),
    validitySeconds: times(entry.validity, VALIDITY_UNITS[entry.validityUnit]),
    quotaBytes: times(entry.quotaGb, GB),
    deviceLimit: times(entry.deviceLimit, 1),
    sessionLimit: times(entry.sessionLimit, 1),
    macBinding: macBinding || null,
    framedPool: framedPool || null,
    priceMinor: price,
    currency: price === null ? null : currency || null,
  };
}

/** Routers write 20 Mbps as 20480k: so it is stored, and so it is read back. */
const KBPS_PER_MBPS = 1024;

function mbpsOf(kbps: number | null | undefined): Amount {
  return scaled(kbps, KBPS_PER_MBPS);
}

function scaled(value: number | null | undefined, unit: number): Amount {
  return value === null || value === undefined ? '' : value / unit;
}

function times(amount: Amount, unit: number): number | null {
  return amount === '' ? null : Math.round(Number(amount) * unit);
}

function validityUnitOf(seconds: number | null): ValidityUnit {
  if (seconds === null || seconds % VALIDITY_UNITS.days === 0) return 'days';
  return seconds % VALIDITY_UNITS.hours === 0 ? 'hours' : 'minutes';
}

/** How many of the smallest unit make one: 100 for most currencies, 1 for yen. */
function minorUnits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 100;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}
