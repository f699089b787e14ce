import {
  formatMacAddress,
  macSearchDigits,
  parseMacAddress,
  unfinishedMacDigits,
} from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { matchesPerson } from './match-customers.ts';

/**
 * Whom and what a searched text may mean, looked up beforehand: with it the lists of many million rows are searched by
 * their indexes. What belongs to nobody is looked for among the newest rows only.
 */
export type Sought = {
  /** Customers whose name, username or telephone number it is a part of. `null`: more than {@link SOUGHT_MAX}. */
  readonly customerIds: readonly number[] | null;
  /** Registered and removed devices with such a MAC, {@link SOUGHT_MAX} of each at most. */
  readonly devices: readonly { readonly mac: string; readonly customerId: number }[];
  /** All MACs that begin like it; `null` where it may stand anywhere in one. */
  readonly macRange: { readonly from: string; readonly to: string } | null;
  /** A part of a MAC in its digits; `null`: it cannot be one. */
  readonly macDigits: string | null;
};

const SOUGHT_MAX = 200;
/** Fewer digits begin too many MACs. */
const RANGE_DIGITS_MIN = 6;
const MAC_DIGITS = 12;

/** `what`: a text that may be a part of anything, or of a MAC alone. */
export async function findSought(db: Db, text: string, what: 'anything' | 'mac'): Promise<Sought> {
  const mac = unfinishedMacDigits(text) === null ? parseMacAddress(text) : null;
  const macDigits = mac === null ? macSearchDigits(text) : digitsOf(formatMacAddress(mac));
  return {
    customerIds: what === 'mac' ? [] : await findPeople(db, text),
    devices: macDigits === null ? [] : await findDevices(db, macDigits),
    macRange: macDigits === null || macDigits.length < RANGE_DIGITS_MIN ? null : rangeOf(macDigits),
    macDigits,
  };
}

/** A column holds a MAC with these digits. */
export function holdsDigits(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  if (digits.length === MAC_DIGITS) return sql`${column} = ${digits}::macaddr`;
  return sql`replace(${column}::text, ':', '') like ${`%${digits}%`}`;
}

function digitsOf(mac: string): string {
  return mac.replaceAll(':', '').toLowerCase();
}

function rangeOf(digits: string): Sought['macRange'] {
  return { from: digits.padEnd(MAC_DIGITS, '0'), to: digits.padEnd(MAC_DIGITS, 'f') };
}

async function findPeople(db: Db, text: string): Promise<readonly number[] | null> {
  const { rows } = await sql<{ id: number }>`
    select id from customers where ${matchesPerson(sql`search_text`, text)} limit ${SOUGHT_MAX + 1}`.execute(
    db,
  );
  return rows.length > SOUGHT_MAX ? null : rows.map(({ id }) => id);
}

async function findDevices(db: Db, digits: string): Promise<Sought['devices']> {
  const { rows } = await sql<{ mac: string; customerId: number }>`
    (select mac::text, customer_id as "customerId" from devices
      where ${digits.length === MAC_DIGITS ? holdsDigits(sql`mac`, digits) : sql`id in (select device_id from device_words where words like ${`%${digits}%`}) and mac_digits like ${`%${digits}%`}`}
      limit ${SOUGHT_MAX})
    union
    (select mac::text, customer_id from removed_devices where ${holdsDigits(sql`mac`, digits)} limit ${SOUGHT_MAX})`.execute(
    db,
  );
  return rows;
}
