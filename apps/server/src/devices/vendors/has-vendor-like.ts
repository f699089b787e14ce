import { type RawBuilder, sql } from 'kysely';
import { findVendorBlocks } from './vendor-of.ts';

/** A MAC from a block of a vendor whose name holds what was typed; a private address is nobody's. */
export function hasVendorLike(mac: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const { large, medium, small } = findVendorBlocks(typed.toLowerCase());
  const ways: RawBuilder<boolean>[] = [];
  const isPublic = sql`(${mac} & '02:00:00:00:00:00') = '00:00:00:00:00:00'`;
  if (large.length > 0) ways.push(sql`(${isPublic} and trunc(${mac}) = any(${large}::macaddr[]))`);
  if (medium.length > 0) ways.push(sql`(${mac} & 'ff:ff:ff:f0:00:00') = any(${medium}::macaddr[])`);
  if (small.length > 0) ways.push(sql`(${mac} & 'ff:ff:ff:ff:f0:00') = any(${small}::macaddr[])`);
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
