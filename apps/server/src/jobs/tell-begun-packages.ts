import { tellBegunPackages } from '../dynamic-authorization/tell-sessions.ts';
import type { Job } from './job.ts';

/** Who is online when the next package begins goes on at its speed. */
export const tellBegunPackagesJob: Job = {
  name: 'tell-begun-packages',
  cron: '* * * * *',
  async run({ db }) {
    const sessions = await tellBegunPackages(db);
    return sessions === 0 ? null : { sessions };
  },
};
