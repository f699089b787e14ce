import {
  checkDeviceMac,
  formatMacAddress,
  isPrivateMac,
  macSearchDigits,
  parseMacAddress,
} from '@gatehouse/domain/mac-address';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { type RawBuilder, sql } from 'kysely';
import { matchesPerson } from '../customers/match-customers.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import { presentDevice, selectDevices } from './device-row.ts';
import type { Device, DeviceFilters, DeviceSort, MacLookup } from './devices.schemas.ts';
import { findVendorBlocks, vendorOf } from './vendors/vendor-of.ts';

const SORTS: Record<DeviceSort, SortColumn> = {
  addedAt: { expression: sql`d.added_at`, type: 'timestamptz' },
  lastSeenAt: { expression: sql`coalesce(d.last_seen_at, '-infinity')`, type: 'timestamptz' },
  customerName: { expression: sql`lower(c.name)`, type: 'text' },
  username: { expression: sql`c.username_key`, type: 'text' },
  mac: { expression: sql`d.mac`, type: 'macaddr' },
  type: { expression: sql`lower(coalesce(d.type, ''))`, type: 'text' },
  label: { expression: sql`lower(coalesce(d.label, ''))`, type: 'text' },
  addedBy: { expression: sql`lower(d.added_by)`, type: 'text' },
};

export async function listDevices(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
): Promise<Page<Device>> {
  const where = conditions(list.search, filters);
  const { rows, nextCursor } = await readPage(
    selectDevices(db).where(where),
    list,
    SORTS[list.sort],
    sql`d.id`,
  );
  return {
    items: rows.map(presentDevice),
    nextCursor,
    ...(list.count && { total: await countDevices(db, where) }),
  };
}

/** `null`: there is no such device. */
export async function findDevice(db: Db, id: number): Promise<Device | null> {
  const row = await selectDevices(db).where('d.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentDevice(row);
}

async function countDevices(db: Db, where: RawBuilder<boolean>): Promise<number> {
  const { count } = await db
    .selectFrom('devices as d')
    .select(sql<number>`count(*)`.as('count'))
    .where(where)
    .executeTakeFirstOrThrow();
  return count;
}

/** Which of `devices d` a list shows. */
export function conditions(search: string | null, filters: DeviceFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(matches(search));
  if (filters.customerId) all.push(sql`d.customer_id = ${filters.customerId}`);
  if (filters.type) all.push(sql`lower(d.type) = ${filters.type.toLowerCase()}`);
  if (filters.addedBy) all.push(sql`d.added_by = ${filters.addedBy}`);
  if (filters.source) all.push(sql`d.source = ${filters.source}`);
  if (filters.private) all.push(sql`${isPrivate} = ${filters.private === 'true'}`);
  if (filters.seenBefore)
    all.push(sql`(d.last_seen_at is null or d.last_seen_at < ${filters.seenBefore}::timestamptz)`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

/** The bit of a locally administered address. */
const isPrivate = sql<boolean>`((d.mac & '02:00:00:00:00:00') <> '00:00:00:00:00:00')`;

/** Any part of a MAC in any format, a label, a type, what its holder is found by, or a vendor's name. */
function matches(search: string): RawBuilder<boolean> {
  const text = search.toLowerCase();
  const pattern = containsPattern(text);
  const ways = [
    // Found once for the whole list, not row by row.
    sql`d.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)})`,
    sql`lower(d.label) like ${pattern}`,
    sql`lower(d.type) like ${pattern}`,
  ];
  const digits = macSearchDigits(search);
  if (digits !== null) ways.push(sql`d.mac_digits like ${`%${digits}%`}`);
  const { large, medium, small } = findVendorBlocks(text);
  if (large.length > 0) ways.push(sql`(not ${isPrivate} and trunc(d.mac) = any(${large}::macaddr[]))`);
  if (medium.length > 0) ways.push(sql`(d.mac & 'ff:ff:ff:f0:00:00') = any(${medium}::macaddr[])`);
  if (small.length > 0) ways.push(sql`(d.mac & 'ff:ff:ff:ff:f0:00') = any(${small}::macaddr[])`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

/** What a MAC field shows while one types: what was understood, whose it is, whether it can be one's. */
export async function lookUpMac(db: Db, typed: string): Promise<MacLookup> {
  const mac = parseMacAddress(typed);
  if (mac === null) {
    const reason = ERROR_CODES['mac-unreadable'].message;
    return { mac: null, vendor: null, private: false, usable: false, reason, holder: null };
  }
  const unusable = checkDeviceMac(mac);
  const text = formatMacAddress(mac);
  const holder = await selectDevices(db).where('d.mac', '=', text).executeTakeFirst();
  return {
    mac: text,
    vendor: unusable === null ? vendorOf(mac) : null,
    private: unusable === null && isPrivateMac(mac),
    usable: unusable === null,
    reason: unusable === null ? null : ERROR_CODES[unusable].message,
    holder: holder
      ? {
          deviceId: String(holder.id),
          customerId: String(holder.customer_id),
          customerName: holder.customer_name,
          username: holder.username,
          label: holder.label,
        }
      : null,
  };
}
