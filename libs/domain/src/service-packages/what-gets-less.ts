import type { ValidFrom } from './validity.ts';

/** What a package grants whoever has it. */
export type GrantedByPackage = {
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  readonly validitySeconds: number | null;
  readonly validFrom: ValidFrom;
  readonly onlineSeconds: number | null;
  readonly quotaBytes: number | null;
  readonly deviceLimit: number | null;
  readonly sessionLimit: number | null;
  /** None: good in all. */
  readonly zoneIds: readonly string[];
};

/** Where a package says nothing of it. */
const DEVICE_LIMIT_DEFAULT = 1;

/**
 * What somebody who paid for the package as it was would miss in it as it shall be, in words; none: they get as much
 * or more. The price is not among it: who has paid has paid.
 */
export function whatGetsLess(before: GrantedByPackage, after: GrantedByPackage): readonly string[] {
  const rows: readonly (readonly [what: string, less: boolean])[] = [
    ['how long it runs', isLess(before.validitySeconds, after.validitySeconds)],
    ['when it begins', before.validFrom !== after.validFrom],
    ['time online', isLess(before.onlineSeconds, after.onlineSeconds)],
    ['volume', isLess(before.quotaBytes, after.quotaBytes)],
    ['speed', isLess(before.rateDownKbps, after.rateDownKbps) || isLess(before.rateUpKbps, after.rateUpKbps)],
    ['devices', (after.deviceLimit ?? DEVICE_LIMIT_DEFAULT) < (before.deviceLimit ?? DEVICE_LIMIT_DEFAULT)],
    ['devices at the same time', isLess(before.sessionLimit, after.sessionLimit)],
    ['places', isFewer(before.zoneIds, after.zoneIds)],
  ];
  return rows.filter(([, less]) => less).map(([what]) => what);
}

/** `null`: without a limit. */
function isLess(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before);
}

function isFewer(before: readonly string[], after: readonly string[]): boolean {
  if (after.length === 0) return false;
  return before.length === 0 || before.some((id) => !after.includes(id));
}
