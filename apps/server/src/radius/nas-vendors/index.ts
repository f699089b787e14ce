import { accelPpp } from './accel-ppp.ts';
import { alcatelLucent } from './alcatel-lucent.ts';
import { aruba } from './aruba.ts';
import { cisco } from './cisco.ts';
import { coovachilli } from './coovachilli.ts';
import { generic } from './generic.ts';
import { hostapd } from './hostapd.ts';
import { huawei } from './huawei.ts';
import { juniper } from './juniper.ts';
import { mikrotik } from './mikrotik.ts';
import type { NasVendor } from './nas-vendor.ts';
import { redback } from './redback.ts';
import { ruckus } from './ruckus.ts';
import { ubiquiti } from './ubiquiti.ts';

/** Every make that a router can be declared as, in the order of the list to choose from. */
export const nasVendors: readonly NasVendor[] = [
  mikrotik,
  cisco,
  juniper,
  huawei,
  ubiquiti,
  ruckus,
  aruba,
  coovachilli,
  accelPpp,
  hostapd,
  redback,
  alcatelLucent,
  generic,
];

/** One that this version does not know is served by the RFCs alone. */
export function findNasVendor(id: string): NasVendor {
  return nasVendors.find((vendor) => vendor.id === id) ?? generic;
}
