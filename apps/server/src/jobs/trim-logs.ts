import { trimDiscards } from '../access-log/trim-discards.ts';
import { trimChangeFeed } from '../db/trim-change-feed.ts';
import { trimUndos } from '../devices/undo/trim-undos.ts';
import { trimRequests } from '../dynamic-authorization/trim-requests.ts';
import { trimRenewals } from '../subscriptions/renewal/note-renewal.ts';
import { trimSessionChanges } from '../sessions/trim-session-changes.ts';
import { trimTries } from '../tries/count-tries.ts';
import { trimCodes } from '../portal/portal-codes.ts';
import { trimGuesses } from '../portal/portal-guesses.ts';
import { trimVisits } from '../portal/portal-visits.ts';
import { trimStrayCallbacks } from '../payments/trim-stray-callbacks.ts';
import { trimSamples } from '../system/trim-samples.ts';
import type { Job } from './job.ts';

/** What radius processes have read, and what nobody needs to see any more. */
export const trimLogsJob: Job = {
  name: 'trim-logs',
  cron: '*/10 * * * *',
  async run({ db, pool }) {
    const changes = await trimChangeFeed(db);
    const sessionChanges = await trimSessionChanges(pool);
    const discards = await trimDiscards(pool);
    const samples = await trimSamples(pool);
    const routerRequests = await trimRequests(pool);
    const undos = (await trimUndos(db)) + (await trimRenewals(db));
    const visits = await trimVisits(db);
    const codes = await trimCodes(db);
    const tries = await trimTries(db);
    const guesses = await trimGuesses(db);
    const callbacks = await trimStrayCallbacks(db);
    const portal = { visits, codes, tries, guesses };
    const trimmed = {
      changes,
      sessionChanges,
      discards,
      samples,
      routerRequests,
      callbacks,
      undos,
      ...portal,
    };
    return Object.values(trimmed).every((count) => count === 0) ? null : trimmed;
  },
};
