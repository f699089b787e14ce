import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { type DeviceRow, selectDevices } from '../device-row.ts';
import { moveDevicesBack } from '../move-devices-back.ts';
import { forgetUndo, readUndo } from './note-undo.ts';

/**
 * Undoes "Move here": the device is its holder's of before again as it was, with its "added by" and "added at", above the
 * limit if it must; a removal that the move had lifted is there again. Refused: `not-found` where there is nothing to undo,
 * `changed-since` where somebody has moved or replaced it.
 */
export async function undoMove(change: Change, id: number): Promise<Outcome<DeviceRow>> {
  const { tx } = change;
  const find = () => selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  const seen = await find();
  const noted = await readUndo(tx, id);
  const holders = [seen?.customer_id, noted?.before?.customerId].filter((each) => each !== undefined);
  for (const customerId of [...new Set(holders)].sort((a, b) => a - b)) await lockCustomer(tx, customerId);
  // Looked at again under the locks.
  const device = await find();
  const made = await readUndo(tx, id);
  if (device === undefined)
    return refuse('not-found', { message: 'It is not registered any more: somebody has removed it since.' });
  if (made === null || made.before === null)
    return refuse('not-found', { message: 'There is nothing to undo at this device.' });
  const faults = await moveDevicesBack(change, made.customerId, [made.before], { aboveLimit: true });
  const fault = faults.get(id);
  if (fault !== undefined) return refuse('changed-since', { message: `${fault.reason} That was left.` });
  await forgetUndo(tx, id);
  return selectDevices(tx).where('d.id', '=', id).executeTakeFirstOrThrow();
}
