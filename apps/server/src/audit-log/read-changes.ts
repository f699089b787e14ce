import { type ChangeGroup, isSaid } from '@gatehouse/domain/audit-log/say-changes';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** Equal changes by the same actor within the last day, and when the last of them was. */
export type RecentChanges = ChangeGroup & { readonly lastAt: Date };

/** However much an import writes, so many of the newest rows are looked at: they stand in the order of their ids. */
const LOOKED_AT_MAX = 20_000;
const GROUPS_MAX = 200;

/** What is on the record since yesterday at this time, the latest first. */
export async function readRecentChanges(db: Db): Promise<RecentChanges[]> {
  const { rows } = await sql<RecentRow>`
    with grouped as (
      select actor_kind as "actorKind", actor_name as "actorName", action, coalesce(after ? 'import', false) as imported,
             count(*) as count, max(at) as "lastAt", min(customer_id) as "customerId",
             max(customer_id) = min(customer_id) and count(customer_id) = count(*) as "isOneCustomer"
        from audit_log
       where id > (select max(id) from audit_log) - ${LOOKED_AT_MAX} and at > trusted_now() - interval '1 day'
       group by 1, 2, 3, 4 order by max(at) desc limit ${GROUPS_MAX})
    select g.*, c.name as "customerName" from grouped g
      left join customers c on c.id = g."customerId" and g."isOneCustomer"
     order by g."lastAt" desc`.execute(db);
  return rows
    .filter(({ action }) => isSaid(action))
    .map(({ actorKind, actorName, action, imported, count, lastAt, customerId, customerName }) => ({
      actorKind,
      actorName,
      action,
      imported,
      count,
      lastAt,
      customer: customerName === null ? null : { id: String(customerId), name: customerName },
    }));
}

type RecentRow = Omit<RecentChanges, 'customer'> & {
  readonly customerId: number | null;
  readonly customerName: string | null;
};
