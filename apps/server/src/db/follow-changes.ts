import pg from 'pg';
import type { Logger } from 'pino';
import { CHANGES_CHANNEL, type ChangeEntity } from './change-feed.ts';
import { clientConfig, type Connection } from './open-database.ts';

export type FeedFollower = {
  readonly connection: Connection;
  readonly node: { readonly id: string; readonly name: string };
  /** Reads everything from the database. Called first, and again whenever changes may have been missed. */
  onReload(): Promise<void>;
  /** Reads these rows again (a missing one was deleted). Never called twice at once, nor beside `onReload`. */
  onChange(changes: ReadonlyMap<ChangeEntity, readonly number[]>): Promise<void>;
  /** The database could not be reached, or contact was lost. Called at each attempt that failed. */
  onAway?(error: unknown): void;
  /** Told with the heartbeat, once in a second at most. */
  stats?(): Record<string, unknown>;
  readonly log: Logger;
};

export type FeedContact = {
  /** False while the database is away: what is answered may be older than what operators see. */
  readonly connected: boolean;
  /** Since the database was last heard; infinite before the first time. */
  readonly silentMs: number;
  /** No contact for 5 s. */
  readonly stale: boolean;
};

export type ChangeFeed = {
  /** Resolves after the first load, or when it is stopped before that. */
  readonly loaded: Promise<void>;
  contact(): FeedContact;
  /** Orderly stop: the node leaves the list, nobody waits for it any more. */
  stop(): Promise<void>;
};

/** One node at a time chooses its name. */
const NODE_NAMES_LOCK = 0x67_61_74_03;
const HEARTBEAT_MS = 1000;
const STATS_EVERY_MS = 900;
const QUERY_MS_MAX = 5000;
const STALE_MS = 5000;
const RECONNECT_MS_MAX = 2000;
const SAY_AWAY_EVERY_MS = 60_000;
/** Well under TRIM_AGE of trim-change-feed.ts: after such a pause rows may have been removed unread. */
export const PAUSE_MS_MAX = 10 * 60_000;

/**
 * Keeps a radius node up to date: loads everything, then applies what commits, and says in `radius_nodes` how far it
 * has come. Resolves after the first load; while the database is away it goes on trying. `signal` gives up.
 */
export async function followChanges(follower: FeedFollower, signal?: AbortSignal): Promise<ChangeFeed> {
  const feed = openChangeFeed(follower);
  signal?.addEventListener('abort', () => void feed.stop(), { once: true });
  await feed.loaded;
  return feed;
}

/** The same without waiting for the first load. */
export function openChangeFeed(follower: FeedFollower): ChangeFeed {
  return new Feed(follower);
}

class Feed implements ChangeFeed {
  readonly loaded: Promise<void>;
  readonly #follower: FeedFollower;
  readonly #ended: Promise<void>;
  readonly #bell = new Bell();
  #stopping = false;
  #connected = false;
  /** Monotonic milliseconds: a corrected clock is not a lost database. */
  #lastContact = Number.NEGATIVE_INFINITY;
  #statsToldAt = Number.NEGATIVE_INFINITY;
  #quietUntil = 0;
  #setLoaded: () => void = () => {};

  constructor(follower: FeedFollower) {
    this.#follower = follower;
    this.loaded = new Promise((resolve) => (this.#setLoaded = resolve));
    this.#ended = this.#run();
  }

  contact(): FeedContact {
    const silentMs = performance.now() - this.#lastContact;
    return { connected: this.#connected, silentMs, stale: silentMs > STALE_MS };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#bell.ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    for (let pauseMs = 50; !this.#stopping; pauseMs = Math.min(pauseMs * 2, RECONNECT_MS_MAX)) {
      try {
        await this.#followOneConnection(() => (pauseMs = 50));
      } catch (error) {
        this.#connected = false;
        this.#sayAway(error);
        this.#follower.onAway?.(error);
        await this.#bell.rung(pauseMs);
      }
    }
    this.#setLoaded();
  }

  async #followOneConnection(onLoaded: () => void): Promise<void> {
    const { log, node, onReload, onChange } = this.#follower;
    const reader = await FeedReader.open(this.#follower, () => this.#bell.ring());
    try {
      await reader.enter();
      let snapshot = await reader.currentSnapshot();
      await onReload();
      await reader.confirm(snapshot, this.#newStats());
      this.#touch();
      onLoaded();
      this.#setLoaded();
      log.info({ node: node.name }, 'loaded everything a login needs');
      while (!this.#stopping) {
        await this.#bell.rung(HEARTBEAT_MS);
        if (this.contact().silentMs > PAUSE_MS_MAX)
          throw new Error('Changes may have been missed in a long pause.');
        reader.throwIfLost();
        const read = await reader.changesSince(snapshot);
        this.#touch();
        if (read.changes.size > 0) await onChange(read.changes);
        snapshot = read.snapshot;
        await reader.confirm(snapshot, this.#newStats());
        this.#touch();
      }
      await reader.leave();
    } finally {
      await reader.close();
    }
  }

  /** While changes come thick and fast, each is confirmed, but the numbers beside it are told once in a second. */
  #newStats(): Record<string, unknown> | null {
    const now = performance.now();
    if (now - this.#statsToldAt < STATS_EVERY_MS) return null;
    this.#statsToldAt = now;
    return this.#follower.stats?.() ?? null;
  }

  /** Once when contact is lost, and then from time to time: it may last for hours. */
  #sayAway(error: unknown): void {
    const now = performance.now();
    if (now < this.#quietUntil) return;
    this.#quietUntil = now + SAY_AWAY_EVERY_MS;
    this.#follower.log.warn({ err: error }, 'no contact with the database; it is tried again and again');
  }

  #touch(): void {
    this.#quietUntil = 0;
    this.#connected = true;
    this.#lastContact = performance.now();
  }
}

/** Wakes the one who waits; a ring while nobody waits is kept. */
class Bell {
  #rung = false;
  #wake: () => void = () => {};

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  async rung(timeoutMs: number): Promise<void> {
    if (!this.#rung) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = resolve;
      await promise;
      clearTimeout(timer);
    }
    this.#rung = false;
  }
}

/** The feed's own connection: LISTEN, and the few statements that must not wait behind others. */
class FeedReader {
  readonly #client: pg.Client;
  readonly #node: FeedFollower['node'];
  #lost: Error | null = null;

  private constructor(client: pg.Client, node: FeedFollower['node']) {
    this.#client = client;
    this.#node = node;
  }

  static async open({ connection, node }: FeedFollower, ring: () => void): Promise<FeedReader> {
    const client = new pg.Client({
      ...clientConfig(connection, `gatehouse feed ${node.name}`),
      query_timeout: QUERY_MS_MAX,
    });
    const reader = new FeedReader(client, node);
    client.on('notification', ring);
    client.on('error', (error) => {
      reader.#lost = error;
      ring();
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANGES_CHANNEL}`);
    } catch (error) {
      await reader.close();
      throw error;
    }
    return reader;
  }

  /**
   * Takes over the row of a predecessor with the same id; nothing counts as applied yet. Where another node has the
   * same name, as on one host, a part of the id tells them apart.
   */
  async enter(): Promise<void> {
    const { id, name } = this.#node;
    await this.#client.query('begin');
    await this.#client.query('select pg_advisory_xact_lock($1)', [NODE_NAMES_LOCK]);
    await this.#client.query(
      `insert into radius_nodes (id, name, started_at, heartbeat_at)
       select $1::uuid, case when exists (select from radius_nodes where name = $2 and id <> $1::uuid) then $3 else $2 end, now(), now()
       on conflict (id) do update set name = excluded.name, started_at = now(), heartbeat_at = now(), applied_snapshot = null`,
      [id, name, `${name} (${id.slice(0, 4)})`],
    );
    await this.#client.query('commit');
  }

  async currentSnapshot(): Promise<string> {
    const { rows } = await this.#client.query<{ snapshot: string }>(
      'select pg_current_snapshot()::text as snapshot',
    );
    return rows[0]?.snapshot ?? '';
  }

  /**
   * What committed after `last` was taken. Rows are told apart by visibility, not by a growing number: a row that
   * commits late is neither missed nor does it hold the others up. One statement reads under one snapshot.
   */
  async changesSince(last: string): Promise<{ snapshot: string; changes: Map<ChangeEntity, number[]> }> {
    const { rows } = await this.#client.query<{
      snapshot: string;
      changes: { entity: ChangeEntity; ids: number[] }[] | null;
    }>(
      `select pg_current_snapshot()::text as snapshot,
              (select json_agg(json_build_object('entity', entity, 'ids', ids)) from change_feed
               where xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)) as changes`,
      [last],
    );
    const changes = new Map<ChangeEntity, Set<number>>();
    for (const { entity, ids } of rows[0]?.changes ?? []) {
      changes.set(entity, new Set([...(changes.get(entity) ?? []), ...ids]));
    }
    return {
      snapshot: rows[0]?.snapshot ?? last,
      changes: new Map([...changes].map(([entity, ids]) => [entity, [...ids]])),
    };
  }

  /** Heartbeat: everything visible in `snapshot` is in force here. */
  async confirm(snapshot: string, stats: Record<string, unknown> | null): Promise<void> {
    const { rowCount } = await this.#client.query(
      'update radius_nodes set heartbeat_at = now(), applied_snapshot = $2, stats = coalesce($3::jsonb, stats) where id = $1',
      [this.#node.id, snapshot, stats && JSON.stringify(stats)],
    );
    if (rowCount === 0) throw new Error('This node was removed from the list of nodes.');
  }

  async leave(): Promise<void> {
    await this.#client.query('delete from radius_nodes where id = $1', [this.#node.id]);
  }

  throwIfLost(): void {
    if (this.#lost) throw this.#lost;
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}
