import type { Db } from '../db/open-database.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { leftOf } from './customer-overview.ts';
import { packageFault } from './package-fault.ts';

/** What a stranger is told of a device's package: that it is over, however it came to that, or not good at this place. */
export type PackageOver = 'no-subscription' | 'package-not-here';

/**
 * Whether the device that the browser claims to be is known and gets online by no package of its holder: then the page
 * says so, and nothing about whose it is.
 */
export async function packageOverOf(
  db: Db,
  { macHint, zoneId }: { readonly macHint: string | null; readonly zoneId: number },
  now: number,
): Promise<PackageOver | null> {
  if (macHint === null) return null;
  const device = await db
    .selectFrom('devices')
    .select('customer_id')
    .where('mac', '=', macHint)
    .executeTakeFirst();
  if (device === undefined) return null;
  const held = await currentSubscriptions(db)
    .where('s.customer_id', '=', device.customer_id)
    .executeTakeFirst();
  const fault = held === undefined ? null : packageFault(leftOf(held, now), zoneId);
  return fault === null || fault === 'package-not-here' ? fault : 'no-subscription';
}
