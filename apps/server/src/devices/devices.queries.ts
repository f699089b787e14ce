import {
  checkDeviceMac,
  formatMacAddress,
  isPrivateMac,
  parseMacAddress,
} from '@gatehouse/domain/mac-address';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { type RawBuilder, sql } from 'kysely';
import { totalOf } from '../db/count-up-to.ts';
import { type ListRequest, readMatchingPage, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import { type DeviceRow, presentDevice, selectDevices } from './device-row.ts';
import type { Device, DeviceFilters, DeviceSort, MacLookup } from './devices.schemas.ts';
import {
  deviceMatches,
  findFewFiltered,
  findMatchingIds,
  idsThatMatch,
  isPrivate,
} from './matching-devices.ts';
import { vendorOf } from './vendors/vendor-of.ts';

/** Never seen: before all others. An index has it. */
const lastSeen = sql`coalesce(d.last_seen_at, '-infinity')`;

type DeviceSortColumn = SortColumn & { readonly inWords?: true; readonly from: RawBuilder<unknown> };

const OWN = { from: sql`devices d` };
const HOLDERS = { type: 'text', from: sql`customers c join devices d on d.customer_id = c.id` } as const;
const WORDS = { id: sql`w.device_id`, type: 'text', inWords: true, from: sql`device_words w` } as const;

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

/** One page. Where few match, they are found first, by the indexes, and put in order then. */
export async function listDevices(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
): Promise<Page<Device>> {
  const { search } = list;
  const found = search === null ? null : await findMatchingIds(db, search);
  const ids = found ?? (await findFewFiltered(db, filters));
  if (ids?.length === 0) return { items: [], nextCursor: null, ...(list.count && { total: 0 }) };
  const each = stillMatches(found === null ? search : null, filters);
  const few = ids === null ? sql<boolean>`true` : sql<boolean>`d.id = any(${[...ids]}::bigint[])`;
  const manyAreMeant = search !== null && ids === null && !isFiltered(filters) && list.exactly !== true;
  const [{ rows, nextCursor }, counted] = await Promise.all([
    readDevices(db, list, { few, each }, ids === null && filters),
    manyAreMeant ? {} : totalOf(db, list, sql`devices d where ${few} and ${each}`),
  ]);
  return { items: rows.map(presentDevice), nextCursor, ...counted };
}

type Which = Readonly<Record<'few' | 'each', RawBuilder<boolean>>>;

/** `many`: the filters, where what is meant may be any part of all devices there are. */
function readDevices(
  db: Db,
  list: ListRequest<DeviceSort>,
  { few, each }: Which,
  many: DeviceFilters | false,
): Promise<{ rows: DeviceRow[]; nextCursor: string | null }> {
  const column = SORTS[list.sort];
  const query = selectSorted(db, column);
  const isPart = list.search !== null || (many !== false && isFiltered(many));
  if (many === false || many.customerId !== undefined || !isPart)
    return readPage(query.where(few).where(each), list, column, sql`d.id`);
  const all =
    list.search !== null && !isFiltered(many)
      ? idsThatMatch(list.search)
      : sql`select d.id from devices d where ${allThatMatch(list.search, many)}`;
  const { from } = column;
  return readMatchingPage(query, list, column, sql`d.id`, { table: sql`devices d`, from, each, all });
}

function selectSorted(db: Db | Tx, { inWords }: DeviceSortColumn) {
  return selectDevices(db).$if(inWords === true, (query) =>
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

/** Which of `devices d` a list shows: for all of them. */
export function allThatMatch(search: string | null, filters: DeviceFilters): RawBuilder<boolean> {
  if (search === null) return filtered(filters);
  return sql<boolean>`(d.id in (${idsThatMatch(search)}) and ${filtered(filters)})`;
}

/** The same, for looking at some of them again. */
export function stillMatches(search: string | null, filters: DeviceFilters): RawBuilder<boolean> {
  if (search === null) return filtered(filters);
  return sql<boolean>`(${deviceMatches(search)} and ${filtered(filters)})`;
}

function isFiltered(filters: DeviceFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined && value !== '');
}

function filtered(filters: DeviceFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filters.customerId) all.push(sql`d.customer_id = ${filters.customerId}`);
  if (filters.type) all.push(sql`lower(d.type) = ${filters.type.toLowerCase()}`);
  if (filters.addedBy) all.push(sql`d.added_by = ${filters.addedBy}`);
  if (filters.source) all.push(sql`d.source = ${filters.source}`);
  if (filters.private) all.push(sql`${isPrivate} = ${filters.private === 'true'}`);
  if (filters.seenBefore) all.push(sql`${lastSeen} < ${filters.seenBefore}::timestamptz`);
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
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
