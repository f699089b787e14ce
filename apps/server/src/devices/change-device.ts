import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { auditedDevice, type DeviceRow, selectDevices } from './device-row.ts';
import type { ChangeDeviceInput } from './devices.schemas.ts';

/** Changes what a device is called; a login asks for neither, so no node is told. Refused: `not-found`. */
export async function changeDevice(
  { tx, audit }: Change,
  id: number,
  { type, label }: ChangeDeviceInput,
): Promise<Outcome<DeviceRow>> {
  const before = await selectDevices(tx).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  if (before === undefined) return refuse('not-found', { message: 'There is no such device.' });
  const fields = { ...(type !== undefined && { type }), ...(label !== undefined && { label }) };
  if (Object.keys(fields).length === 0) return before;
  await tx.updateTable('devices').set(fields).where('id', '=', id).execute();
  const after = { ...before, ...fields };
  await audit({
    action: 'devices.change',
    subjectKind: 'device',
    subjectId: id,
    customerId: before.customer_id,
    before: auditedDevice(before),
    after: auditedDevice(after),
  });
  return after;
}
