import {
  checkDeviceMac,
  formatMacAddress,
  isPrivateMac,
  parseMacAddress,
} from '@gatehouse/domain/mac-address';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { type RawBuilder, sql } from 'kysely';
import { totalOf } from '../db/count-up-to.ts';
import { type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import { LONG_LIST, readMatchingPage, readPageInSmallReach, type Way } from '../db/matching-page.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { atHomeIn, type Reach } from '../db/reach/reach.ts';
import type { Page } from '../shapes.ts';
import { type DeviceRow, presentDevice, selectDevices } from './device-row.ts';
import type { Device, DeviceFilters, DeviceSort, MacLookup } from './devices.schemas.ts';
import { isFiltered, lastSeen, whenSeen } from './filter-devices.ts';
import { allThatMatch, type SortedIn, stillMatches, waysToMatch } from './matching-devices.ts';
import { vendorOf } from './vendors/vendor-of.ts';

type DeviceSortColumn = SortColumn & { readonly sortedIn: SortedIn; readonly from: RawBuilder<unknown> };

const OWN = { sortedIn: 'devices', from: sql`devices d` } as const;
const HOLDERS = {
  sortedIn: 'customers',
  type: 'text',
  from: sql`customers c join devices d on d.customer_id = c.id`,
} as const;
const WORDS = { sortedIn: 'words', id: sql`w.device_id`, type: 'text', from: sql`device_words w` } as const;

const SORTS: Record<DeviceSort, DeviceSortColumn> = {
  addedAt: { expression: sql`d.added_at`, type: 'timestamptz', ...OWN },
  lastSeenAt: { expression: lastSeen, type: 'timestamptz', ...OWN },
  customerName: { expression: sql`lower(c.name)`, ...HOLDERS },
  username: { expression: sql`c.username_key`, ...HOLDERS },
  mac: { expression: sql`d.mac`, type: 'macaddr', ...OWN },
  type: { expression: sql`w.type_key`, ...WORDS },
  label: { expression: sql`w.label_key`, ...WORDS },
  addedBy: { expression: sql`w.added_by_key`, ...WORDS },
};

/** One page. */
export async function listDevices(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
  bounds = LONG_LIST,
): Promise<Page<Device>> {
  const { rows, ...page } = await readRows(db, list, filters, bounds);
  return { items: rows.map(presentDevice), ...page };
}

type Rows = { readonly rows: DeviceRow[]; readonly nextCursor: string | null; readonly total?: number };

async function readRows(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
  bounds: typeof LONG_LIST,
): Promise<Rows> {
  if (filters.customerId !== undefined) return readAllOrOnes(db, list, filters);
  const few = await readInSmallReach(db, list, filters, bounds);
  if (few !== null) return few;
  return list.search === null && !isFiltered(filters)
    ? readAllOrOnes(db, list, filters)
    : readMatchingDevices(db, list, filters, bounds);
}

function readInSmallReach(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
  bounds: typeof LONG_LIST,
): Promise<Rows | null> {
  const column = SORTS[list.sort];
  const order = { column, rowId: sql`d.id`, idType: 'bigint' } as const;
  const each = stillMatches(list.search, filters);
  const matching = { table: sql`devices d`, from: column.from, each };
  return readPageInSmallReach(db, selectDevices(db), list, order, matching, devicesAtHomeIn, bounds);
}

/** Place by place: holders by where they are at home, of each the devices. */
function devicesAtHomeIn(places: Reach): Way {
  const holders = sql`(select c.id from customers c where ${atHomeIn(places)} offset 0) as c`;
  const from = sql`${holders} cross join lateral (select d.id from devices d where d.customer_id = c.id offset 0) as d`;
  return { from, where: sql`true`, id: sql`d.id` };
}

/** All there are, or of a customer's those that match. */
async function readAllOrOnes(db: Db, list: ListRequest<DeviceSort>, filters: DeviceFilters): Promise<Rows> {
  const column = SORTS[list.sort];
  const which = stillMatches(list.search, filters);
  const [page, counted] = await Promise.all([
    readPage(selectSorted(db, column).where(which), list, column, sql`d.id`),
    totalOf(db, list, sql`devices d where ${which}`),
  ]);
  return { ...page, ...counted };
}

function readMatchingDevices(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
  bounds: typeof LONG_LIST,
): Promise<Rows> {
  const { search, sort } = list;
  const column = SORTS[sort];
  const { sortedIn, from, expression } = column;
  const holderKey = sortedIn === 'customers' ? expression : null;
  const order = { column, rowId: sql`d.id`, idType: 'bigint' } as const;
  return readMatchingPage(
    db,
    selectDevices(db),
    list,
    order,
    {
      table: sql`devices d`,
      from,
      within: withinOrder(sort, filters),
      each: stillMatches(search, filters),
      ways: (nearest) =>
        nearest === null
          ? waysToMatch(search, filters)
          : waysToMatch(search, filters, sortedIn, { ...nearest, sort, holderKey }),
    },
    bounds,
  );
}

/** What the index of a sort tells of the filters. */
function withinOrder(sort: DeviceSort, filters: DeviceFilters): RawBuilder<boolean> {
  const { type, addedBy } = filters;
  if (sort === 'type' && type) return sql`w.type_key = ${type.toLowerCase()}`;
  if (sort === 'addedBy' && addedBy) return sql`w.added_by_key = ${addedBy.toLowerCase()}`;
  if (sort === 'lastSeenAt') return whenSeen(filters);
  return sql`true`;
}

function selectSorted(db: Db | Tx, { sortedIn }: DeviceSortColumn) {
  return selectDevices(db).$if(sortedIn === 'words', (query) =>
    query.innerJoin('device_words as w', 'w.device_id', 'd.id'),
  );
}

/** All of a list in its order, for whoever reads them one after the other. */
export function devicesInOrder(
  db: Db | Tx,
  { search, sort, descending }: ListRequest<DeviceSort>,
  filters: DeviceFilters,
) {
  const direction = descending ? 'desc' : 'asc';
  const column = SORTS[sort];
  return selectSorted(db, column)
    .where(allThatMatch(search, filters))
    .orderBy(column.expression, direction)
    .orderBy(column.id ?? sql`d.id`, direction);
}

/** `null`: there is no such device. */
export async function findDevice(db: Db, id: number): Promise<Device | null> {
  const row = await selectDevices(db).where('d.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentDevice(row);
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
