import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { TicketState } from './portal-tickets.ts';
import type { Visit } from './portal-visits.ts';

/**
 * Whether the phone that got online by this ticket is not any more, as far as its router has said since: by a redirect of
 * its browser, or by accounting.
 */
export async function wentOffline(db: Db, visit: Visit, ticket: TicketState): Promise<boolean> {
  if (ticket.usedMac === null) return false;
  if (visit.toldAfterTicket === ticket.username && visit.redirect.outcome !== 'online') return true;
  const { rows } = await sql<{ open: boolean | null }>`
    select bool_or(s.ended_at is null) as open
      from portal_tickets t join sessions s
        on s.customer_id = t.customer_id and s.mac = t.used_mac and s.started_at > t.used_at - interval '1 minute'
      -- One that ended before is the last one’s; the new one may not have been told yet.
      and (s.ended_at is null or s.ended_at > t.used_at)
     where t.username = ${ticket.username}`.execute(db);
  return rows[0]?.open === false;
}
