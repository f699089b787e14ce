import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { DirectStore } from './direct-store.ts';
import { decodeEvent } from './journal-event.ts';
import { newWaiting, type Waiting } from './plan-batch.ts';

export type Draining = {
  readonly journal: Journal;
  readonly store: Pick<DirectStore, 'storeAgain'>;
  readonly onError: (error: unknown) => void;
  /** Of a record that can never be stored: it is on the record of the log, and leaves the journal. */
  readonly onRefused: (record: unknown, error: unknown) => void;
  readonly signal: AbortSignal;
};

const RECORDS_AT_ONCE = 500;
/** How long to wait for records that are on their way to the disk. */
const APPENDING_MS = 5;
const AWAY_MS = 250;

/**
 * Brings the journal into the database, oldest first, until it is empty. What was stored before, by this process or
 * by one that was killed in between, changes nothing when it is stored again. Resolves in the very moment in which
 * the journal is empty, or when it is to stop.
 */
export async function drainJournal(draining: Draining): Promise<void> {
  const { journal, signal, onError } = draining;
  while (!journal.isEmpty && !signal.aborted) {
    try {
      const records = await journal.peek(RECORDS_AT_ONCE);
      if (records.length === 0) await pause(APPENDING_MS);
      else await storeRecords(draining, records);
    } catch (error) {
      onError(error);
      await pause(AWAY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function storeRecords(
  { journal, store, onRefused }: Draining,
  records: readonly JournalRecord[],
): Promise<void> {
  const refused = (record: unknown) => (stored: boolean) => {
    if (!stored) onRefused(record, new Error('The database refuses it.'));
  };
  const waiting = records.flatMap(({ content }): Waiting[] => {
    const event = decodeEvent(content);
    if (event !== null) return [newWaiting(event, 0, refused(event))];
    onRefused(content.toString('utf8'), new Error('It is not understood.'));
    return [];
  });
  await store.storeAgain(waiting);
  await journal.drop(records.length);
}
