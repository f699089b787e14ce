import pg from 'pg';
import { chooseAccount } from './embedded/account.ts';
import { findPackagedPostgres, installBinaries, type PostgresBinaries } from './embedded/binaries.ts';
import { initialiseCluster } from './embedded/initialise.ts';
import { findPlace, type PostgresPlace, preparePlace, socketConnection } from './embedded/place.ts';
import { type Postmaster, startPostmaster, tryConnection } from './embedded/postmaster.ts';
import { clientConfig, type Connection } from './open-database.ts';

export const DATABASE_NAME = 'gatehouse';

/** A running server with our database in it. */
export type EmbeddedPostgres = Postmaster & { readonly connection: Connection };

const SETTINGS = [
  'max_connections=100',
  'log_min_messages=warning',
  'log_timezone=UTC',
  'timezone=UTC',
  'jit=off',
];

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that a killed supervisor left running. Makes binaries,
 * cluster and database on the first call. The caller holds the data folder's lock.
 */
export async function startEmbeddedPostgres(
  dataFolder: string,
  options: { binaries?: PostgresBinaries; outside?: string } = {},
): Promise<EmbeddedPostgres> {
  const place = await preparePlace(dataFolder, await chooseAccount(), options.outside);
  const binaries = options.binaries ?? (await installBinaries(await findPackagedPostgres(), place.home));
  await initialiseCluster(binaries, place);
  const postmaster = await startPostmaster(binaries, place, SETTINGS);
  await createDatabase(place);
  return { ...postmaster, connection: socketConnection(place, DATABASE_NAME) };
}

/** Where the embedded server of a data folder is reached, whether it runs or not; null: there never was one. */
export async function embeddedConnection(dataFolder: string): Promise<Connection | null> {
  const place = await findPlace(dataFolder, await chooseAccount());
  return place && socketConnection(place, DATABASE_NAME);
}

/** The connection to the embedded server of a data folder if it runs now, else null. */
export async function findEmbeddedPostgres(dataFolder: string): Promise<Connection | null> {
  const place = await findPlace(dataFolder, await chooseAccount());
  if (place === null) return null;
  return tryConnection(place).then(
    () => socketConnection(place, DATABASE_NAME),
    () => null,
  );
}

async function createDatabase(place: PostgresPlace): Promise<void> {
  const client = new pg.Client(clientConfig(socketConnection(place, 'postgres')));
  // One that is lost in the middle fails its query too; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
