import { type AttributeDefinition, unknownAttribute } from '../attributes/attribute-definition.ts';
import { rfc2865 } from './rfc2865.ts';
import { rfc2866 } from './rfc2866.ts';
import { rfc2867 } from './rfc2867.ts';
import { rfc2868 } from './rfc2868.ts';
import { rfc2869 } from './rfc2869.ts';
import { rfc3162 } from './rfc3162.ts';
import { rfc4372 } from './rfc4372.ts';
import { rfc4675 } from './rfc4675.ts';
import { rfc4818 } from './rfc4818.ts';
import { rfc4849 } from './rfc4849.ts';
import { rfc5176 } from './rfc5176.ts';
import { rfc5580 } from './rfc5580.ts';
import { rfc6911 } from './rfc6911.ts';
import { rfc6929 } from './rfc6929.ts';
import { adslForum } from './vendors/adsl-forum.ts';
import { airespace } from './vendors/airespace.ts';
import { aruba } from './vendors/aruba.ts';
import { ascend } from './vendors/ascend.ts';
import { chillispot } from './vendors/chillispot.ts';
import { cisco } from './vendors/cisco.ts';
import { erx } from './vendors/erx.ts';
import { huawei } from './vendors/huawei.ts';
import { microsoft } from './vendors/microsoft.ts';
import { mikrotik } from './vendors/mikrotik.ts';
import { redback } from './vendors/redback.ts';
import { ruckus } from './vendors/ruckus.ts';
import { wispr } from './vendors/wispr.ts';

/** Every table. A new one is a file and a line here. */
export const DICTIONARIES: readonly Readonly<Record<string, AttributeDefinition>>[] = [
  rfc2865,
  rfc2866,
  rfc2867,
  rfc2868,
  rfc2869,
  rfc3162,
  rfc4372,
  rfc4675,
  rfc4818,
  rfc4849,
  rfc5176,
  rfc5580,
  rfc6911,
  rfc6929,
  adslForum,
  airespace,
  aruba,
  ascend,
  chillispot,
  cisco,
  erx,
  huawei,
  microsoft,
  mikrotik,
  redback,
  ruckus,
  wispr,
];

const ALL = DICTIONARIES.flatMap((dictionary) => Object.values(dictionary));
const BY_NUMBER = new Map(ALL.map((definition) => [key(definition.vendor, definition.type), definition]));
const BY_NAME = new Map(ALL.map((definition) => [definition.name.toLowerCase(), definition]));

export function allAttributes(): readonly AttributeDefinition[] {
  return ALL;
}

export function findAttribute(vendor: number, type: number): AttributeDefinition | null {
  return BY_NUMBER.get(key(vendor, type)) ?? null;
}

/** By the RFC's name in any case, or as `Attr-<type>` and `Attr-26.<vendor>.<type>` for one without a name. */
export function findAttributeByName(name: string): AttributeDefinition | null {
  const known = BY_NAME.get(name.toLowerCase());
  if (known !== undefined) return known;
  const numbers = /^attr-(?:26\.(\d{1,8})\.)?(\d{1,10})$/i.exec(name);
  if (numbers === null) return null;
  const vendor = Number(numbers[1] ?? 0);
  const type = Number(numbers[2]);
  if (vendor === 0 && (type < 1 || type > 255)) return null;
  return findAttribute(vendor, type) ?? unknownAttribute(vendor, type);
}

function key(vendor: number, type: number): number {
  return vendor * 0x1_0000_0000 + type;
}
