import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** Where nothing came of asking, the router is asked again after this. */
export const AGAIN_AFTER_MINUTES = 10;
const AT_ONCE_MAX = 1000;
/** What a router that keeps silent can be asked within ten minutes; more of it would only wait until it is too late. */
const PER_ROUTER_MAX = 400;

/** SQL, of a request `r`: it is over, and nobody has told the router. */
export const cameToNothing: RawBuilder<boolean> = sql`
  (r.state = 'no-answer' or (r.state = 'not-sent' and r.not_sent_reason = 'too-late'))`;

/**
 * Of the sessions that the clock wants to end, those whose turn it is: a router gets no more than it can be asked, those
 * that were asked for longest ago (or never) first.
 *
 * @param candidates a query for `id`, `source_address` and `asked_at`
 */
export async function chooseSessions(db: Db, candidates: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with candidates as (${candidates}),
    busy as (
      select source_address, count(*) as requests from dynamic_authorization_requests
       where state in ('waiting', 'sending') group by source_address
    ),
    turns as (
      select id, coalesce(busy.requests, 0) + row_number() over (
               partition by c.source_address order by c.asked_at nulls first, c.id) as turn
        from candidates c left join busy on busy.source_address = c.source_address
    )
    select id from turns where turn <= ${PER_ROUTER_MAX} order by turn, id limit ${AT_ONCE_MAX}`.execute(db);
  return rows.map(({ id }) => id);
}
