import { sql } from 'kysely';
import { jobActor } from '../actor.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';
import { readSettings } from '../settings/read-settings.ts';
import { AGAIN_AFTER_MINUTES, cameToNothing, chooseSessions } from './choose-sessions.ts';
import { requestDisconnects } from './request-disconnects.ts';

/**
 * A suspended customer who is still online because the router did not answer, or was not asked in time: it is asked
 * again, for a day. Returns how many sessions; 0 also where the setting says not to.
 */
export async function disconnectSuspendedAgain(db: Db, now: number): Promise<number> {
  const settings = await readSettings(db);
  if (!settings.disconnectOnSuspend) return 0;
  const sessionIds = await chooseSessions(db, findSessions(new Date(now)));
  if (sessionIds.length === 0) return 0;
  // It is in force by now; and only what an operator asked for carries that mark.
  const options = { reason: 'customer-suspended', onceInForce: false } as const;
  const ids = await inTransaction(db, (tx) =>
    requestDisconnects({ tx, actor: jobActor('Automatic') }, { sessionIds }, options),
  );
  return ids.length;
}

function findSessions(now: Date) {
  return sql`
    select distinct s.id, s.source_address, last.requested_at as asked_at
      from dynamic_authorization_requests first
      join sessions s on s.id = first.session_id and s.ended_at is null
      join customers c on c.id = s.customer_id and c.status <> 'active'
     cross join lateral (
           select r.requested_at, ${cameToNothing} as in_vain from dynamic_authorization_requests r
            where r.session_id = s.id and r.kind = 'disconnect'
            order by r.id desc limit 1) last
     where first.kind = 'disconnect' and first.in_force_xid is not null
       and first.requested_at > ${now}::timestamptz - interval '1 day'
       and last.in_vain and last.requested_at <= ${now}::timestamptz - make_interval(mins => ${AGAIN_AFTER_MINUTES})`;
}
