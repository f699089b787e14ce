import type { Connection } from '../db/open-database.ts';
import { isAboutContent, writeInHalves } from '../db/write-in-halves.ts';
import { isNasEvent } from './accounting-event.ts';
import { keepConnection, type OpenConnection } from './accounting-connection.ts';
import type { IdentifiedEvent, SessionInHand } from './join-session-events.ts';
import { type Batch, planBatch, type Waiting } from './plan-batch.ts';
import { RecentSessions } from './recent-sessions.ts';
import type { SessionsListener } from './session-row.ts';
import { findSessions } from './session-statements.ts';
import { rowToChange, storeAccounting } from './session-store.ts';
import { isConflict, storeBatch, type StoredRows } from './store-batch.ts';

export type DirectStoreOptions = {
  readonly connection: Connection;
  readonly nodeId: string;
  /** Told after each commit, before anyone is answered. */
  readonly listener: SessionsListener;
  readonly onError: (error: unknown) => void;
  /** It is durable, or the database will never take it. */
  readonly settle: (waiting: Waiting, stored: boolean) => void;
  /** The database is away or does not answer: these are not stored, or it is not known whether they are. */
  readonly onAway: (error: unknown) => void;
  readonly onBatch: (events: number) => void;
};

/** Puts events into the database: many in a commit, the next commit on its way while the first is written. */
export type DirectStore = {
  add(waiting: Waiting): void;
  /** Everything that is not settled, in the order in which it came; it is forgotten here. */
  takeBack(): Waiting[];
  /** In order, after looking at what the database has: for what was told before, perhaps. Rejects when it is away. */
  storeAgain(events: readonly Waiting[]): Promise<void>;
  readonly waiting: number;
  /** Since when the oldest of them waits, by the monotonic clock; `null`: nothing does. */
  readonly oldestSince: number | null;
  /** When all that was added is settled. */
  drained(): Promise<void>;
  close(): Promise<void>;
};

const ON_THE_WAY_MAX = 2;
/** A second batch sets out behind the first only when it is worth a commit of its own. */
const WORTH_A_SECOND = 96;
/** After so many conflicts an event is stored under the lock, with a look at what the database has. */
const CONFLICTS_MAX = 2;

export function openDirectStore(options: DirectStoreOptions): DirectStore {
  const { nodeId, listener, onError, settle, onAway, onBatch } = options;
  const recent = new RecentSessions();
  const busy = new Set<number>();
  const lookedUp = new Set<number>();
  const underway = new Set<Waiting>();
  const connection = keepConnection(options.connection, (error) => fail(error));
  let queue: Waiting[] = [];
  /** To be stored alone, with a look at what the database has. */
  let careful: Waiting[] = [];
  let onTheWay = 0;
  let alone = false;
  let connecting = false;
  let pumpSoon = false;
  /** Counts the times that everything was taken back: what was begun before is nobody's any more. */
  let era = 0;
  const onDrained: (() => void)[] = [];

  function schedule(): void {
    if (pumpSoon) return;
    pumpSoon = true;
    // Behind everything that has arrived already, so that it shares the commit.
    setImmediate(() => {
      pumpSoon = false;
      pump();
    });
  }

  function pump(): void {
    while (!alone && careful.length === 0 && mayBegin()) {
      const open = connection.current;
      if (open === null) return connect();
      const plan = planBatch(queue, { recent, busy, lookedUp });
      queue = plan.left;
      if (plan.lookUps.length > 0) void lookUp(open, plan.lookUps);
      if (plan.batch.waiting.length > 0) void send(open, plan.batch);
      else if (onTheWay === 0) careful = takeNasEvents();
      else return;
    }
    if (careful.length > 0 && onTheWay === 0) void storeCarefully();
    else if (onTheWay === 0 && queue.length === 0) tellDrained();
  }

  function mayBegin(): boolean {
    return (
      queue.length > 0 && (onTheWay === 0 || (onTheWay < ON_THE_WAY_MAX && queue.length >= WORTH_A_SECOND))
    );
  }

  /** What a NAS says of all its sessions waits for everything before it, and everything behind waits for it. */
  function takeNasEvents(): Waiting[] {
    const first = queue.findIndex(({ event }) => !isNasEvent(event));
    return queue.splice(0, first < 0 ? queue.length : first);
  }

  function storeCarefully(): Promise<void> {
    const waiting = careful;
    careful = [];
    alone = true;
    return run(waiting, async () => {
      await storeAgain(waiting);
      alone = false;
    });
  }

  function connect(): void {
    if (connecting) return;
    connecting = true;
    connection
      .get()
      .then(() => recent.clear(), onAway)
      .finally(() => {
        connecting = false;
        schedule();
      });
  }

  /** Counts what is on the way and frees its sessions when it is done, well or not. */
  async function run(waiting: readonly Waiting[], work: () => Promise<void>): Promise<void> {
    const begun = era;
    onTheWay += 1;
    for (const each of waiting) {
      underway.add(each);
      busy.add(each.identityHash);
    }
    try {
      await work();
    } catch (error) {
      if (begun === era) fail(error);
    }
    if (begun !== era) return;
    onTheWay -= 1;
    for (const each of waiting) {
      underway.delete(each);
      busy.delete(each.identityHash);
    }
    pump();
  }

  function writerOf({ writerId, types }: OpenConnection) {
    return { nodeId, id: writerId, types };
  }

  function lookUp(open: OpenConnection, waiting: readonly Waiting[]): Promise<void> {
    return run(waiting, async () => {
      const identified = waiting.flatMap(({ identityHash, event }): IdentifiedEvent[] =>
        isNasEvent(event) ? [] : [{ identityHash, event }],
      );
      const found = Map.groupBy(
        await findSessions(open.client, identified),
        ({ identityHash }) => identityHash,
      );
      for (const { identityHash } of identified) {
        recent.learn(identityHash, found.get(identityHash) ?? []);
        lookedUp.add(identityHash);
      }
    });
  }

  function send(open: OpenConnection, batch: Batch): Promise<void> {
    const begun = era;
    return run(batch.waiting, async () => {
      try {
        const stored = await open.together(() => {
          renewPlans(open);
          return storeBatch(open.client, { ...writerOf(open), lastNote: open.lastNote }, batch);
        });
        onStored(open, batch, stored, begun === era);
      } catch (error) {
        if (begun !== era) return;
        for (const row of batch.known) recent.forget(row.identityHash);
        if (isConflict(error)) return onConflict(open, batch);
        if (!isAboutContent(error)) throw error;
        careful.push(...batch.waiting);
      }
    });
  }

  function onStored(open: OpenConnection, batch: Batch, stored: StoredRows, isOurs: boolean): void {
    for (let i = 0; i < batch.opened.length; i++) {
      const row = batch.opened[i] as SessionInHand;
      row.id = stored.openedIds[i] ?? null;
      row.first = null;
    }
    const rows = [...batch.opened, ...batch.known];
    listener.apply(rows.map(rowToChange), stored.usage);
    if (!isOurs) return;
    for (const row of rows) {
      if (row.subscriptionId !== null) {
        row.countedBytes = row.inputBytes + row.outputBytes;
        row.countedSeconds = row.sessionSeconds;
      }
      row.isListed = row.endedAt === null;
      recent.stored(row);
    }
    recent.forgetRows(stored.changedElsewhere);
    open.lastNote = Math.max(open.lastNote, stored.lastNote);
    open.batches += 1;
    onBatch(batch.waiting.length);
    // The next batch is on its way to the database before this one is answered.
    setImmediate(() => {
      for (const waiting of batch.waiting) settle(waiting, true);
    });
  }

  /** Somebody else was there first: everything remembered is in doubt, and these are looked up. */
  async function onConflict(open: OpenConnection, { waiting }: Batch): Promise<void> {
    const begun = era;
    const { rows } = await open.client.query<{ last: number }>(
      'select coalesce(max(id), 0) as last from session_changes',
    );
    if (begun !== era) return;
    recent.clear();
    open.lastNote = rows[0]?.last ?? open.lastNote;
    for (const each of waiting) each.conflicts += 1;
    careful.push(...waiting.filter(({ conflicts }) => conflicts > CONFLICTS_MAX));
    queue.unshift(...waiting.filter(({ conflicts }) => conflicts <= CONFLICTS_MAX));
  }

  async function storeAgain(waiting: readonly Waiting[]): Promise<void> {
    const open = await connection.get();
    renewPlans(open);
    const store = async (part: readonly Waiting[]): Promise<void> => {
      const stored = await storeAccounting(
        open.client,
        writerOf(open),
        part.map(({ event }) => event),
      );
      recent.forgetRows(stored.sessions.map(({ id }) => id));
      open.batches += 1;
      onBatch(part.length);
      listener.apply(stored.sessions, stored.usage);
      for (const each of part) settle(each, true);
    };
    try {
      await writeInHalves(waiting, store, (error, each) => {
        onError(error);
        settle(each, false);
      });
    } catch (error) {
      connection.drop();
      throw error;
    }
  }

  /**
   * A plan is kept for the life of the connection, and one that was made when a table was empty may walk through
   * all of it. So plans are made anew after 1, 2, 4, 8 … batches, as the tables grow.
   */
  function renewPlans({ client, batches }: OpenConnection): void {
    if (batches > 0 && (batches & (batches - 1)) === 0) client.query('discard plans').catch(() => undefined);
  }

  function fail(error: unknown): void {
    connection.drop();
    onAway(error);
  }

  function tellDrained(): void {
    for (const told of onDrained.splice(0)) told();
  }

  return {
    add(waiting) {
      queue.push(waiting);
      schedule();
    },
    takeBack() {
      const all = [...underway, ...careful, ...queue].filter(({ settled }) => !settled);
      era += 1;
      [queue, careful, onTheWay, alone] = [[], [], 0, false];
      underway.clear();
      busy.clear();
      lookedUp.clear();
      recent.clear();
      connection.drop();
      tellDrained();
      return all;
    },
    storeAgain,
    get waiting() {
      return queue.length + careful.length + underway.size;
    },
    get oldestSince() {
      const [first] = underway;
      const oldest = first ?? careful[0] ?? queue[0];
      return oldest?.since ?? null;
    },
    async drained() {
      if (queue.length === 0 && careful.length === 0 && onTheWay === 0) return;
      await new Promise<void>((resolve) => onDrained.push(resolve));
    },
    close: () => connection.close(),
  };
}
