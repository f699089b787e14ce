import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';

/**
 * Asks the routers of a customer's open sessions to let them last until then (CoA-Request with Session-Timeout).
 * One that waits to be sent already is told the new time; one that is being ended is not.
 *
 * @param lastsUntil `null`: the package has no end
 */
export async function requestNewEnds(
  { tx, actor }: Pick<Change, 'tx' | 'actor'>,
  customerId: number,
  lastsUntil: Date | null,
): Promise<void> {
  await sql`
    insert into dynamic_authorization_requests as r
           (kind, reason, session_id, customer_id, nas_id, source_address, lasts_until, requested_by)
    select 'coa', 'package-renewed', s.id, s.customer_id, s.nas_id, s.source_address, ${lastsUntil}, ${actor.name}
      from sessions s
     where s.ended_at is null and s.customer_id = ${customerId}
       and not exists (select from dynamic_authorization_requests ending
                        where ending.session_id = s.id and ending.kind = 'disconnect'
                          and ending.state in ('waiting', 'sending'))
     order by s.id
    on conflict (session_id, kind) where state in ('waiting', 'sending')
    do update set lasts_until = excluded.lasts_until, keeps_end = false where r.state = 'waiting'`.execute(
    tx,
  );
}
