import { sql } from 'kysely';
import { jobActor } from '../actor.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';
import { readSettings } from '../settings/read-settings.ts';
import { AGAIN_AFTER_MINUTES, cameToNothing, chooseSessions } from './choose-sessions.ts';
import { requestDisconnects } from './request-disconnects.ts';

/** Routers that were told a Session-Timeout end the session themselves; they get this long to do it. */
const GRACE_SECONDS = 30;

/**
 * Disconnects who is still online although the package has ended, by its date, its volume or its time online, and no
 * other runs. A router that did not answer, or could not be asked in time, is asked again; one that answered is not.
 * Returns how many sessions; 0 also where the setting says not to.
 */
export async function disconnectEndedPackages(db: Db, now: number): Promise<number> {
  const settings = await readSettings(db);
  if (!settings.disconnectOnPackageEnd) return 0;
  const sessionIds = await chooseSessions(db, findSessions(new Date(now)));
  if (sessionIds.length === 0) return 0;
  const ids = await inTransaction(db, (tx) =>
    requestDisconnects(
      { tx, actor: jobActor('Automatic') },
      { sessionIds },
      { reason: 'package-ended', onceInForce: false },
    ),
  );
  return ids.length;
}

function findSessions(now: Date) {
  return sql`
    with moment as (select ${now}::timestamptz as now),
    ended as (
      select customer_id from subscriptions, moment
       where ends_at between moment.now - interval '1 day' and moment.now - make_interval(secs => ${GRACE_SECONDS})
      union
      -- By the last moments of a renewal that was undone.
      select customer_id from renewal_undos, moment
       where undone_at between moment.now - interval '1 day' and moment.now - make_interval(secs => ${GRACE_SECONDS})
      union
      select u.customer_id from (${usedUp}) u, moment
       where u.starts_at <= moment.now and (u.ends_at is null or u.ends_at > moment.now)
    )
    select s.id, s.source_address, asked.at as asked_at
      from ended
      join sessions s on s.customer_id = ended.customer_id and s.ended_at is null
     cross join moment
     cross join lateral (
             select max(r.requested_at) as at,
                    bool_or(r.state in ('waiting', 'sending')
                            or (r.reason = 'package-ended' and not ${cameToNothing})) as settled
               from dynamic_authorization_requests r
              where r.session_id = s.id and r.kind = 'disconnect') asked
     where asked.settled is not true
       and (asked.at is null or asked.at <= moment.now - make_interval(mins => ${AGAIN_AFTER_MINUTES}))
       and not exists (
             select from subscriptions living
              where living.customer_id = s.customer_id
                and living.waiting_seconds is null -- it begins with the login that comes after
                and living.starts_at <= moment.now and (living.ends_at is null or living.ends_at > moment.now)
                and living.id not in (select id from (${usedUp}) u where u.customer_id = s.customer_id))`;
}

const usedUp = sql`
  select sub.id, sub.customer_id, sub.starts_at, sub.ends_at
    from subscriptions sub
    join service_packages p on p.id = sub.service_package_id
    join subscription_usage usage on usage.subscription_id = sub.id
   where usage.used_bytes >= p.quota_bytes or usage.used_seconds >= p.online_seconds`;
