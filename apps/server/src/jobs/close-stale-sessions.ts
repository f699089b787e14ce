import { closeStaleSessions } from '../sessions/close-stale-sessions.ts';
import type { Job } from './job.ts';

/** A router that lost power sends no Stop. */
export const closeStaleSessionsJob: Job = {
  name: 'close-stale-sessions',
  cron: '* * * * *',
  async run({ pool, now }) {
    const closed = await closeStaleSessions(pool, now());
    return closed === 0 ? null : { closed };
  },
};
