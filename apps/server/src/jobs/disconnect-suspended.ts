import { disconnectSuspendedAgain } from '../dynamic-authorization/disconnect-suspended-again.ts';
import type { Job } from './job.ts';

/** The first request is made with the suspension itself. */
export const disconnectSuspendedJob: Job = {
  name: 'disconnect-suspended',
  cron: '* * * * *',
  async run({ db, now }) {
    const requested = await disconnectSuspendedAgain(db, now());
    return requested === 0 ? null : { requested };
  },
};
