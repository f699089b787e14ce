import { sql } from 'kysely';
import { jobActor } from '../actor.ts';
import { type Change, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';

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

async function beginNext({ tx, announce, audit }: Change, customerId: number): Promise<boolean> {
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
    })
    .where('id', '=', nextId)
    .execute();
  announce('customers', [customerId]);
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
 * first login or runs beneath it.
 */
function findStuck(customerId: number | null) {
  return sql<{ customerId: number; usedUpId: number; nextId: number; left: number }>`
    select s.customer_id as "customerId", s.id as "usedUpId", next.id as "nextId",
           floor(date_part('epoch', s.ends_at - trusted_now()))::bigint as left
      from subscription_usage u
      join subscriptions s on s.id = u.subscription_id
      join service_packages p on p.id = s.service_package_id
     cross join lateral (
           select o.id from subscriptions o
             join service_packages op on op.id = o.service_package_id
             left join subscription_usage ou on ou.subscription_id = o.id
            where o.customer_id = s.customer_id and o.id <> s.id
              and (ou.used_bytes >= op.quota_bytes or ou.used_seconds >= op.online_seconds) is not true
              and (o.ends_at is null or o.ends_at > trusted_now())
              and (o.starts_at <= trusted_now()
                   or o.starts_at between s.ends_at - interval '1 second' and s.ends_at + interval '1 second')
            order by o.starts_at desc, o.id limit 1) as next
     where (u.used_bytes >= p.quota_bytes or u.used_seconds >= p.online_seconds)
       and s.starts_at <= trusted_now() and s.ends_at > trusted_now()
       and (${customerId}::bigint is null or s.customer_id = ${customerId})
       and not exists (select from subscriptions later
                        where later.customer_id = s.customer_id and later.starts_at <= trusted_now()
                          and (later.ends_at is null or later.ends_at > trusted_now())
                          and (later.starts_at, later.id) > (s.starts_at, s.id))
     order by s.customer_id limit ${customerId === null ? AT_ONCE : 1}`;
}
