import type { CustomerFacts, DeviceFacts } from '@gatehouse/domain/access/access-facts';
import type { AccessWrite } from '@gatehouse/domain/access/decide-access';
import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { Db } from '../db/open-database.ts';
import { autoRegisterDevice, type StoredLogin } from '../devices/auto-register-device.ts';

/**
 * Stores what a login must have stored before its Accept. Never throws; answers within about a second, and at once
 * for a while after the database did not.
 */
export type StoreLogin = (
  mac: MacAddress | null,
  customer: CustomerFacts,
  zoneId: number | null,
  writes: readonly AccessWrite[],
  device: DeviceFacts | null,
  ticketId: number | null,
) => Promise<StoredLogin | 'database-away'>;

export type StoreLoginParts = {
  readonly db: Db;
  /** Reads these customers into this process's own directory. */
  readonly refreshCustomers: (customerIds: readonly number[]) => Promise<void>;
  readonly onDatabaseAway: (error: unknown) => void;
};

/** A NAS asks again after about a second, and gives up after three. */
const STORE_MS_MAX = 1000;
const REFRESH_MS_MAX = 1000;
/** After a database that did not answer, logins do not wait for it: one of them tries again after this long. */
const LEFT_ALONE_MS = 5000;

export function loginStore({ db, refreshCustomers, onDatabaseAway }: StoreLoginParts): StoreLogin {
  let leftAloneUntil = Number.NEGATIVE_INFINITY;
  return async (mac, customer, zoneId, writes, device, ticketId) => {
    if (performance.now() < leftAloneUntil) return 'database-away';
    const touched = [
      customer.id,
      ...(device !== null && device.customerId !== customer.id ? [device.customerId] : []),
    ];
    try {
      const stored = await within(
        STORE_MS_MAX,
        autoRegisterDevice(db, {
          customerId: customer.id,
          subscriptionId: customer.subscription?.id ?? null,
          mac,
          zoneId,
          writes,
          deviceLimit: effectiveDeviceLimit(customer).value,
          borrowedPlaces: customer.borrowedPlaces,
          ticketId,
        }),
      );
      // Own directory first: the very next attempt sees it. The change feed would bring it a moment later.
      await within(REFRESH_MS_MAX, refreshCustomers(touched)).catch(onDatabaseAway);
      return stored;
    } catch (error) {
      leftAloneUntil = performance.now() + LEFT_ALONE_MS;
      onDatabaseAway(error);
      return 'database-away';
    }
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`No answer from the database in ${timeoutMs} ms.`)),
    timeoutMs,
  );
  // Whoever loses the race must not be an unhandled rejection.
  work.catch(() => undefined);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
