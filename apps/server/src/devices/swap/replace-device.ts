import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../../outcome.ts';
import { endProofs } from '../../portal/end-proofs.ts';
import { alreadyRegistered } from '../add-device.ts';
import { auditedDevice, type DeviceRow, selectDevices } from '../device-row.ts';
import { readDeviceMac } from '../read-mac.ts';
import { swapMac } from './swap-mac.ts';

export type DeviceReplacement = {
  readonly id: number;
  /** As a person typed it. */
  readonly mac: string;
  /** Take it from whoever has it: their record goes, and `undoReplace` brings it back. */
  readonly overHolder?: boolean | undefined;
};

/**
 * A device gives way to another one and its record goes on: same id, name, history and place in the limit. The old MAC is
 * not learned again for this customer (rule 7). Refused: `not-found`, an unusable MAC, `device-already-registered`,
 * `mac-blocked`.
 */
export async function replaceDevice(
  change: Change,
  { id, mac: typed, overHolder = false }: DeviceReplacement,
): Promise<Outcome<DeviceRow>> {
  const { tx, actor, announce, audit } = change;
  const read = readDeviceMac(typed);
  if (isRefused(read)) return read;
  const locked = await lockBoth(tx, id, read.text);
  if (locked === null) return refuse('not-found', { message: 'There is no such device.' });
  const { before, holder } = locked;
  const customerId = before.customer_id;
  if (holder?.id === id) return before;
  if (holder !== undefined && !overHolder) return alreadyRegistered(holder, customerId);
  const blocked = await blockedFault(tx, read.text);
  if (blocked !== null) return blocked;

  const taken = holder === undefined ? {} : { takenId: holder.id };
  await swapMac(tx, { deviceId: id, mac: read.mac, cause: 'replaced', changedBy: actor.name, ...taken });
  await endProofs(change, customerId);
  const after = await readDevice(tx, id);
  announce('customers', [customerId]);
  if (holder !== undefined) {
    announce('customers', [holder.customer_id]);
    await audit({
      action: 'devices.remove',
      subjectKind: 'device',
      subjectId: holder.id,
      customerId: holder.customer_id,
      before: auditedDevice(holder),
      after: { replacedDeviceId: String(id) },
    });
  }
  await audit({
    action: 'devices.replace',
    subjectKind: 'device',
    subjectId: id,
    customerId,
    before: auditedDevice(before),
    after: auditedDevice(after),
  });
  return after;
}

/** The place would be taken by a device that nobody lets in. */
async function blockedFault(tx: Tx, mac: string): Promise<Refused | null> {
  const blocked = await tx
    .selectFrom('blocked_macs')
    .select(['reason', 'blocked_by'])
    .where('mac', '=', mac)
    .executeTakeFirst();
  if (blocked === undefined) return null;
  const why = blocked.reason === null ? '' : ` (${blocked.reason})`;
  const message = `${mac} is blocked by ${blocked.blocked_by}${why}: it is refused everywhere. Unblock it first (Devices › Blocked), then replace.`;
  return refuse('mac-blocked', { message, fields: { mac: { code: 'mac-blocked', message } } });
}

/** The device and who has the MAC now, both customers locked in the order of their ids. */
async function lockBoth(
  tx: Tx,
  id: number,
  mac: string,
): Promise<{ readonly before: DeviceRow; readonly holder: DeviceRow | undefined } | null> {
  const find = async () => ({
    before: await selectDevices(tx).where('d.id', '=', id).executeTakeFirst(),
    holder: await selectDevices(tx).where('d.mac', '=', mac).executeTakeFirst(),
  });
  const seen = await find();
  const ids = new Set(
    [seen.before?.customer_id, seen.holder?.customer_id].filter((each) => each !== undefined),
  );
  for (const customerId of [...ids].sort((a, b) => a - b)) await lockCustomer(tx, customerId);
  const { before, holder } = await find();
  return before === undefined ? null : { before, holder };
}

export function readDevice(tx: Tx, id: number): Promise<DeviceRow> {
  return selectDevices(tx).where('d.id', '=', id).executeTakeFirstOrThrow();
}
