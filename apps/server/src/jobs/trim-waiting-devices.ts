import { trimWaitingDevices } from '../hotspot-zones/waiting-devices.ts';
import type { Job } from './job.ts';

/** A zone where nobody waits any more has no list. */
export const trimWaitingDevicesJob: Job = {
  name: 'trim-waiting-devices',
  cron: '*/10 * * * *',
  async run({ pool }) {
    const trimmed = await trimWaitingDevices(pool);
    return trimmed === 0 ? null : { trimmed };
  },
};
