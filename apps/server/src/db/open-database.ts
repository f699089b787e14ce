import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { ReachPool } from './reach/reach-pool.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** Where a database is; what `pg` takes as is. A Unix socket stands in the URL as `?host=/folder`. */
export type Connection = { readonly connectionString: string };

export type DatabaseOptions = {
  /** Connections at most. */
  readonly poolSize?: number;
  /** What the database's own lists of connections show. */
  readonly applicationName?: string;
  /**
   * What `trusted_now()` is while the database's own clock cannot be used; null: that one is right. Milliseconds
   * since the epoch, asked whenever a connection is lent out.
   */
  readonly trustedNow?: () => number | null;
  /** An idle connection was lost; the pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void;
};

export type Database = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> };

/** Opens nothing by itself: connections are made when first asked for. */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const pool = new ReachPool({
    ...clientConfig(connection, options.applicationName),
    max: options.poolSize ?? 10,
  });
  // Without a listener a lost idle connection would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  // The same for one that is lost while it is lent out: its query fails too, and that is where it is handled.
  pool.on('connect', (client) => client.on('error', () => undefined));
  if (options.trustedNow) tellTrustedTime(pool, options.trustedNow);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Before anything else is asked on a connection: queries of one connection are answered in their order. */
function tellTrustedTime(pool: pg.Pool, trustedNow: () => number | null): void {
  const told = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    const now = trustedNow();
    if (now === null && !told.has(client)) return;
    if (now === null) told.delete(client);
    else told.add(client);
    const text = now === null ? '' : new Date(now).toISOString();
    client.query(`select set_config('gatehouse.now', $1, false)`, [text]).catch(() => undefined);
  });
}

/** For the few who need a connection of their own (LISTEN, locks held for long). */
export function clientConfig(connection: Connection, applicationName = 'gatehouse'): pg.ClientConfig {
  return {
    connectionString: connection.connectionString,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    // A line that is cut without a word is found out in half a minute, not after two hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: parsers(),
    // Days in the database (partitions, lists by date) are UTC days, whatever the server is set to.
    options: '-c TimeZone=UTC',
  };
}

function parsers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number); // sum(bigint) is numeric
  types.setTypeParser(pg.types.builtins.DATE, (text: string) => text); // a Date would shift it by the local zone
  types.setTypeParser(INT8_ARRAY, (text: string) =>
    text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
  );
  return types;
}

const INT8_ARRAY = 1016; // _int8
