import { randomInt } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';
import { clientConfig, type Connection } from '../db/open-database.ts';
import { readSessionTypes, type SessionTypes } from './session-records.ts';

/** A pipelining connection that nobody else uses. */
export type OpenConnection = {
  readonly client: pg.Client;
  /** Drawn at random, so that its notes of changes can be told from everybody else's. */
  readonly writerId: number;
  readonly types: SessionTypes;
  /** The last note of changes: what is read from now on is not older. */
  lastNote: number;
  /** How many batches it has carried. */
  batches: number;
  /** Everything that `send` sends leaves in one piece. */
  together<T>(send: () => T): T;
};

export type KeptConnection = {
  readonly current: OpenConnection | null;
  /** The open one, or a new one. Rejects when the database cannot be reached. */
  get(): Promise<OpenConnection>;
  drop(): void;
  close(): Promise<void>;
};

const CONNECT_MS_MAX = 3000;
/** Until it can be used. Another one may find the way where this one was lost without a word. */
const OPEN_MS_MAX = 10_000;
/** A slow database is waited for: by then nobody else waits (see the journal). */
const ANSWER_MS_MAX = 30_000;
const WRITER_ID_MAX = 2 ** 48 - 1;

/** A connection of its own, made anew when it was lost. */
export function keepConnection(connection: Connection, onLost: (error: unknown) => void): KeptConnection {
  let current: OpenConnection | null = null;
  let opening: Promise<OpenConnection> | null = null;

  async function open(): Promise<OpenConnection> {
    const socket = new Socket();
    const client = new pg.Client({
      ...clientConfig(connection, 'gatehouse accounting'),
      connectionTimeoutMillis: CONNECT_MS_MAX,
      pipeline: true,
      query_timeout: ANSWER_MS_MAX,
      stream: () => socket,
    });
    client.on('error', (error) => {
      // One that was given up may end with a complaint much later, which says nothing of its successor.
      if (current?.client !== client) return;
      current = null;
      onLost(error);
    });
    const tooLate = setTimeout(() => socket.destroy(new Error('The database does not answer.')), OPEN_MS_MAX);
    try {
      await client.connect();
      await client.query(SESSION_SETTINGS);
      const types = await readSessionTypes(client);
      const { rows } = await client.query<{ last: number }>(
        'select coalesce(max(id), 0) as last from session_changes',
      );
      current = {
        client,
        writerId: randomInt(1, WRITER_ID_MAX),
        types,
        lastNote: rows[0]?.last ?? 0,
        batches: 0,
        together(send) {
          socket.cork();
          try {
            return send();
          } finally {
            socket.uncork();
          }
        },
      };
      return current;
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(tooLate);
    }
  }

  return {
    get current() {
      return current;
    },
    async get() {
      if (current !== null) return current;
      opening ??= open().finally(() => {
        opening = null;
      });
      return opening;
    },
    drop() {
      const { client } = current ?? {};
      current = null;
      client?.end().catch(() => undefined);
    },
    async close() {
      await opening?.catch(() => undefined);
      await current?.client.end();
      current = null;
    },
  };
}

/**
 * What was acknowledged survives a power cut, whatever the database's default is. Few rows are looked for in
 * large tables: always by index. A process that hangs lets go of the lock.
 */
const SESSION_SETTINGS = `
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set lock_timeout = '5s'; set statement_timeout = '8s'; set idle_in_transaction_session_timeout = '8s'`;
