import { trimDiscards } from '../access-log/trim-discards.ts';
import { trimChangeFeed } from '../db/trim-change-feed.ts';
import { trimSessionChanges } from '../sessions/trim-session-changes.ts';
import type { Job } from './job.ts';

/** What radius processes have read, and what nobody needs to see any more. */
export const trimLogsJob: Job = {
  name: 'trim-logs',
  cron: '*/10 * * * *',
  async run({ db, pool }) {
    const changes = await trimChangeFeed(db);
    const sessionChanges = await trimSessionChanges(pool);
    const discards = await trimDiscards(pool);
    return changes + sessionChanges + discards === 0 ? null : { changes, sessionChanges, discards };
  },
};
