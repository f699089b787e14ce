import type { Change } from '../db/make-change.ts';
import { requestDisconnects } from '../dynamic-authorization/request-disconnects.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import { removeDevice } from './remove-device.ts';

/**
 * Deregisters a device and has its holder's sessions from it ended, once the removal is in force: it must not get in
 * again. Gives the ids of the requests to routers. Refused: `not-found`.
 */
export async function removeAndDisconnect(
  change: Change,
  id: number,
): Promise<Outcome<{ requestIds: readonly number[] }>> {
  const device = await change.tx
    .selectFrom('devices')
    .select(['customer_id', 'mac'])
    .where('id', '=', id)
    .executeTakeFirst();
  const removed = await removeDevice(change, id);
  if (isRefused(removed) || device === undefined) return isRefused(removed) ? removed : { requestIds: [] };
  const sessions = { customerId: device.customer_id, mac: device.mac };
  const options = { reason: 'device-removed', onceInForce: true } as const;
  return { requestIds: await requestDisconnects(change, sessions, options) };
}
