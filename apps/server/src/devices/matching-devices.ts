import { isPrivateMac, macSearchDigits } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { beginsWord, isShort, matchesPersonInList } from '../customers/match-customers.ts';
import { COUNTED_MAX, readIds } from '../db/count-up-to.ts';
import { containsPattern } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import { storedMac } from './stored-mac.ts';
import { findVendorBlocks } from './vendors/vendor-of.ts';

/** The bit of a locally administered address. */
export const isPrivate = sql<boolean>`((d.mac & '02:00:00:00:00:00') <> '00:00:00:00:00:00')`;

/**
 * A search of devices: any part of a MAC in any format, of a label, a type, what its holder is found by, or a vendor's
 * name. Of one or two letters or digits, only what begins with them.
 */

/** Whether the device `d` matches, asked of one after the other. */
export function deviceMatches(search: string): RawBuilder<boolean> {
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

/**
 * The ids of all that match, by way of the indexes; `null`: more than are worth putting in order, so that most of a list
 * are found by going along it.
 */
export async function findMatchingIds(db: Db, search: string): Promise<number[] | null> {
  return readIds(db, idsThatMatch(search, COUNTED_MAX + 1));
}

/** Those of a type that few have, or added by whom few were; `null`: neither is asked for, or many are. */
export async function findFewFiltered(
  db: Db,
  { type, addedBy }: { readonly type?: string | undefined; readonly addedBy?: string | undefined },
): Promise<number[] | null> {
  for (const [column, value] of [
    ['type_key', type],
    ['added_by_key', addedBy],
  ] as const) {
    if (!value) continue;
    const found = await readIds(
      db,
      sql`select device_id as id from device_words where ${sql.ref(column)} = ${value.toLowerCase()}`,
    );
    if (found !== null) return found;
  }
  return null;
}

/** A select of `id`, some of them twice; of each way to match so many at most, where that is said. */
export function idsThatMatch(search: string, max?: number): RawBuilder<unknown> {
  const limit = max === undefined ? sql`` : sql`limit ${max}`;
  const ways = [
    sql`(select w.device_id as id from device_words w where ${wordsMatch(search)} ${limit})`,
    sql`(select d.id from customers c join devices d on d.customer_id = c.id
          where ${matchesPersonInList(sql`c.search_text`, search)} ${limit})`,
  ];
  const blocks = vendorRanges(search);
  if (blocks.from.length > 0) {
    // Block by block: each is a range of the index on MACs.
    ways.push(sql`
      (select d.id from unnest(${blocks.from}::macaddr[], ${blocks.to}::macaddr[]) as block (first, last)
        cross join lateral (select id from devices where mac between block.first and block.last offset 0) as d ${limit})`);
  }
  return sql.join(ways, sql` union all `);
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

function vendorRanges(search: string): { from: string[]; to: string[] } {
  const { large, medium, small } = findVendorBlocks(search.toLowerCase());
  const ranges: readonly (readonly [readonly string[], number])[] = [
    [large, 6],
    [medium, 7],
    [small, 9],
  ];
  const from: string[] = [];
  const to: string[] = [];
  for (const [blocks, digits] of ranges) {
    for (const first of blocks) {
      // An address that a device made up is nobody's, whatever it begins with.
      if (isPrivateMac(storedMac(first))) continue;
      from.push(first);
      to.push(
        first
          .replaceAll(':', '')
          .slice(0, digits)
          .padEnd(OCTETS * 2, 'f'),
      );
    }
  }
  return { from, to };
}
