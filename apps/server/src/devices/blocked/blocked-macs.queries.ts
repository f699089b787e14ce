import { formatMacAddress, isPrivateMac, macSearchDigits } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../../db/keyset.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import type { Page } from '../../shapes.ts';
import { storedMac } from '../stored-mac.ts';
import { vendorOf } from '../vendors/vendor-of.ts';
import type { BlockedMac, BlockedMacSort } from './blocked-macs.schemas.ts';

const SORTS: Record<BlockedMacSort, SortColumn> = {
  blockedAt: { expression: sql`b.blocked_at`, type: 'timestamptz' },
  mac: { expression: sql`b.mac`, type: 'macaddr' },
};

export function selectBlockedMacs(db: Db | Tx) {
  return db
    .selectFrom('blocked_macs as b')
    .leftJoin('devices as d', 'd.mac', 'b.mac')
    .leftJoin('customers as c', 'c.id', 'd.customer_id')
    .select([
      'b.mac',
      'b.reason',
      'b.blocked_by',
      'b.blocked_at',
      'd.id as device_id',
      'd.label',
      'c.id as customer_id',
      'c.name as customer_name',
    ]);
}

type BlockedRow = Awaited<ReturnType<ReturnType<typeof selectBlockedMacs>['executeTakeFirstOrThrow']>>;

export async function listBlockedMacs(db: Db, list: ListRequest<BlockedMacSort>): Promise<Page<BlockedMac>> {
  const where = list.search === null ? sql<boolean>`true` : matches(list.search);
  const { rows, nextCursor } = await readPage(
    selectBlockedMacs(db).where(where),
    list,
    SORTS[list.sort],
    sql`('x' || replace(b.mac::text, ':', ''))::bit(48)::bigint`,
  );
  const total = list.count ? { total: await countBlocked(db, where) } : {};
  return { items: rows.map(presentBlockedMac), nextCursor, ...total };
}

async function countBlocked(db: Db, where: RawBuilder<boolean>): Promise<number> {
  const { count } = await db
    .selectFrom('blocked_macs as b')
    .leftJoin('devices as d', 'd.mac', 'b.mac')
    .leftJoin('customers as c', 'c.id', 'd.customer_id')
    .select(sql<number>`count(*)`.as('count'))
    .where(where)
    .executeTakeFirstOrThrow();
  return count;
}

/** Any part of the MAC, of the reason, or of the holder's name. */
function matches(search: string): RawBuilder<boolean> {
  const pattern = containsPattern(search.toLowerCase());
  const digits = macSearchDigits(search);
  const byMac = digits === null ? sql`` : sql`or replace(b.mac::text, ':', '') like ${`%${digits}%`}`;
  return sql<boolean>`(lower(b.reason) like ${pattern} or lower(c.name) like ${pattern}
    or lower(b.blocked_by) like ${pattern} ${byMac})`;
}

export function presentBlockedMac(row: BlockedRow): BlockedMac {
  const mac = storedMac(row.mac);
  return {
    mac: formatMacAddress(mac),
    vendor: vendorOf(mac),
    private: isPrivateMac(mac),
    reason: row.reason,
    blockedBy: row.blocked_by,
    blockedAt: row.blocked_at.toISOString(),
    holder:
      row.device_id === null || row.customer_id === null
        ? null
        : {
            deviceId: String(row.device_id),
            customerId: String(row.customer_id),
            customerName: row.customer_name ?? '',
            label: row.label,
          },
  };
}
