import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { isRefused } from '../../../outcome.ts';
import { moveDevice } from '../../move-device.ts';
import { moveDevicesBack, type MovedDevice, readMoved } from '../../move-devices-back.ts';
import type { Decided, Kind } from '../work/bulk-work.ts';

type Undo = Omit<MovedDevice, 'id'>;

/** To another customer, one after the other, for as long as there are places. */
export const move: Kind = {
  partSize: 200,
  lockCustomers: true,
  async apply(change, { fields }, devices) {
    const { customerId = 0, overLimit } = fields;
    const ids = devices.map(({ id }) => id);
    const before = new Map<number, Undo>(
      (await readMoved(change.tx, customerId, ids)).map(({ id, ...undo }) => [id, undo]),
    );
    const decided: Decided[] = [];
    for (const { id, customer_id: holder } of devices) {
      if (holder === customerId) {
        decided.push({ deviceId: id, outcome: 'nothing' });
        continue;
      }
      const moved = await moveDevice(change, { id, customerId, overLimit, keepsUndo: false });
      if (isRefused(moved)) {
        const { refused: code, message = ERROR_CODES[code].message } = moved;
        decided.push({ deviceId: id, outcome: 'left', code, reason: message });
      } else decided.push({ deviceId: id, outcome: 'changed', undo: before.get(id) });
    }
    return decided;
  },
  async undo(change, { fields }, rows) {
    const faults = await moveDevicesBack(
      change,
      fields.customerId ?? 0,
      rows.map(({ device_id: id, mac, undo }) => ({ ...(undo as Undo), id, mac })),
    );
    return rows.map(({ device_id: deviceId }): Decided => {
      const fault = faults.get(deviceId);
      return fault === undefined
        ? { deviceId, outcome: 'undone' }
        : { deviceId, outcome: 'not-undone', ...fault };
    });
  },
};
