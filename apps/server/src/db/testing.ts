import { createHash } from 'node:crypto';
import pg from 'pg';
import { randomDatabaseName, startTestServer } from './embedded/test-server.ts';
import { migrate, readMigrations } from './migrate.ts';
import { reachFingerprint } from './reach/build-reach-schema.ts';
import { clientConfig, type Connection, type Database, openDatabase } from './open-database.ts';

/** A fresh, migrated database of a real PostgreSQL. `url` is `connection` as one string. */
export type TestDatabase = Database & { readonly connection: Connection; readonly url: string };

const TEMPLATE_LOCK = 0x67617466;
/** One server per test process, unless the test run brought one for all of them. */
let server: Promise<Connection> | undefined;

/**
 * Makes a database of its own for a test file or a single test; `close()` drops it. The server is the one that
 * GATEHOUSE_TEST_DATABASE_URL names, else one of this process's own, of the version that
 * GATEHOUSE_TEST_POSTGRES_BIN names, else the embedded one; it ends with the process.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  server ??= findServer();
  const maintenance = await server;
  const name = randomDatabaseName();
  const template = await ensureTemplate(maintenance);
  await run(maintenance, `create database ${name} template ${template}`);
  const connection = toDatabase(maintenance, name);
  const database = openDatabase(connection, { poolSize: 8, applicationName: 'gatehouse test' });
  const close = async () => {
    await database.close();
    await run(maintenance, `drop database if exists ${name} with (force)`);
  };
  return { ...database, connection, url: connection.connectionString, close };
}

/** Makes an empty database, without even the tables, on the same server as `createTestDatabase`. */
export async function createEmptyTestDatabase(): Promise<TestDatabase> {
  server ??= findServer();
  const maintenance = await server;
  const name = randomDatabaseName();
  await run(maintenance, `create database ${name}`);
  const connection = toDatabase(maintenance, name);
  const database = openDatabase(connection, { poolSize: 8, applicationName: 'gatehouse test' });
  const close = async () => {
    await database.close();
    await run(maintenance, `drop database if exists ${name} with (force)`);
  };
  return { ...database, connection, url: connection.connectionString, close };
}

async function findServer(): Promise<Connection> {
  const url = process.env['GATEHOUSE_TEST_DATABASE_URL'];
  if (url) return { connectionString: url };
  return (await startTestServer(process.env['GATEHOUSE_TEST_POSTGRES_BIN'])).connection;
}

/** Migrates once per server and state of the migrations; every test database is a copy. */
async function ensureTemplate(maintenance: Connection): Promise<string> {
  const migrations = await readMigrations();
  const state = createHash('sha256')
    .update(JSON.stringify([migrations, reachFingerprint()]))
    .digest('hex')
    .slice(0, 12);
  const name = `gatehouse_template_${state}`;
  const client = new pg.Client(clientConfig(maintenance));
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`drop database if exists ${name}_making`);
      await client.query(`create database ${name}_making`);
      await migrate(toDatabase(maintenance, `${name}_making`), migrations);
      await client.query(`alter database ${name}_making rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

function toDatabase(connection: Connection, name: string): Connection {
  const url = new URL(connection.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.href };
}

async function run(connection: Connection, sql: string): Promise<void> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
