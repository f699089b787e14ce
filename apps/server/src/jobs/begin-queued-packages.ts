import { beginQueuedPackages } from '../subscriptions/begin-queued-packages.ts';
import type { Job } from './job.ts';

/** Who has paid for the next package does not wait for the last day of one that is used up. */
export const beginQueuedPackagesJob: Job = {
  name: 'begin-queued-packages',
  cron: '* * * * *',
  async run({ db }) {
    const begun = await beginQueuedPackages(db);
    return begun === 0 ? null : { begun };
  },
};
