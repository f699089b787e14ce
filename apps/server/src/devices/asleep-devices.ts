import { SESSION_SILENCE_SECONDS_MAX } from '@gatehouse/domain/access/granted-service';
import { sql } from 'kysely';

/** Of a device `d`: neither online nor seen within a day, so that another one may turn out to be it (rule 14). */
export const isAsleep = sql<boolean>`(
  (d.last_seen_at is null or d.last_seen_at < trusted_now() - interval '24 hours')
  and not exists (
    select from sessions s
     where s.customer_id = d.customer_id and s.mac = d.mac and s.ended_at is null
       and s.last_heard_at > trusted_now() - make_interval(secs => ${SESSION_SILENCE_SECONDS_MAX})))`;
