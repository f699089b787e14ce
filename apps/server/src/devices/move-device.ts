import { sql } from 'kysely';
import { lockCustomer } from '../customers/lock-customer.ts';
import type { Change } from '../db/make-change.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { sourceOf } from './add-device.ts';
import { takeDevicePlace } from './device-place.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';
import { readMoved } from './move-devices-back.ts';
import { closeWindowsFor } from './swap/swap-windows.ts';
import { noteUndo } from './undo/note-undo.ts';

export type DeviceMove = {
  readonly id: number;
  readonly customerId: number;
  readonly overLimit?: boolean | undefined;
  /** Whoever moves many keeps themselves what undoing takes. */
  readonly keepsUndo?: boolean;
};

/**
 * "Move here" (rules 1 and 10): the device changes its holder in one step, as if added by whoever
 * moves it; it keeps id, type and label, and its MAC login goes on. Refused: `not-found`,
 * `device-limit-reached` of the new holder.
 */
export async function moveDevice(
  change: Change,
  { id, customerId, overLimit = false, keepsUndo = true }: DeviceMove,
): Promise<Outcome<DeviceRow>> {
  const { tx, actor, announce, audit } = change;
  const seen = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (seen === undefined) return refuse('not-found', { message: 'There is no such device.' });
  if (seen.customer_id === customerId) return seen;
  // Both customers in the order of their ids, so that two opposite moves do not wait for each other.
  if (seen.customer_id < customerId) await lockCustomer(tx, seen.customer_id);
  const place = await takeDevicePlace(tx, customerId, overLimit);
  if (isRefused(place)) return place;

  const [was] = keepsUndo ? await readMoved(tx, customerId, [id]) : [];
  const moved = await tx
    .updateTable('devices')
    .set({
      customer_id: customerId,
      source: sourceOf(actor),
      added_by: actor.name,
      added_at: sql<Date>`trusted_now()`,
      over_limit: place.overLimit,
      mac_login_paused_at: null,
      zone_ids: sql<number[]>`'{}'`,
    })
    .where('id', '=', id)
    .where('customer_id', '=', seen.customer_id)
    .returning('mac')
    .executeTakeFirst();
  if (moved === undefined)
    return refuse('not-found', { message: 'The device was moved or removed meanwhile.' });
  await tx
    .deleteFrom('removed_devices')
    .where('customer_id', '=', customerId)
    .where('mac', '=', moved.mac)
    .execute();
  if (was !== undefined) await noteUndo(tx, id, { before: was, removals: [] });
  await closeWindowsFor(tx, id, actor.name);
  const row = await selectDevices(tx).where('d.id', '=', id).executeTakeFirstOrThrow();
  announce('customers', [seen.customer_id, customerId]);
  await audit({
    action: 'devices.move',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    before: auditedDevice(seen),
    after: auditedDevice(row),
  });
  return row;
}
