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

/** What so many have in common is not put in order; whoever has it as it is, is found all the same. */
const LOOKED_AT = 2_000;

/** By a part of a name, a username, a number or an address: whoever has it as it is first, then what begins so. */
export async function findCustomers(
  db: Db,
  { text, usernameKey, ip, isAddress }: SoughtText,
): Promise<Found['customers']> {
  const begins = containsPattern(text).slice(1);
  const columns = sql`id, name, username, username_key, phone, kind, status, search_text`;
  const fixedAddress =
    ip === null ? sql`false` : sql`framed_ip_address between ${ip.from}::inet and ${ip.to}::inet`;
  const person = isAddress ? sql`false` : matchesPerson(sql`search_text`, text);
  const { rows } = await sql<CustomerRow>`
    select id, name, username, phone, kind, status
      from (select ${columns} from customers where username_key = ${usernameKey}
            union (select ${columns} from customers where lower(name) = lower(${text}) limit ${FOUND_MAX})
            union (select ${columns} from customers where phone = ${text} limit ${FOUND_MAX})
            union (select ${columns} from customers
                    where ${person} or ${fixedAddress} limit ${LOOKED_AT})) as c
     order by case when username_key = ${usernameKey} or lower(name) = lower(${text}) or phone = ${text} then 0
                   when search_text like fold_text(${begins}) then 1
                   when search_text like fold_text(${`% ${begins}`}) then 2
                   else 3 end,
              status <> 'active', lower(name), id
     limit ${FOUND_MAX}`.execute(db);
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}
