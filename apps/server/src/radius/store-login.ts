import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerFacts, DeviceFacts } from '@gatehouse/domain/access/access-facts';
import type { AccessWrite } from '@gatehouse/domain/access/decide-access';
import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { autoRegisterDevice, type StoredLogin } from '../devices/auto-register-device.ts';

/**
 * Stores what a login must have stored before its Accept. Never throws; answers within about a second, and at once
 * after the database did not, until it answers again. With a ticket it waits that second for it. What was given up with a
 * ticket is not stored later: nobody was let in by it.
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
  readonly refreshTickets: (ticketIds: readonly number[]) => Promise<void>;
  /** When this process saw a device last, in milliseconds; `null`: it has not. */
  readonly seenAt: (mac: MacAddress) => number | null;
  readonly onDatabaseAway: (error: unknown) => void;
};

/** A NAS asks again after about a second, and gives up after three. */
const STORE_MS_MAX = 1000;
const REFRESH_MS_MAX = 1000;
/** After a database that did not answer, logins do not wait for it; so often it is looked whether it is back. */
const LOOK_EVERY_MS = 100;
/** A database that answers a question and stores nothing all the same is left alone for longer. */
const LEFT_ALONE_MS = 5000;

export function loginStore(parts: StoreLoginParts): StoreLogin {
  const { db, refreshCustomers, refreshTickets, seenAt, onDatabaseAway } = parts;
  /** While it is away: resolves when it is back. */
  let back: Promise<void> | null = null;
  let backAt = Number.NEGATIVE_INFINITY;

  function leaveAlone(): void {
    if (back !== null) return;
    const leftAloneMs = performance.now() - backAt < LEFT_ALONE_MS ? LEFT_ALONE_MS : LOOK_EVERY_MS;
    back = answersAgain(db, leftAloneMs).then(() => {
      back = null;
      backAt = performance.now();
    });
  }

  return async (mac, customer, zoneId, writes, device, ticketId) => {
    if (back !== null && ticketId !== null) await Promise.race([back, later(STORE_MS_MAX)]);
    if (back !== null) return 'database-away';
    let givenUp = false;
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
          seenAt,
          isGivenUp: () => givenUp && ticketId !== null,
        }),
      );
      // Own directory first: the very next attempt sees it. The change feed would bring it a moment later.
      await within(REFRESH_MS_MAX, refreshCustomers(touched)).catch(onDatabaseAway);
      if (stored !== 'stored' && ticketId !== null)
        await within(REFRESH_MS_MAX, refreshTickets([ticketId])).catch(onDatabaseAway);
      return stored;
    } catch (error) {
      givenUp = true;
      leaveAlone();
      onDatabaseAway(error);
      return 'database-away';
    }
  };
}

/** Looks once in a while, after one question at a time: a database that hangs must not hold many connections. */
async function answersAgain(db: Db, leftAloneMs: number): Promise<void> {
  for (let waitMs = leftAloneMs; ; waitMs = LOOK_EVERY_MS) {
    await later(waitMs);
    const askedAt = performance.now();
    const answered = await within(LEFT_ALONE_MS, sql`select 1`.execute(db)).catch(() => null);
    if (answered !== null && performance.now() - askedAt < STORE_MS_MAX / 2) return;
  }
}

function later(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false });
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
