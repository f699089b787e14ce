import { sql } from 'kysely';
import type { CustomerKind, CustomerStatus } from '@gatehouse/domain/access/access-facts';
import { matchesPerson } from '../customers/match-customers.ts';
import { containsPattern } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { SoughtText } from './read-sought.ts';
import { FOUND_MAX, type Found } from './search.schemas.ts';

type CustomerRow = {
  id: number;
  name: string;
  username: string;
  phone: string | null;
  kind: CustomerKind;
  status: CustomerStatus;
};

/** By a part of a name, a username, a number or an address: whoever has it as it is first, then what begins so. */
export async function findCustomers(
  db: Db,
  { text, usernameKey, ip }: SoughtText,
): Promise<Found['customers']> {
  const begins = containsPattern(text).slice(1);
  const isFixedAddress =
    ip === null ? sql`false` : sql`coalesce(host(framed_ip_address) like ${`${ip}%`}, false)`;
  const { rows } = await sql<CustomerRow>`
    select id, name, username, phone, kind, status from customers
     where ${matchesPerson(sql`search_text`, text)} or ${isFixedAddress}
     order by case when username_key = ${usernameKey} or search_text like fold_text(${text}) || ' %' then 0
                   when search_text like fold_text(${begins}) then 1
                   when search_text like fold_text(${`% ${begins}`}) then 2
                   else 3 end,
              status <> 'active', lower(name), id
     limit ${FOUND_MAX}`.execute(db);
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}
