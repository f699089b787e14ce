import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import type { Change } from '../db/make-change.ts';
import { addDevice } from '../devices/add-device.ts';
import { presentDevice } from '../devices/device-row.ts';
import { undoAdd } from '../devices/undo/undo-add.ts';
import { isRefused, type Outcome, type Refused } from '../outcome.ts';
import type { Adopted, AdoptInput, UndoAdoptInput } from './binding-checks.schemas.ts';

/**
 * Registers what customers use already, above the limit where it must be: every registered device passes under strict. One
 * that cannot be, for somebody has it meanwhile, is left and named; all others are registered in one transaction.
 */
export async function adoptDevices(change: Change, { devices }: AdoptInput): Promise<Outcome<Adopted>> {
  const adopted: Adopted = { devices: [], left: [] };
  // Customers in one order, as everybody locks them.
  for (const { customerId, mac } of devices.toSorted((a, b) => a.customerId - b.customerId)) {
    const added = await addDevice(change, { customerId, mac, overLimit: true });
    if (isRefused(added)) {
      adopted.left.push({ customerId: String(customerId), mac, message: sentenceOf(added) });
      continue;
    }
    const device = presentDevice(added);
    adopted.devices.push({ deviceId: device.id, customerId: device.customerId, mac: device.mac });
  }
  return adopted;
}

/**
 * Takes an adoption back: the devices are as unknown as before, and may be learned. What was moved or removed since is left
 * as it is and named.
 */
export async function undoAdoption(change: Change, { devices }: UndoAdoptInput): Promise<Outcome<Adopted>> {
  const { tx } = change;
  const undone: Adopted = { devices: [], left: [] };
  for (const { deviceId, customerId } of devices.toSorted((a, b) => a.customerId - b.customerId)) {
    const device = await tx
      .selectFrom('devices')
      .select(['customer_id', 'mac'])
      .where('id', '=', deviceId)
      .executeTakeFirst();
    const mac = device?.mac.toUpperCase() ?? '';
    if (device?.customer_id !== customerId) {
      const message = device === undefined ? 'It was removed since.' : 'It was moved since.';
      undone.left.push({ customerId: String(customerId), mac, message });
      continue;
    }
    const taken = await undoAdd(change, deviceId);
    if (isRefused(taken)) {
      undone.left.push({ customerId: String(customerId), mac, message: sentenceOf(taken) });
      continue;
    }
    undone.devices.push({ deviceId: String(deviceId), customerId: String(customerId), mac });
  }
  return undone;
}

function sentenceOf({ refused, message }: Refused): string {
  return message ?? ERROR_CODES[refused].message;
}
