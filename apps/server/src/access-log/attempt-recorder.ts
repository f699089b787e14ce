import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { AttemptGroups } from './attempt-groups.ts';
import type { AttemptStore } from './attempt-store.ts';

/** One login as the radius process judged it. */
export type JudgedAttempt = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: AttemptKind;
  /** `null`: nobody is known by the username. */
  readonly customerId: number | null;
  readonly username: string;
  readonly mac: MacAddress | null;
  readonly callingStationId: string;
  readonly nasId: number;
  readonly outcome: 'accept' | 'reject';
  /** Of an accept in observe: what strict would have said. */
  readonly reason: RejectReason | null;
  /** Asked at once, and only for the first of a group. */
  facts(): StoredAttemptFacts;
};

export type AttemptRecorderStats = {
  /** Attempts since the start that no line of the access log counts: there were too many at once. */
  readonly overflowed: number;
  /** Groups that wait to be written. */
  readonly waiting: number;
  readonly written: number;
  /** Writes that the database refused or that did not reach it; they are tried again. */
  readonly failedWrites: number;
};

export type AttemptRecorder = {
  /** Returns at once, never throws, never waits. */
  record(attempt: JudgedAttempt): void;
  readonly stats: AttemptRecorderStats;
  /** Writes what waits, for 3 s at most, and stops. */
  close(): Promise<void>;
};

export type AttemptRecorderOptions = {
  readonly store: AttemptStore;
  /** 16 random octets: ids of two processes never meet. */
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
  /** Groups kept in memory, written or not. */
  readonly groupsMax?: number;
  /** Rows of one write: what is written per second is bounded, and a login never waits long for one to be made. */
  readonly rowsPerWriteMax?: number;
  /** Time for new groups to gather. */
  readonly writeEveryMs?: number;
};

/** A group that was written waits this long before a higher count is written again. */
const RECOUNT_AFTER_MS = 1000;
/** Between two writes while more waits than one write takes. */
const NEXT_WRITE_MS = 40;
const PAUSE_PER_WORK = 9;
const CLOSE_MS_MAX = 3000;

/**
 * The access log's writer: groups identical outcomes in memory (one row within 60 s of the group's
 * first) and writes at a steady, bounded pace. A new group is in the database within 1 s while things
 * are calm; when there is more than the pace allows, groups wait; when too many wait, attempts are
 * counted as overflow and forgotten.
 */
export function openAttemptRecorder(options: AttemptRecorderOptions): AttemptRecorder {
  const { store, clock, onError } = options;
  const rowsPerWriteMax = options.rowsPerWriteMax ?? 100;
  const writeEveryMs = options.writeEveryMs ?? 200;
  const groups = new AttemptGroups(options.groupsMax ?? 60_000, options.randomBytes);
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  let closed = false;
  let overflowed = 0;
  let written = 0;
  let failedWrites = 0;

  function record(attempt: JudgedAttempt): void {
    try {
      if (!groups.add(attempt)) overflowed += 1;
      else if (timer === null && writing === null && !closed) schedule(writeEveryMs);
    } catch (error) {
      overflowed += 1;
      onError(error);
    }
  }

  function schedule(delayMs: number): void {
    timer = setTimeout(() => {
      timer = null;
      writing = write();
    }, delayMs);
    timer.unref();
  }

  async function write(): Promise<void> {
    const startedAt = clock();
    const wasFull = groups.waiting >= rowsPerWriteMax;
    const done = await writeSome(startedAt - RECOUNT_AFTER_MS, startedAt);
    groups.forgetOld(clock());
    writing = null;
    if (closed || groups.waiting === 0) return;
    // A busy database is asked less often: at most a tenth of its time is spent on the access log.
    schedule(
      Math.max(done && wasFull ? NEXT_WRITE_MS : writeEveryMs, PAUSE_PER_WORK * (clock() - startedAt)),
    );
  }

  /** `false`: the database did not take them; they wait for the next time. */
  async function writeSome(recountedBefore: number, now: number): Promise<boolean> {
    const taken = groups.takeChanged(rowsPerWriteMax, recountedBefore, now);
    const { rows, counts } = taken;
    try {
      if (taken.groups.length > 0) await store.write(rows, counts);
      groups.release(taken);
      written += taken.groups.length;
      return true;
    } catch (error) {
      failedWrites += 1;
      groups.putBack(taken);
      onError(error);
      return false;
    }
  }

  return {
    record,
    get stats() {
      return { overflowed, waiting: groups.waiting, written, failedWrites };
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await writing;
      const until = clock() + CLOSE_MS_MAX;
      while (groups.waiting > 0 && clock() < until && (await writeSome(Infinity, clock())));
    },
  };
}
