import { trimListedSessions } from '../sessions/listed-sessions.ts';
import type { Job } from './job.ts';

/** Sessions that have ended are not looked at any more by whoever asks for open ones. */
export const trimListedSessionsJob: Job = {
  name: 'trim-listed-sessions',
  cron: '*/10 * * * *',
  async run({ pool }) {
    await trimListedSessions(pool);
    return null;
  },
};
