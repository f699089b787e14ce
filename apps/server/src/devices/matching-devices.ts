import { isPrivateMac, macSearchDigits } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { beginsWord, isShort, matchesPersonInList } from '../customers/match-customers.ts';
import { containsPattern } from '../db/keyset.ts';
import { idsOf, type Nearest, type Way } from '../db/matching-page.ts';
import type { DeviceFilters } from './devices.schemas.ts';
import { filtered, isFiltered, isPrivate } from './filter-devices.ts';
import { storedMac } from './stored-mac.ts';
import { findVendorBlocks } from './vendors/vendor-of.ts';

/**
 * A search of devices: any part of a MAC in any format, of a label, a type, what its holder is found by, or a vendor's
 * name. Of one or two letters or digits, only what begins with them.
 */

/** Which of `devices d` a list shows: for all of them. */
export function allThatMatch(search: string | null, filters: DeviceFilters): RawBuilder<boolean> {
  if (search === null) return filtered(filters);
  return sql<boolean>`(d.id in (${idsOf(waysToMatch(search, {}))}) and ${filtered(filters)})`;
}

/** The same, for looking at some of them again. */
export function stillMatches(search: string | null, filters: DeviceFilters): RawBuilder<boolean> {
  if (search === null) return filtered(filters);
  return sql<boolean>`(${deviceMatches(search)} and ${filtered(filters)})`;
}

/** Whether the device `d` matches, asked of one after the other. */
function deviceMatches(search: string): RawBuilder<boolean> {
  const ways = [
    sql`(select ${wordsMatch(search)} from device_words w where w.device_id = d.id)`,
    sql`(select ${matchesPersonInList(sql`holder.search_text`, search)} from customers holder where holder.id = d.customer_id)`,
  ];
  const { large, medium, small } = findVendorBlocks(search.toLowerCase());
  if (large.length > 0) ways.push(sql`(not ${isPrivate} and trunc(d.mac) = any(${large}::macaddr[]))`);
  if (medium.length > 0) ways.push(sql`(d.mac & 'ff:ff:ff:f0:00:00') = any(${medium}::macaddr[])`);
  if (small.length > 0) ways.push(sql`(d.mac & 'ff:ff:ff:ff:f0:00') = any(${small}::macaddr[])`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

/** In which table a sort's column is: of the devices `d`, their holders `c` or their words `w`. */
export type SortedIn = 'devices' | 'customers' | 'words';

/** The nearest rows of a list in its order; of a holder's columns by `holderKey`. */
type NearestDevices = Nearest & { readonly sort: string; readonly holderKey: RawBuilder<unknown> | null };

/** The ways to find all that match, with the columns of the sort where one is named. */
export function waysToMatch(
  search: string | null,
  filters: DeviceFilters,
  sortedIn: SortedIn | null = null,
  nearest: NearestDevices | null = null,
): readonly Way[] {
  const words = sortedIn === 'words' ? sql`join device_words w on w.device_id = d.id` : sql``;
  const holder = sortedIn === 'customers' ? sql`join customers c on c.id = d.customer_id` : sql``;
  const id = sql`d.id`;
  const only = filtered(filters);
  if (search === null) return [whereFiltered(filters, sortedIn, { words, holder })];
  const byMac = nearest?.sort === 'mac';
  const wordsAlone = !isFiltered(filters) && (byMac || sortedIn === null || sortedIn === 'words');
  const ways: Way[] = [
    wordsAlone
      ? {
          from: sql`device_words w`,
          where: wordsMatch(search),
          id: sql`w.device_id`,
          ...(byMac && { key: sql`substr(w.words, 2, 12)::macaddr` }),
        }
      : { from: wordsAndDevices(holder), where: sql`${wordsMatch(search)} and ${only}`, id },
    { ...holdersThatMatch(search, only, words, nearest), id },
  ];
  const blocks = vendorRanges(search);
  if (blocks.from.length > 0) {
    // Block by block: each is a range of the index on MACs, and the first of it are the first in the order of MACs.
    const first = byMac ? firstByMac(nearest, only) : sql`offset 0`;
    ways.push({
      from: sql`unnest(${blocks.from}::macaddr[], ${blocks.to}::macaddr[]) as block (first, last)
        cross join lateral (select d.* from devices d where d.mac between block.first and block.last ${first}) as d
        ${holder} ${words}`,
      where: only,
      id,
    });
  }
  return ways;
}

function firstByMac({ behind, descending, count }: Nearest, only: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`and ${only} and ${behind} order by d.mac ${sql.raw(descending ? 'desc' : 'asc')} limit ${count}`;
}

type Joined = Readonly<Record<'words' | 'holder', RawBuilder<unknown>>>;

/** Where nothing is searched: by type, by zone, by who added it, or all. */
function whereFiltered(filters: DeviceFilters, sortedIn: SortedIn | null, { words, holder }: Joined): Way {
  const { type, zoneId, addedBy } = filters;
  if (!type && !zoneId && !addedBy) {
    return { from: sql`devices d ${holder} ${words}`, where: filtered(filters), id: sql`d.id` };
  }
  if (!type && zoneId) {
    const inZone = sql`w.zone_ids <> '{}' and w.zone_ids @> array[${zoneId}::bigint]`;
    return { from: wordsAndDevices(holder), where: sql`${inZone} and ${filtered(filters)}`, id: sql`d.id` };
  }
  if (!type) {
    const where = sql<boolean>`w.added_by_key = ${addedBy?.toLowerCase()} and ${filtered(filters)}`;
    return { from: wordsAndDevices(holder), where, id: sql`d.id` };
  }
  const ofType = sql<boolean>`w.type_key = ${type.toLowerCase()}`;
  const rest = { ...filters, type: undefined };
  if (!isFiltered(rest) && (sortedIn === null || sortedIn === 'words'))
    return { from: sql`device_words w`, where: ofType, id: sql`w.device_id` };
  return { from: wordsAndDevices(holder), where: sql`${ofType} and ${filtered(rest)}`, id: sql`d.id` };
}

function wordsAndDevices(holder: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`device_words w join devices d on d.id = w.device_id ${holder}`;
}

/** Holders first, in their order where the list has it; so their devices need not be put in order. */
function holdersThatMatch(
  search: string,
  only: RawBuilder<boolean>,
  words: RawBuilder<unknown>,
  nearest: NearestDevices | null,
): Omit<Way, 'id'> {
  const match = matchesPersonInList(sql`c.search_text`, search);
  if (!nearest?.holderKey) {
    const from = sql`customers c join devices d on d.customer_id = c.id ${words}`;
    return { from, where: sql`${match} and ${only}` };
  }
  const key = sql`(array[${nearest.holderKey}])[1]`;
  return {
    from: sql`
      (select c.id, c.name, c.username_key, ${key} as key from customers c where ${match}
        order by ${key} ${sql.raw(nearest.descending ? 'desc' : 'asc')}) as c
      cross join lateral (select d.* from devices d where d.customer_id = c.id offset 0) as d`,
    where: only,
    sortedBy: sql`c.key`,
  };
}

/** Of `device_words w`. */
function wordsMatch(search: string): RawBuilder<boolean> {
  const text = search.toLowerCase();
  const digits = macSearchDigits(search);
  const part = isShort(search)
    ? beginsWord(sql`w.words`, text)
    : sql<boolean>`w.words like ${containsPattern(text)}`;
  // Digits and letters of a MAC may stand in a label as they are typed, or in the MAC without what divides them.
  return digits === null || digits === text
    ? part
    : sql<boolean>`(${part} or w.words like ${macPattern(digits)})`;
}

function macPattern(digits: string): string {
  return digits.length < 3 ? ` ${digits}%` : `%${digits}%`;
}

const OCTETS = 6;

/** From and to where the vendors' blocks go; none within another, so that each device is in one of them. */
function vendorRanges(search: string): { from: string[]; to: string[] } {
  const { large, medium, small } = findVendorBlocks(search.toLowerCase());
  const ranges: readonly (readonly [readonly string[], number])[] = [
    [large, 6],
    [medium, 7],
    [small, 9],
  ];
  const prefixes = new Set<string>();
  const from: string[] = [];
  const to: string[] = [];
  for (const [blocks, length] of ranges) {
    for (const first of blocks) {
      const digits = first.replaceAll(':', '');
      const isWithin = prefixes.has(digits.slice(0, 6)) || prefixes.has(digits.slice(0, 7));
      // An address that a device made up is nobody's, whatever it begins with.
      if (isWithin || isPrivateMac(storedMac(first))) continue;
      const prefix = digits.slice(0, length);
      prefixes.add(prefix);
      from.push(first);
      to.push(prefix.padEnd(OCTETS * 2, 'f'));
    }
  }
  return { from, to };
}
