import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { containsPattern } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { begins } from './mac-part.ts';
import type { SoughtText } from './read-sought.ts';
import { FOUND_MAX, type Found } from './search.schemas.ts';

const MAC_DIGITS = 12;
/** What many have in common is not put in order. */
const LOOKED_AT = 200;

type DeviceRow = {
  id: number;
  customerId: number;
  customerName: string;
  mac: string;
  type: string | null;
  label: string | null;
};

/** Registered ones, by a MAC or any part of one, or by what they are called. */
export async function findDevices(db: Db, { text, macDigits }: SoughtText): Promise<Found['devices']> {
  if (macDigits === null) {
    const part = containsPattern(text.toLowerCase());
    return selectDevices(db, sql`${hasWords(part)} and lower(d.label) like ${part}`);
  }
  const begun = await selectDevices(db, begins(sql`d.mac`, macDigits));
  if (macDigits.length === MAC_DIGITS || begun.length === FOUND_MAX) return begun;
  const known = new Set(begun.map(({ id }) => id));
  const part = `%${macDigits}%`;
  const holding = await selectDevices(db, sql`${hasWords(part)} and d.mac_digits like ${part}`);
  return [...begun, ...holding.filter(({ id }) => !known.has(id))].slice(0, FOUND_MAX);
}

/** By an index, where there is one: the MAC's digits stand there, the label and the type. */
function hasWords(pattern: string): RawBuilder<unknown> {
  return sql`d.id in (select device_id from device_words where words like ${pattern})`;
}

async function selectDevices(db: Db, where: RawBuilder<unknown>): Promise<Found['devices']> {
  const { rows } = await sql<DeviceRow>`
    select d.id, d.customer_id as "customerId", c.name as "customerName", d.mac::text, d.type, d.label
      from (select * from devices d where ${where} limit ${LOOKED_AT}) as d
      join customers c on c.id = d.customer_id
     order by d.last_seen_at desc nulls last, d.id limit ${FOUND_MAX}`.execute(db);
  return rows.map(({ id, customerId, mac, ...row }) => {
    const parsed = parseMacAddress(mac);
    const vendor = parsed === null ? null : vendorOf(parsed);
    return { ...row, id: String(id), customerId: String(customerId), mac: mac.toUpperCase(), vendor };
  });
}
