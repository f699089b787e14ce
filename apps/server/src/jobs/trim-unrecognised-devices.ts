import { trimUnrecognised } from '../devices/unrecognised/trim-unrecognised.ts';
import type { Job } from './job.ts';

/** Who has not tried for long, or is known by now, waits for nobody any more. */
export const trimUnrecognisedDevicesJob: Job = {
  name: 'trim-unrecognised-devices',
  cron: '27 * * * *',
  async run({ db }) {
    const trimmed = await trimUnrecognised(db);
    return trimmed === 0 ? null : { trimmed };
  },
};
