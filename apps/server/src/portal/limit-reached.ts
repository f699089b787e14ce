import { effectiveDeviceLimit, effectiveMacBinding } from '@gatehouse/domain/access/granted-service';
import type { Db } from '../db/open-database.ts';
import { findOpenWindow } from '../devices/swap/swap-windows.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';

/**
 * The customer's device limit, where one more device would be over it; `null` otherwise. It spares a visitor the way
 * to the router and back; whether a login passes is decided there, by the MAC that the router tells.
 */
export async function limitReached(
  db: Db,
  customerId: number,
  macHint: string | null,
): Promise<number | null> {
  const customer = await db
    .selectFrom('customers')
    .select(['kind', 'mac_binding', 'device_limit', 'session_limit'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const held = await currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst();
  const source = {
    kind: customer.kind,
    macBinding: customer.mac_binding,
    deviceLimit: customer.device_limit,
    sessionLimit: customer.session_limit,
    subscription:
      held === undefined
        ? null
        : {
            servicePackage: {
              macBinding: held.mac_binding,
              deviceLimit: held.device_limit,
              sessionLimit: held.session_limit,
            },
          },
  };
  if (effectiveMacBinding(source).value !== 'learn') return null;
  const limit = effectiveDeviceLimit(source).value;
  const devices = await db
    .selectFrom('devices')
    .select('mac')
    .where('customer_id', '=', customerId)
    .execute();
  const isKnown = devices.some(({ mac }) => mac.toLowerCase() === macHint?.toLowerCase());
  if (isKnown || macHint === null || devices.length < limit) return null;
  // An operator holds a place open: the next device that logs in takes it.
  return (await findOpenWindow(db, customerId)) === null ? limit : null;
}
