import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';

export function selectSubscriptions(db: Db | Tx) {
  return db
    .selectFrom('subscriptions as s')
    .innerJoin('service_packages as p', 'p.id', 's.service_package_id')
    .leftJoin('subscription_usage as u', 'u.subscription_id', 's.id')
    .select([
      's.id',
      's.customer_id',
      's.service_package_id',
      'p.name as package_name',
      's.starts_at',
      's.ends_at',
      's.waiting_seconds',
      's.created_at',
      's.reason',
      'p.quota_bytes',
      'p.online_seconds',
      sql<number>`coalesce(u.used_bytes, 0)`.as('used_bytes'),
      sql<number>`coalesce(u.used_seconds, 0)`.as('used_seconds'),
    ]);
}

export type SubscriptionRow = Awaited<
  ReturnType<ReturnType<typeof selectSubscriptions>['executeTakeFirstOrThrow']>
>;
