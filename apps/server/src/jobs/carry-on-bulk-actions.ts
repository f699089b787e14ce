import { setTimeout as sleep } from 'node:timers/promises';
import { trimBulkActions } from '../devices/bulk/trim-bulk-actions.ts';
import { bulkActionsUnderWay, workAtBulkActions } from '../devices/bulk/work/work-at-bulk-actions.ts';
import type { Job } from './job.ts';

const WAIT_MS_MAX = 20_000;
const LOOK_AGAIN_MS = 2000;

/** Goes on with bulk actions whose process has ended, which is known some seconds after it has. */
export const carryOnBulkActionsJob: Job = {
  name: 'carry-on-bulk-actions',
  cron: '* * * * *',
  async run(parts) {
    const trimmed = await trimBulkActions(parts.db);
    let bulkActions = await workAtBulkActions(parts);
    for (
      let waited = 0;
      waited < WAIT_MS_MAX && (await bulkActionsUnderWay(parts));
      waited += LOOK_AGAIN_MS
    ) {
      await sleep(LOOK_AGAIN_MS);
      bulkActions += await workAtBulkActions(parts);
    }
    return bulkActions + trimmed === 0 ? null : { bulkActions, trimmed };
  },
};
