import { generic } from './generic.ts';
import { mikrotik } from './mikrotik.ts';
import type { NasVendor } from './nas-vendor.ts';

/** Every make that a router can be declared as, in the order of the list to choose from. */
export const nasVendors: readonly NasVendor[] = [mikrotik, generic];

/** One that this version does not know is served by the RFCs alone. */
export function findNasVendor(id: string): NasVendor {
  return nasVendors.find((vendor) => vendor.id === id) ?? generic;
}
