import type { Actor } from '../actor.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { DeviceSource } from '../db/schema.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import { takeDevicePlace } from './device-place.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';
import { readDeviceMac } from './read-mac.ts';
import { liftRemovals, noteUndo } from './undo/note-undo.ts';

export type NewDevice = {
  readonly customerId: number;
  readonly mac: string;
  readonly type?: string | null | undefined;
  readonly label?: string | null | undefined;
  readonly overLimit?: boolean | undefined;
  /** Where it is remembered; none: everywhere. */
  readonly zoneIds?: readonly number[];
};

/**
 * Registers a device by hand (rules 1, 3 and 7). Refused: `not-found`, an unusable MAC,
 * `device-limit-reached`, `device-already-registered`.
 */
export async function addDevice(change: Change, device: NewDevice): Promise<Outcome<DeviceRow>> {
  const { tx, actor, announce, audit } = change;
  const { customerId } = device;
  const read = readDeviceMac(device.mac);
  if (isRefused(read)) return read;
  const holder = await findHolder(tx, read.text);
  if (holder) return alreadyRegistered(holder, customerId);
  const place = await takeDevicePlace(tx, customerId, device.overLimit ?? false);
  if (isRefused(place)) return place;

  const inserted = await tx
    .insertInto('devices')
    .values({
      customer_id: customerId,
      mac: read.text,
      type: device.type ?? null,
      label: device.label ?? null,
      source: sourceOf(actor),
      added_by: actor.name,
      over_limit: place.overLimit,
      zone_ids: [...(device.zoneIds ?? [])],
    })
    .onConflict((conflict) => conflict.column('mac').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return alreadyRegistered(await findHolder(tx, read.text), customerId);

  // Rule 7: what an operator adds by hand may be learned again later.
  await noteUndo(tx, inserted.id, { removals: await liftRemovals(tx, customerId, read.text) });
  const row = await selectDevices(tx).where('d.id', '=', inserted.id).executeTakeFirstOrThrow();
  announce('customers', [customerId]);
  await audit({
    action: 'devices.add',
    subjectKind: 'device',
    subjectId: row.id,
    customerId,
    after: auditedDevice(row),
  });
  return row;
}

export function sourceOf({ kind }: Actor): DeviceSource {
  return kind === 'operator' || kind === 'api-token' || kind === 'customer' ? kind : 'import';
}

export type Holder = { customer_id: number; customer_name: string; username: string };

export async function findHolder(tx: Tx, mac: string): Promise<Holder | undefined> {
  return selectDevices(tx).where('d.mac', '=', mac).executeTakeFirst();
}

/** Rule 1: the refusal names the holder. */
export function alreadyRegistered(holder: Holder | undefined, customerId: number): Refused {
  if (holder === undefined) return refuse('device-already-registered');
  const whose =
    holder.customer_id === customerId ? 'this customer' : `${holder.customer_name} (${holder.username})`;
  const message = `This device is already registered to ${whose}.`;
  return refuse('device-already-registered', { message, fields: { mac: { code: 'taken', message } } });
}
