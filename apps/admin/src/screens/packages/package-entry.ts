import { MONEY_MINOR_MAX } from '@gatehouse/domain/money';
import type { CustomerKind, MacBindingMode, PrivateMacPolicy } from '@gatehouse/domain/access/access-facts';
import type { ValidFrom } from '@gatehouse/domain/service-packages/validity';
import type { ServicePackage } from '../../api/types.ts';
import { type AmountRule, amountFault, readAmount } from '../../parts/form/amount.ts';
import type { ServerNames } from '../../parts/form/faults-of.ts';
import { currencyFault, moneyFault, readMoney, writeMoney } from '../../parts/form/money-amount.ts';
import { NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

/** A package as typed: numbers as text, speeds in Mbps, volume in GB. Empty: no limit. */
export type PackageEntry = {
  readonly name: string;
  readonly kind: CustomerKind;
  readonly downMbps: string;
  readonly upMbps: string;
  readonly validity: string;
  readonly validityUnit: TimeUnit;
  readonly validFrom: ValidFrom;
  readonly online: string;
  readonly onlineUnit: TimeUnit;
  readonly quotaGb: string;
  readonly deviceLimit: string;
  readonly sessionLimit: string;
  readonly macBinding: MacBindingMode | '';
  /** Of a hotspot package; none: good in all. */
  readonly zoneIds: readonly string[];
  readonly framedPool: string;
  readonly privateMacPolicy: PrivateMacPolicy;
  readonly price: string;
  readonly currency: string;
  /** Of a hotspot package: taken at the portal once per number and device. */
  readonly trial: boolean;
};

export const TIME_UNITS = { days: 86_400, hours: 3_600, minutes: 60 } as const;
export type TimeUnit = keyof typeof TIME_UNITS;
export const timeUnits = ['days', 'hours', 'minutes'] as const satisfies readonly TimeUnit[];

const GB = 1_000_000_000;

export function entryOf(item: ServicePackage | undefined): PackageEntry {
  const unit = timeUnitOf(item?.validitySeconds ?? null, 'days');
  const onlineUnit = timeUnitOf(item?.onlineSeconds ?? null, 'hours');
  return {
    name: item?.name ?? '',
    kind: item?.kind ?? 'pppoe',
    downMbps: mbpsOf(item?.rateDownKbps),
    upMbps: mbpsOf(item?.rateUpKbps),
    validity: scaled(item?.validitySeconds, TIME_UNITS[unit]),
    validityUnit: unit,
    validFrom: item?.validFrom ?? 'purchase',
    online: scaled(item?.onlineSeconds, TIME_UNITS[onlineUnit]),
    onlineUnit,
    quotaGb: scaled(item?.quotaBytes, GB),
    deviceLimit: scaled(item?.deviceLimit, 1),
    sessionLimit: scaled(item?.sessionLimit, 1),
    macBinding: item?.macBinding ?? '',
    zoneIds: item?.zoneIds ?? [],
    framedPool: item?.framedPool ?? '',
    privateMacPolicy: item?.privateMacPolicy ?? 'allow',
    price: typeof item?.priceMinor === 'number' ? writeMoney(item.priceMinor, item.currency ?? '') : '',
    currency: item?.currency ?? '',
    trial: item?.trial ?? false,
  };
}

/** The same again, to be sold beside the first one from now on. */
export function copyOf(entry: PackageEntry): PackageEntry {
  const end = ` ${say('nameMark')}`;
  return { ...entry, name: `${entry.name.slice(0, NAME_LENGTH_MAX - end.length)}${end}` };
}

/** What the API takes; `null` where nothing was typed. */
export function toPackage(entry: PackageEntry, isNew: boolean): object {
  const { name, kind, framedPool, macBinding, currency, validFrom, zoneIds, trial } = entry;
  const price = readMoney(entry.price, currency);
  return {
    name,
    ...(isNew && { kind }),
    rateDownKbps: times(entry.downMbps, KBPS_PER_MBPS),
    rateUpKbps: times(entry.upMbps, KBPS_PER_MBPS),
    validitySeconds: times(entry.validity, TIME_UNITS[entry.validityUnit]),
    validFrom,
    onlineSeconds: times(entry.online, TIME_UNITS[entry.onlineUnit]),
    quotaBytes: times(entry.quotaGb, GB),
    deviceLimit: times(entry.deviceLimit, 1),
    sessionLimit: times(entry.sessionLimit, 1),
    macBinding: macBinding || null,
    zoneIds: kind === 'hotspot' ? zoneIds : [],
    framedPool: framedPool || null,
    privateMacPolicy: entry.privateMacPolicy,
    priceMinor: price,
    currency: price === null ? null : currency || null,
    trial: kind === 'hotspot' && trial,
  };
}

/** Routers write 20 Mbps as 20480k: so it is stored, and so it is read back. */
const KBPS_PER_MBPS = 1024;

function mbpsOf(kbps: number | null | undefined): string {
  return scaled(kbps, KBPS_PER_MBPS);
}

function scaled(value: number | null | undefined, unit: number): string {
  return value === null || value === undefined ? '' : String(value / unit);
}

function times(amount: string, unit: number): number | null {
  const typed = readAmount(amount);
  return typed === null ? null : Math.round(typed * unit);
}

/** The largest in which it is a whole number; `usual` where there is none. */
function timeUnitOf(seconds: number | null, usual: TimeUnit): TimeUnit {
  if (seconds === null) return usual;
  if (seconds % TIME_UNITS.days === 0) return 'days';
  return seconds % TIME_UNITS.hours === 0 ? 'hours' : 'minutes';
}

const INTEGER_MAX = 2_147_483_647;
const CENTURY_SECONDS = 100 * 365 * 86_400;

const SPEED = { unit: 'Mbps', max: Math.floor(INTEGER_MAX / KBPS_PER_MBPS), empty: say('ifEmptyNoLimit') };
const VOLUME = { unit: 'GB', max: Math.floor(Number.MAX_SAFE_INTEGER / GB), empty: say('ifEmptyNoLimit') };
const COUNT_MAX = 1_000_000;

/** What is wrong with each field, in words. The server keeps to the same bounds. */
export const checkPackage = {
  name: (name: string) => nameFault(name, say('giveName'), NAME_LENGTH_MAX),
  downMbps: (typed: string) => smallFault(typed, KBPS_PER_MBPS, SPEED),
  upMbps: (typed: string) => smallFault(typed, KBPS_PER_MBPS, SPEED),
  validity: (typed: string, { validityUnit }: PackageEntry) =>
    timeFault(typed, validityUnit, say('ifEmptyNoEnd')),
  online: (typed: string, { onlineUnit }: PackageEntry) =>
    timeFault(typed, onlineUnit, say('ifEmptyNoLimit')),
  quotaGb: (typed: string) => smallFault(typed, GB, VOLUME),
  deviceLimit: (typed: string) =>
    amountFault(typed, { min: 0, max: COUNT_MAX, whole: true, empty: say('ifEmptyOneDevice') }),
  sessionLimit: (typed: string) =>
    amountFault(typed, { min: 1, max: COUNT_MAX, whole: true, empty: say('ifEmptyNoLimit') }),
  price: (typed: string, { currency, trial, kind }: PackageEntry) =>
    moneyFault(typed, currency, MONEY_MINOR_MAX) ??
    (trial && kind === 'hotspot' && readAmount(typed) !== 0 ? say('trialIsFree') : null),
  currency: (currency: string, { price }: PackageEntry) => (hasPrice(price) ? currencyFault(currency) : null),
};

/** What costs nothing costs it in every currency. */
function hasPrice(typed: string): boolean {
  return typed.trim() !== '' && readAmount(typed) !== 0;
}

function timeFault(typed: string, unit: TimeUnit, empty: string): string | null {
  const seconds = TIME_UNITS[unit];
  return smallFault(typed, seconds, {
    unit: say(`unit_${unit}`),
    max: Math.floor(CENTURY_SECONDS / seconds),
    empty,
  });
}

/** Also says so where so little was typed that nothing would be left of it. */
function smallFault(
  typed: string,
  unit: number,
  rule: AmountRule & { readonly empty: string },
): string | null {
  const fault = amountFault(typed, rule);
  if (fault !== null || typed.trim() === '' || times(typed, unit) !== 0) return fault;
  return say('nextToNothing', { meaning: rule.empty });
}

const NOT_STORED = say('notStored');

/** The server counts in kbit/s, octets, seconds and the smallest coin. */
export const packageServerNames: ServerNames = {
  rateDownKbps: { field: 'downMbps', say: NOT_STORED },
  rateUpKbps: { field: 'upMbps', say: NOT_STORED },
  validitySeconds: { field: 'validity', say: NOT_STORED },
  onlineSeconds: { field: 'online', say: NOT_STORED },
  quotaBytes: { field: 'quotaGb', say: NOT_STORED },
  priceMinor: { field: 'price', say: NOT_STORED },
};
