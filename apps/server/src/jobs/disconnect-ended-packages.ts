import { disconnectEndedPackages } from '../dynamic-authorization/disconnect-ended-packages.ts';
import type { Job } from './job.ts';

/** Not every router keeps to a Session-Timeout, and few count volumes. */
export const disconnectEndedPackagesJob: Job = {
  name: 'disconnect-ended-packages',
  cron: '* * * * *',
  async run({ db, now }) {
    const requested = await disconnectEndedPackages(db, now());
    return requested === 0 ? null : { requested };
  },
};
