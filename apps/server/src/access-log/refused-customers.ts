import { isRejectReason, type RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { GROUP_MS } from './attempt-groups.ts';

/** A customer whose logins were refused within the last day. */
export type RefusedCustomer = {
  readonly customerId: number;
  readonly name: string;
  readonly username: string;
  readonly refused: number;
  /** Of those, since the last one that was let in. */
  readonly inARow: number;
  /** When, and why, the last time. */
  readonly lastAt: Date;
  readonly reason: RejectReason | null;
};

export type RefusedCustomers = {
  /** The most often refused first; those who are let in again behind those who are not. */
  readonly customers: readonly RefusedCustomer[];
  /** How many were refused so often within an hour and not let in since. */
  readonly inARow: number;
  /** Earlier than this nothing was looked at: there are too many attempts; `null`: the whole day was. */
  readonly since: Date | null;
};

export const IN_A_ROW_MIN = 3;
const SHOWN = 8;
/** However many logins a house has, so many of the newest lines are looked at. */
const LOOKED_AT_MAX = 20_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Who has trouble. Lines of the log stand in the order of time, so their newest are read in one go.
 * @param now milliseconds since the epoch
 */
export async function readRefusedCustomers(db: Db, now: number): Promise<RefusedCustomers> {
  const [yesterday, anHourAgo] = [new Date(now - DAY_MS), new Date(now - HOUR_MS)];
  // A line's first is at most a minute before its last: days that hold none are not looked at.
  const firstAt = new Date(now - DAY_MS - GROUP_MS);
  const { rows } = await sql<RefusedRow>`
    with recent as materialized (
           select customer_id, outcome, reason, count, at from attempts
            where first_at > ${firstAt} and at > ${yesterday}
            order by at desc limit ${LOOKED_AT_MAX}),
         accepted as (
           select customer_id, max(at) as at from recent where outcome = 'accept' group by 1),
         refused as (
           select r.customer_id, sum(r.count) as refused,
                  coalesce(sum(r.count) filter (where a.at is null or r.at > a.at), 0) as in_a_row,
                  coalesce(sum(r.count) filter (
                    where (a.at is null or r.at > a.at) and r.at > ${anHourAgo}), 0) as lately,
                  max(r.at) as last_at, (array_agg(r.reason order by r.at desc))[1] as reason
             from recent r left join accepted a using (customer_id)
            where r.outcome = 'reject' and r.customer_id is not null
            group by 1),
         facts as (
           select (select count(*) from refused where lately >= ${IN_A_ROW_MIN}) as in_a_row,
                  (select case when count(*) = ${LOOKED_AT_MAX} then min(at) end from recent) as since)
    select f.in_a_row as "allInARow", f.since, shown.*
      from facts f
      left join lateral (
        select r.customer_id as "customerId", c.name, c.username, r.refused, r.in_a_row as "inARow",
               r.last_at as "lastAt", r.reason
          from refused r join customers c on c.id = r.customer_id
         order by r.in_a_row = 0, r.refused desc, r.last_at desc limit ${SHOWN}) as shown on true`.execute(
    db,
  );
  const [first] = rows;
  return {
    inARow: first?.allInARow ?? 0,
    since: first?.since ?? null,
    customers: rows.flatMap(({ customerId, reason, ...row }) =>
      customerId === null
        ? []
        : [
            {
              customerId,
              name: row.name,
              username: row.username,
              refused: row.refused,
              inARow: row.inARow,
              lastAt: row.lastAt,
              reason: reason !== null && isRejectReason(reason) ? reason : null,
            },
          ],
    ),
  };
}

type RefusedRow = Omit<RefusedCustomer, 'customerId' | 'reason'> & {
  readonly allInARow: number;
  readonly since: Date | null;
  readonly customerId: number | null;
  readonly reason: string | null;
};
