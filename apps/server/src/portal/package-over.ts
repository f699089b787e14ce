import type { Db } from '../db/open-database.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';

/**
 * Whether the device that the browser claims to be is known and its package has ended: then the page says so, and
 * nothing about whose it is.
 */
export async function packageEndedOf(db: Db, macHint: string | null): Promise<boolean> {
  if (macHint === null) return false;
  const device = await db
    .selectFrom('devices')
    .select('customer_id')
    .where('mac', '=', macHint)
    .executeTakeFirst();
  if (device === undefined) return false;
  const held = await currentSubscriptions(db)
    .where('s.customer_id', '=', device.customer_id)
    .executeTakeFirst();
  return held !== undefined && !held.running;
}
