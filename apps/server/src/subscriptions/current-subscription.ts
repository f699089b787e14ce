import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';

const isRunning = sql<boolean>`(s.ends_at is null or s.ends_at > trusted_now())`;

/**
 * The subscription that counts now, per customer: of those that run, the one begun last; when none
 * runs, the one that ended last. The access directory chooses the same way.
 */
export function currentSubscriptions(db: Db | Tx) {
  return db
    .selectFrom('subscriptions as s')
    .innerJoin('service_packages as p', 'p.id', 's.service_package_id')
    .leftJoin('subscription_usage as u', 'u.subscription_id', 's.id')
    .distinctOn('s.customer_id')
    .select([
      's.id',
      's.customer_id',
      's.service_package_id',
      's.starts_at',
      's.ends_at',
      's.waiting_seconds',
      isRunning.as('running'),
      'p.name as package_name',
      'p.mac_binding',
      'p.device_limit',
      'p.session_limit',
      'p.private_mac_policy',
      'p.quota_bytes',
      'p.online_seconds',
      sql<number>`coalesce(u.used_bytes, 0)`.as('used_bytes'),
      sql<number>`coalesce(u.used_seconds, 0)`.as('used_seconds'),
      sql<number[]>`array(select zone_id from service_package_zones where service_package_id = p.id)`.as(
        'zone_ids',
      ),
    ])
    .where('s.starts_at', '<=', sql<Date>`trusted_now()`)
    .orderBy('s.customer_id')
    .orderBy(isRunning, 'desc')
    .orderBy(sql`case when ${isRunning} then s.starts_at else s.ends_at end`, 'desc')
    .orderBy('s.id', 'desc');
}

export type CurrentSubscription = Awaited<
  ReturnType<ReturnType<typeof currentSubscriptions>['executeTakeFirstOrThrow']>
>;
