import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import {
  formatMacAddress,
  isPrivateMac,
  macSearchDigits,
  parseMacAddress,
} from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { matchesPerson } from '../../customers/match-customers.ts';
import { countUpTo } from '../../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../../db/keyset.ts';
import type { Db } from '../../db/open-database.ts';
import type { Page } from '../../shapes.ts';
import { type DevicePlaces, readDevicePlaces } from '../device-places.ts';
import { hasVendorLike } from '../vendors/has-vendor-like.ts';
import { vendorOf } from '../vendors/vendor-of.ts';
import type { UnrecognisedDevice, UnrecognisedFilters, UnrecognisedSort } from './unrecognised.schemas.ts';

const SORTS: Record<UnrecognisedSort, SortColumn> = {
  lastAt: { expression: sql`u.last_at`, type: 'timestamptz' },
  firstAt: { expression: sql`u.first_at`, type: 'timestamptz' },
  count: { expression: sql`u.count`, type: 'bigint' },
  customerName: { expression: sql`lower(c.name)`, type: 'text' },
  mac: { expression: sql`u.mac`, type: 'macaddr' },
};

/** Devices that know a customer's password and are not the customer's, each with what can be done about it. */
export async function listUnrecognised(
  db: Db,
  list: ListRequest<UnrecognisedSort>,
  filters: UnrecognisedFilters,
): Promise<Page<UnrecognisedDevice>> {
  const where = conditions(list.search, filters);
  const { rows, nextCursor } = await readPage(
    selectUnrecognised(db).where(where),
    list,
    SORTS[list.sort],
    sql`u.id`,
  );
  const places = await readDevicePlaces(
    db,
    rows.map(({ customer_id }) => customer_id),
  );
  const total = list.count ? await countUpTo(db, sql`${FROM} where ${where}`) : null;
  return {
    items: rows.map((row) => present(row, places.get(row.customer_id))),
    nextCursor,
    ...(total !== null && { total }),
  };
}

const FROM = sql`unrecognised_devices u join customers c on c.id = u.customer_id
  left join devices d on d.mac = u.mac left join nas n on n.id = u.last_nas_id`;

function selectUnrecognised(db: Db) {
  return db
    .selectFrom('unrecognised_devices as u')
    .innerJoin('customers as c', 'c.id', 'u.customer_id')
    .leftJoin('devices as d', 'd.mac', 'u.mac')
    .leftJoin('customers as h', 'h.id', 'd.customer_id')
    .leftJoin('nas as n', 'n.id', 'u.last_nas_id')
    .select([
      'u.id',
      'u.customer_id',
      'c.name as customer_name',
      'c.username',
      'u.mac',
      'u.first_at',
      'u.last_at',
      'u.count',
      'u.refused_count',
      'u.observed_count',
      'u.last_reason',
      'u.ignored_at',
      'u.ignored_by',
      'u.ignored_count',
      'n.id as nas_id',
      'n.name as nas_name',
      'd.id as holder_device_id',
      'h.id as holder_id',
      'h.name as holder_name',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectUnrecognised>['executeTakeFirstOrThrow']>>;

/** Neither the customer's by now, nor blocked: then there is nothing left to decide. */
export const isStillUnrecognised = sql<boolean>`(
  d.customer_id is distinct from u.customer_id
  and not exists (select from blocked_macs b where b.mac = u.mac))`;

function conditions(search: string | null, filters: UnrecognisedFilters): RawBuilder<boolean> {
  const { customerId, ignored, outcome, nasId, since } = filters;
  const all: RawBuilder<boolean>[] = [isStillUnrecognised];
  if (search !== null) all.push(matches(search));
  if (customerId) all.push(sql`u.customer_id = ${customerId}`);
  all.push(ignored === 'true' ? sql`u.ignored_at is not null` : sql`u.ignored_at is null`);
  if (outcome) all.push(outcome === 'refused' ? sql`u.refused_count > 0` : sql`u.refused_count = 0`);
  if (filters.private) all.push(sql`${isPrivate} = ${filters.private === 'true'}`);
  if (nasId) all.push(sql`u.last_nas_id = ${nasId}`);
  if (since) all.push(sql`u.last_at >= ${since}`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

const isPrivate = sql<boolean>`((u.mac & '02:00:00:00:00:00') <> '00:00:00:00:00:00')`;

/** Any part of a MAC in any format, what its customer is found by, the router, or a vendor's name. */
function matches(search: string): RawBuilder<boolean> {
  const ways = [
    sql`u.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)})`,
    sql`lower(n.name) like ${containsPattern(search.toLowerCase())}`,
    hasVendorLike(sql`u.mac`, search),
  ];
  const digits = macSearchDigits(search);
  if (digits !== null) ways.push(sql`replace(u.mac::text, ':', '') like ${`%${digits}%`}`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

function present(row: Row, place: DevicePlaces | undefined): UnrecognisedDevice {
  const mac = parseMacAddress(row.mac);
  if (mac === null) throw new Error('The database holds a MAC that is none.');
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    customerName: row.customer_name,
    username: row.username,
    mac: formatMacAddress(mac),
    vendor: vendorOf(mac),
    private: isPrivateMac(mac),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    count: row.count,
    refusedCount: row.refused_count,
    observedCount: row.observed_count,
    reason: isRejectReason(row.last_reason) ? row.last_reason : null,
    nas: row.nas_id === null || row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name },
    holder:
      row.holder_id === null || row.holder_name === null || row.holder_device_id === null
        ? null
        : {
            deviceId: String(row.holder_device_id),
            customerId: String(row.holder_id),
            customerName: row.holder_name,
          },
    ignoredAt: row.ignored_at?.toISOString() ?? null,
    ignoredBy: row.ignored_by,
    countSinceIgnored: row.ignored_at === null ? 0 : row.count - (row.ignored_count ?? 0),
    place: {
      deviceCount: place?.deviceCount ?? 0,
      deviceLimit: place?.deviceLimit ?? 0,
      devices: place?.devices ?? [],
    },
  };
}
