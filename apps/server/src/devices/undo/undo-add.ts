import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { endProofs } from '../../portal/end-proofs.ts';
import { auditedDevice, type DeviceRow, selectDevices } from '../device-row.ts';
import { closeWindowsFor } from '../swap/swap-windows.ts';
import { type DeviceUndo, forgetUndo, putRemovalsBack, readUndo } from './note-undo.ts';

/**
 * Undoes the adding of a device: it is as unknown as before. No removal is left that sticks (rule 7), and one that had
 * been lifted is there again. That it logged in meanwhile is no change. Refused: `not-found` where there is nothing to
 * undo, `changed-since` where somebody has moved, replaced or renamed it.
 */
export async function undoAdd(change: Change, id: number): Promise<Outcome<{ readonly id: number }>> {
  const { tx, actor, announce, audit } = change;
  const seen = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (seen !== undefined) await lockCustomer(tx, seen.customer_id);
  const device = await selectDevices(tx).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  if (device === undefined)
    return refuse('not-found', { message: 'It is not registered any more: somebody has removed it since.' });
  const made = await readUndo(tx, id);
  if (made === null) return refuse('not-found', { message: 'There is nothing to undo at this device.' });
  const fault = faultOf(made, device);
  if (fault === null && (await isNoted(change, id)))
    return refuse('changed-since', {
      message: 'Somebody has written a note about it since, so it stays registered.',
    });
  if (fault !== null) return refuse('changed-since', { message: fault });

  await tx.deleteFrom('devices').where('id', '=', id).execute();
  await putRemovalsBack(tx, made.removals);
  await forgetUndo(tx, id);
  await closeWindowsFor(tx, id, actor.name);
  await endProofs(change, device.customer_id);
  announce('customers', [device.customer_id]);
  await audit({
    action: 'devices.undo-add',
    subjectKind: 'device',
    subjectId: id,
    customerId: device.customer_id,
    before: auditedDevice(device),
  });
  return { id };
}

async function isNoted({ tx }: Change, id: number): Promise<boolean> {
  const note = await tx
    .selectFrom('device_notes')
    .select('id')
    .where('device_id', '=', id)
    .executeTakeFirst();
  return note !== undefined;
}

/** What others have done to it since; that is left. */
function faultOf(made: DeviceUndo, device: DeviceRow): string | null {
  if (made.what === 'move' || made.customerId !== device.customer_id)
    return `It was moved to ${device.customer_name} since; that was left.`;
  if (made.mac !== device.mac)
    return `It was replaced by ${device.mac.toUpperCase()} since; that was left. Look at the device to see by whom.`;
  if (made.type !== device.type || made.label !== device.label)
    return 'Somebody has given it another type or label since, so it stays registered. Remove it where it is not to stay.';
  return null;
}
