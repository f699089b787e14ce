import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Refusal } from '../refusal.ts';
import { databaseErrorCode } from './in-transaction.ts';
import { clientConfig, type Connection } from './open-database.ts';
import { buildReachSchema, dropReachSchema, isReachSchemaCurrent } from './reach/build-reach-schema.ts';

export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
/** One migration at a time per database; the number is ours alone ("gate"). */
const MIGRATION_LOCK = 0x67617465;
const DATABASE_IS_MISSING = '3D000';

/** The numbered files in order. `NNNN-what-it-does.sql`; numbers run from 1 without gaps. */
export async function readMigrations(folder: URL = MIGRATIONS): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (version !== index + 1)
        throw new Error(`Migration ${fileURLToPath(folder)}${name} is out of order.`);
      return { version, name, sql: await readFile(new URL(name, folder), 'utf8') };
    }),
  );
}

/**
 * Brings the database to the newest version, each step in a transaction of its own, and returns the names of the
 * steps done. Refuses a database that a newer Gatehouse has written.
 */
export async function migrate(connection: Connection, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  const client = new pg.Client(clientConfig(connection, 'gatehouse migrate'));
  // One that is lost in the middle fails its query too; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await client.query(
      `create table if not exists schema_migrations
         (version integer primary key, name text not null, applied_at timestamptz not null default now())`,
    );
    const missing = known.slice(await currentVersion(client, known.length));
    if (missing.length > 0) await dropReachSchema(client);
    for (const migration of missing) await apply(client, migration);
    // What reach limits is said of the newest tables alone.
    const isNewest = known.length === (await readMigrations()).length;
    if (isNewest && !(await isReachSchemaCurrent(client))) await buildReachSchema(client);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** False while steps are missing, and for a database that is not ours yet. Refuses a newer one, as `migrate` does. */
export async function isSchemaCurrent(connection: Connection): Promise<boolean> {
  const newest = (await readMigrations()).length;
  const client = new pg.Client(clientConfig(connection, 'gatehouse migrate'));
  // One that is lost in the middle fails its query too; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ ours: boolean }>(
      "select to_regclass('schema_migrations') is not null as ours",
    );
    return rows[0]?.ours === true && (await currentVersion(client, newest)) === newest;
  } catch (error) {
    if (databaseErrorCode(error) === DATABASE_IS_MISSING) return false; // its server is just being set up
    throw error;
  } finally {
    await client.end();
  }
}

async function currentVersion(client: pg.Client, newestKnown: number): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from schema_migrations',
  );
  const version = rows[0]?.version ?? 0;
  if (version > newestKnown) {
    throw new Refusal(
      `The database was written by a newer Gatehouse (schema version ${version}; this one knows up to ${newestKnown}). ` +
        'Start the newer version instead.',
    );
  }
  return version;
}

async function apply(client: pg.Client, { version, name, sql }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (version, name) values ($1, $2)', [version, name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${name} failed.`, { cause: error });
  }
}
