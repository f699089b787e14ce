import { trimBulkActions } from '../devices/bulk/trim-bulk-actions.ts';
import { workAtBulkActions } from '../devices/bulk/work/work-at-bulk-actions.ts';
import type { Job } from './job.ts';

/** What was done long ago is forgotten. What is left of others' work is looked for oftener by `start-carrying-on.ts`. */
export const carryOnBulkActionsJob: Job = {
  name: 'carry-on-bulk-actions',
  cron: '* * * * *',
  async run(parts) {
    const trimmed = await trimBulkActions(parts.db);
    const bulkActions = await workAtBulkActions(parts);
    return bulkActions + trimmed === 0 ? null : { bulkActions, trimmed };
  },
};
