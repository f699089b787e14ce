import { sql } from 'kysely';
import { jobActor } from '../actor.ts';
import { type Change, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { tellSessions } from '../dynamic-authorization/tell-sessions.ts';

const AT_ONCE = 500;

/**
 * Whoever has used up the volume or the time online of a package, and has another one queued right behind it or waiting
 * beneath it, goes on with that at once; what was left of its days is added there. Returns for how many.
 */
export async function beginQueuedPackages(db: Db): Promise<number> {
  const { rows } = await findStuck(null).execute(db);
  let begun = 0;
  for (const { customerId } of rows) {
    const { value } = await makeChange(db, jobActor('Automatic'), (change) => beginNext(change, customerId));
    if (value) begun += 1;
  }
  return begun;
}

async function beginNext(change: Change, customerId: number): Promise<boolean> {
  const { tx, announce, audit } = change;
  await tx.selectFrom('customers').select('id').where('id', '=', customerId).forUpdate().execute();
  const [stuck] = (await findStuck(customerId).execute(tx)).rows;
  if (stuck === undefined) return false;
  const { usedUpId, nextId, left } = stuck;
  await tx
    .updateTable('subscriptions')
    .set({ ends_at: sql<Date>`greatest(trusted_now(), starts_at + interval '1 microsecond')` })
    .where('id', '=', usedUpId)
    .execute();
  await tx
    .updateTable('subscriptions')
    // Its end stays: so it runs longer by what was left.
    .set({
      starts_at: sql<Date>`least(starts_at, trusted_now())`,
      waiting_seconds: sql<number | null>`waiting_seconds + ${left}::bigint`,
      carried_from: usedUpId,
      carried_seconds: left,
    })
    .where('id', '=', nextId)
    .execute();
  announce('customers', [customerId]);
  await tellSessions(change, customerId, undefined);
  await audit({
    action: 'subscriptions.begin',
    subjectKind: 'subscription',
    subjectId: nextId,
    customerId,
    after: { usedUp: usedUpId, leftSeconds: left },
  });
  return true;
}

/**
 * The one that counts is used up, and another would do: that which is queued right behind it, else one that waits for its
 * first login. Those are few, so they are looked at first.
 */
function findStuck(customerId: number | null) {
  const own = sql`(${customerId}::bigint is null or customer_id = ${customerId})`;
  return sql<{ customerId: number; usedUpId: number; nextId: number; left: number }>`
    with next as (
      select id, customer_id, starts_at from subscriptions where starts_at > trusted_now() and ${own}
      union all
      select id, customer_id, starts_at from subscriptions
       where waiting_seconds is not null and starts_at <= trusted_now() and ${own})
    select distinct on (s.customer_id)
           s.customer_id as "customerId", s.id as "usedUpId", next.id as "nextId",
           floor(date_part('epoch', s.ends_at - trusted_now()))::bigint as left
      from next
      join subscriptions s on s.customer_id = next.customer_id
                          and s.starts_at <= trusted_now() and s.ends_at > trusted_now()
      join subscription_usage u on u.subscription_id = s.id
      join service_packages p on p.id = s.service_package_id
     where (u.used_bytes >= p.quota_bytes or u.used_seconds >= p.online_seconds)
       and (next.starts_at <= trusted_now()
            or next.starts_at between s.ends_at - interval '1 second' and s.ends_at + interval '1 second')
       and not exists (select from subscriptions later
                        where later.customer_id = s.customer_id and later.starts_at <= trusted_now()
                          and (later.ends_at is null or later.ends_at > trusted_now())
                          and (later.starts_at, later.id) > (s.starts_at, s.id))
     order by s.customer_id, next.starts_at desc, next.id limit ${AT_ONCE}`;
}
