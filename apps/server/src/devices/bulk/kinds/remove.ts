import { removeDevices } from '../../remove-device.ts';
import { restoreDevices } from '../../restore-devices.ts';
import type { Kind } from '../work/bulk-work.ts';

/** Sessions stay, and every next attempt is refused. */
export const remove: Kind = {
  partSize: 500,
  lockCustomers: true,
  async apply(change, _, devices) {
    await removeDevices(change, devices);
    return devices.map(({ id }) => ({ deviceId: id, outcome: 'changed', undo: {} }));
  },
  async undo(change, _, rows) {
    const faults = await restoreDevices(
      change,
      rows.map(({ device_id }) => device_id),
    );
    return rows.map(({ device_id: deviceId }) => {
      const fault = faults.get(deviceId);
      return fault === undefined
        ? { deviceId, outcome: 'undone' }
        : { deviceId, outcome: 'not-undone', ...fault };
    });
  },
};
