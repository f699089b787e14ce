import type { PackageLeft } from './customer-overview.ts';

/** Why nobody gets online in a zone by this package, in the words of a login that would be refused for it. */
export type PackageFault = 'no-subscription' | 'package-not-here' | 'quota-exhausted' | 'time-exhausted';

/** As `decideAccess` judges it, and in the same order; `null`: it is good here. */
export function packageFault(left: PackageLeft | null, zoneId: number): PackageFault | null {
  if (left === null || !left.running) return 'no-subscription';
  if (left.zoneIds.length > 0 && !left.zoneIds.includes(zoneId)) return 'package-not-here';
  if (left.bytesLeft === 0) return 'quota-exhausted';
  return left.onlineSecondsLeft === 0 ? 'time-exhausted' : null;
}
