import { type RawBuilder, sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { AGAIN_AFTER_MINUTES, cameToNothing } from './choose-sessions.ts';

/** An open session that was told another service than the package has that runs now. */
export type OtherService = {
  readonly sessionId: number;
  /** The package that runs now. */
  readonly subscriptionId: number;
  /** A new login has to begin it: a volume or a time online is counted anew. Else a speed is all that differs. */
  readonly anew: boolean;
};

const AT_ONCE_MAX = 1000;

/**
 * Sessions that go on at another speed, or count another volume or time online, than what runs now. A session knows the
 * package of its login, and the last one whose speed its router took over. Nothing is found where the same package
 * follows, unless the one of the login is used up. Those that a router has been asked about are left out; where
 * nothing came of it they are found again after ten minutes.
 *
 * @param customerId `null`: everybody whose package ended within a day
 */
export async function findOtherService(
  db: Db | Tx,
  customerId: number | null,
): Promise<readonly OtherService[]> {
  const { rows } = await sql<OtherService>`
    with moment as (select trusted_now() as now),
    concerned as (${concerned(customerId)})
    select s.id as "sessionId", running.id as "subscriptionId",
           (used.up or running.waiting_seconds is not null
            or (p.quota_bytes, p.online_seconds) is distinct from (before.quota_bytes, before.online_seconds)) as anew
      from concerned
     cross join moment
     cross join lateral (
           select id, service_package_id, waiting_seconds from subscriptions
            where customer_id = concerned.customer_id
              and starts_at <= moment.now and (ends_at is null or ends_at > moment.now)
            order by starts_at desc, id desc limit 1) running
      join service_packages p on p.id = running.service_package_id
      join sessions s on s.customer_id = concerned.customer_id and s.ended_at is null
     cross join lateral (
           select coalesce((select r.subscription_id from dynamic_authorization_requests r
                             where r.session_id = s.id and r.kind = 'coa' and r.state = 'acknowledged'
                               and r.subscription_id is not null
                             order by r.id desc limit 1), s.subscription_id) as id) told
      left join subscriptions held on held.id = told.id
      left join service_packages before on before.id = held.service_package_id
     cross join lateral (
           select exists (select from subscription_usage u
                            join subscriptions counted on counted.id = u.subscription_id
                            join service_packages c on c.id = counted.service_package_id
                           where u.subscription_id = s.subscription_id
                             and (u.used_bytes >= c.quota_bytes or u.used_seconds >= c.online_seconds)) as up) used
      left join lateral (
           select r.requested_at as at, ${cameToNothing} as in_vain from dynamic_authorization_requests r
            where r.session_id = s.id and r.subscription_id = running.id
            order by r.id desc limit 1) asked on true
     where s.subscription_id is distinct from running.id and told.id is distinct from running.id
       and (used.up or (before.id is distinct from p.id
                        and (p.rate_down_kbps, p.rate_up_kbps, p.quota_bytes, p.online_seconds)
                            is distinct from (before.rate_down_kbps, before.rate_up_kbps,
                                              before.quota_bytes, before.online_seconds)))
       and (asked.at is null
            or (asked.in_vain and asked.at <= now() - make_interval(mins => ${AGAIN_AFTER_MINUTES})))
     order by s.id limit ${AT_ONCE_MAX}`.execute(db);
  return rows;
}

function concerned(customerId: number | null): RawBuilder<unknown> {
  return customerId === null
    ? sql`select distinct customer_id from subscriptions, moment
           where ends_at between moment.now - interval '1 day' and moment.now`
    : sql`select ${customerId}::bigint as customer_id`;
}

/**
 * Asks the routers to give these sessions the speed of what runs now (CoA-Request), or to end them where a login has to
 * begin it. A router that takes no speed ends the session instead (`finishRequest`).
 *
 * @param onceInForce sent only once this transaction is in force: the login that follows must get the new package
 */
export async function requestOtherService(
  { tx, actor }: Pick<Change, 'tx' | 'actor'>,
  found: readonly OtherService[],
  { onceInForce }: { readonly onceInForce: boolean },
): Promise<void> {
  const xid = onceInForce ? sql`pg_current_xact_id()` : sql`null::xid8`;
  for (const anew of [true, false]) {
    const chosen = found.filter((each) => each.anew === anew);
    if (chosen.length === 0) continue;
    await sql`
      insert into dynamic_authorization_requests as r
             (kind, reason, session_id, customer_id, nas_id, source_address, requested_by, in_force_xid,
              subscription_id, keeps_end)
      select ${anew ? 'disconnect' : 'coa'}, 'package-begun', s.id, s.customer_id, s.nas_id, s.source_address,
             ${actor.name}, ${anew ? xid : sql`null::xid8`}, chosen.subscription_id, ${!anew}
        from unnest(${chosen.map((each) => each.sessionId)}::bigint[],
                    ${chosen.map((each) => each.subscriptionId)}::bigint[]) as chosen (session_id, subscription_id)
        join sessions s on s.id = chosen.session_id and s.ended_at is null
       order by s.id
      on conflict (session_id, kind) where state in ('waiting', 'sending')
      do update set subscription_id = excluded.subscription_id,
                    in_force_xid = coalesce(excluded.in_force_xid, r.in_force_xid)
              where r.state = 'waiting'`.execute(tx);
  }
}
