import { noteClones } from '../review/note-clones.ts';
import { refreshAllFindings } from '../review/refresh-findings.ts';
import type { Job } from './job.ts';

/** Which devices somebody should look at. */
export const findReviewFindingsJob: Job = {
  name: 'find-review-findings',
  cron: '*/10 * * * *',
  async run({ db }) {
    const changed = await refreshAllFindings(db);
    return changed === 0 ? null : { changed };
  },
};

/** Two sessions of one MAC are seen while both are open. */
export const noteClonesJob: Job = {
  name: 'note-clones',
  cron: '*/5 * * * *',
  async run({ db }) {
    const found = await noteClones(db);
    return found === 0 ? null : { found };
  },
};
