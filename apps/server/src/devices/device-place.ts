import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import { sql } from 'kysely';
import { lockCustomer } from '../customers/lock-customer.ts';
import type { Tx } from '../db/open-database.ts';
import { type Outcome, type Refused, refuse } from '../outcome.ts';

export type DevicePlace = {
  readonly customerName: string;
  readonly username: string;
  readonly limit: number;
  readonly count: number;
  /** Whether one more device would be above the limit. */
  readonly overLimit: boolean;
};

/**
 * Locks the customer until the transaction ends and counts the devices: two adds at once, by hand or
 * by a login, cannot both take the last place. Refused when there is no such customer, or no place
 * and the limit is not to be exceeded.
 */
export async function takeDevicePlace(
  tx: Tx,
  customerId: number,
  mayExceed: boolean,
): Promise<Outcome<DevicePlace>> {
  const customer = await lockCustomer(tx, customerId);
  if (customer === null) return refuse('not-found', { message: 'There is no such customer.' });
  const count = await countDevices(tx, customerId);
  const limit = effectiveDeviceLimit(customer).value;
  const overLimit = count >= limit;
  if (overLimit && !mayExceed) return deviceLimitReached(customer.name, count, limit);
  return { customerName: customer.name, username: customer.username, limit, count, overLimit };
}

async function countDevices(tx: Tx, customerId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('devices')
    .select(sql<number>`count(*)`.as('count'))
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  return count;
}

function deviceLimitReached(name: string, count: number, limit: number): Refused {
  const devices = limit === 1 ? '1 device' : `${limit} devices`;
  return refuse('device-limit-reached', {
    message: `${name} has ${count} of ${devices}. Remove one, or add it above the limit.`,
  });
}
