import { keepAttemptPartitions } from '../access-log/attempt-partitions.ts';
import type { Job } from './job.ts';

/** The access log is kept by the day: tomorrow's is made today, what is over 90 days old is dropped. */
export const pruneAccessLogJob: Job = {
  name: 'prune-access-log',
  cron: '17 * * * *',
  async run({ pool, now }) {
    const dropped = await keepAttemptPartitions(pool, now());
    return dropped.length === 0 ? null : { dropped };
  },
};
