import { SESSION_SILENCE_SECONDS_MAX } from '@gatehouse/domain/access/granted-service';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/**
 * A phone that walks from one access point to the next leaves a session behind for some minutes, and a router that is
 * dialled anew one for a minute. Who is heard from both for longer is at two places.
 */
const BOTH_HEARD_SECONDS_MIN = 600;
const REMEMBERED_DAYS = 90;

/**
 * Finds MACs with two sessions that are open and heard from, and remembers where. Silence is no evidence: of a session that
 * a router forgot to end counts what was heard of it. How many places at once are new.
 */
export async function noteClones(db: Db): Promise<number> {
  const { rows } = await sql<{ fresh: number }>`
    with listed as (
           select distinct s.id, s.mac, s.nas_id, s.started_at, s.last_heard_at
             from (select unnest(session_ids) as id from open_sessions) as open join sessions s on s.id = open.id
            where s.ended_at is null and s.mac is not null
              and s.last_heard_at > trusted_now() - make_interval(secs => ${SESSION_SILENCE_SECONDS_MAX})),
         twice as (
           select a.mac, array(select distinct id from unnest(array[a.nas_id, b.nas_id]) as id where id is not null order by id) as nas_ids,
                  greatest(a.started_at, b.started_at) as first_at, least(a.last_heard_at, b.last_heard_at) as last_at
             from listed a join listed b on b.mac = a.mac and b.id > a.id
            where least(a.last_heard_at, b.last_heard_at) - greatest(a.started_at, b.started_at)
                  >= make_interval(secs => ${BOTH_HEARD_SECONDS_MIN})),
         written as (
           insert into clone_sightings as known (mac, places, nas_ids, first_at, last_at)
           select mac, array_to_string(nas_ids, '+'), nas_ids, min(first_at), max(last_at)
             from twice group by mac, nas_ids order by mac, nas_ids
           on conflict (mac, places) do update
              set first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
           returning (xmax = 0) as is_new, mac, nas_ids, first_at),
         told as (
           insert into event_outbox (type, data)
           select 'device.clone-suspected',
                  jsonb_build_object('mac', w.mac, 'customerId', d.customer_id, 'since', w.first_at, 'routers', array(
                    select name from nas where id = any(w.nas_ids) order by name))
             from written w left join devices d on d.mac = w.mac
            where w.is_new and exists (select from webhooks where enabled))
    select count(*) filter (where is_new) as fresh from written`.execute(db);
  await sql`
    delete from clone_sightings where last_at < trusted_now() - make_interval(days => ${REMEMBERED_DAYS})`.execute(
    db,
  );
  return rows[0]?.fresh ?? 0;
}
