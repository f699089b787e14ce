import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BulkParts } from '../devices/bulk/work/bulk-work.ts';
import { workAtBulkActions } from '../devices/bulk/work/work-at-bulk-actions.ts';
import type { ImportParts } from '../imports/work/batch.ts';
import { workAtImports } from '../imports/work/work-at-imports.ts';

export type CarryingOn = { stop(): Promise<void> };

const LOOK_EVERY_MS = 2000;

/**
 * Goes on with imports and bulk actions whose process has ended, seconds after it has. No job: one of a process that was
 * killed keeps its turn for minutes.
 */
export function startCarryingOn(parts: BulkParts & Omit<ImportParts, 'randomBytes'>): CarryingOn {
  const stopping = new AbortController();
  const { signal } = stopping;
  const goOn = async (work: () => Promise<number>): Promise<void> => {
    while (!signal.aborted) {
      // While the database is away there is nothing to go on with; whoever asks it for more says so.
      await work().catch(() => undefined);
      await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  void goOn(() => workAtImports({ ...parts, randomBytes }));
  void goOn(() => workAtBulkActions(parts));
  return {
    // What is under way is not waited for: any web process goes on with it.
    async stop() {
      stopping.abort();
    },
  };
}
