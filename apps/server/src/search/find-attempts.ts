import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { containsPattern } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { beginsOrEnds } from './mac-part.ts';
import type { SoughtText } from './read-sought.ts';
import { FOUND_MAX, type Found } from './search.schemas.ts';

/** What no index knows is looked for among so many of the newest. */
const NEWEST = 10_000;
/** Of what matches so many of the newest are enough to tell who tried. */
const OF_ONE = 200;
const MAC_DIGITS = 12;

type AttemptRow = {
  customerId: number | null;
  customerName: string | null;
  underOtherName: boolean;
  username: string;
  mac: string | null;
  kind: AttemptKind;
  outcome: 'accept' | 'reject';
  reason: string | null;
  count: number;
  at: Date;
};

/**
 * Who tried: by the username as it was typed into a router, where it is not the customer's own, and by the MAC, where
 * it is not that customer's registered device. A line for each, the latest first. Whoever is known by nothing else is known
 * by the device.
 */
export async function findAttempts(
  db: Db,
  { text, usernameKey, macDigits }: SoughtText,
): Promise<Found['attempts']> {
  const { rows } = await sql<AttemptRow>`
    with found as (
      ${sql.join(sourcesOf(text, usernameKey, macDigits), sql` union `)}),
    latest as (
      select distinct on (customer_id, lower(username), mac) customer_id, username, mac, kind, outcome, reason, at,
             sum(count) over (partition by customer_id, lower(username), mac, outcome) as count
        from found a
       where not exists (select from devices d where d.mac = a.mac and d.customer_id = a.customer_id)
       order by customer_id, lower(username), mac, at desc)
    select c.id as "customerId", c.name as "customerName", l.customer_id is null and c.id is not null as "underOtherName",
           l.username, l.mac::text, l.kind, l.outcome, l.reason, l.count, l.at
      from latest l
      left join devices d on d.mac = l.mac
      left join customers c on c.id = coalesce(l.customer_id, d.customer_id)
     order by l.at desc limit ${FOUND_MAX}`.execute(db);
  return rows.map(presentAttempt);
}

const COLUMNS = sql`id, customer_id, username, mac, kind, outcome, reason, count, at`;

function sourcesOf(text: string, usernameKey: string, macDigits: string | null): RawBuilder<unknown>[] {
  const strange = sql`a.customer_id is null and a.kind <> 'hotspot-mac'`;
  const ways: RawBuilder<boolean>[] = [
    sql`(${strange} and lower(a.username) like ${containsPattern(text.toLowerCase())})`,
  ];
  const sources = [
    sql`(select ${COLUMNS} from attempts a where ${strange} and lower(a.username) = ${usernameKey}
          order by at desc limit ${OF_ONE})`,
  ];
  if (macDigits?.length === MAC_DIGITS) {
    sources.push(
      sql`(select ${COLUMNS} from attempts a where a.mac = ${macDigits}::macaddr order by at desc limit ${OF_ONE})`,
    );
  } else if (macDigits !== null) ways.push(beginsOrEnds(sql`a.mac`, macDigits));
  const newest = sql`(select * from attempts order by at desc, id desc limit ${NEWEST})`;
  return [
    ...sources,
    sql`(select ${COLUMNS} from ${newest} a where ${sql.join(ways, sql` or `)}
          order by at desc limit ${OF_ONE})`,
  ];
}

function presentAttempt({ customerId, mac, reason, at, ...row }: AttemptRow): Found['attempts'][number] {
  const parsed = mac === null ? null : parseMacAddress(mac);
  return {
    ...row,
    customerId: customerId === null ? null : String(customerId),
    mac: mac?.toUpperCase() ?? null,
    vendor: parsed === null ? null : vendorOf(parsed),
    reason: reason !== null && isRejectReason(reason) ? reason : null,
    at: at.toISOString(),
  };
}
