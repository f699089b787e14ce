import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../open-database.ts';
import { type Account, accountWithName, chooseAccount } from './account.ts';
import { findPackagedPostgres, installBinaries, type PostgresBinaries, systemBinaries } from './binaries.ts';
import { initialiseCluster, postgresEnvironment } from './initialise.ts';
import { makeFolder, type PostgresPlace, socketConnection } from './place.ts';
import { postmasterCommand, tryConnection } from './postmaster.ts';

/** A throw-away server for tests: fast because it forgets everything when power fails. */
export type TestServer = { readonly connection: Connection; stop(): void };

const FORGETFUL = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'jit=off',
];

/** Ends the server and removes its folder as soon as its input closes, that is, however the test process ends. */
const WATCHDOG =
  'folder=$1; shift; "$@" </dev/null & server=$!; read -r line; kill -QUIT $server; wait $server; rm -rf "$folder"';

/** `bin`: the folder with another PostgreSQL's `postgres` and `initdb`; by default the embedded one is tested. */
export async function startTestServer(bin?: string): Promise<TestServer> {
  const own = await chooseAccount();
  const account = own && (await accountWithName(own));
  const binaries = bin ? await systemBinaries(bin) : await sharedBinaries(account);
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  await makeFolder(home, 0o700, account);
  const place: PostgresPlace = { home, socketFolder: home, account };
  await initialiseCluster(binaries, place, ['--no-sync']);
  const { file, args } = postmasterCommand(binaries, place, FORGETFUL);
  const child = spawn('/bin/sh', ['-c', WATCHDOG, 'watchdog', home, file, ...args], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  // A pipe is a socket to Node; only its type does not say so.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  await untilAnswering(place);
  return { connection: socketConnection(place, 'postgres'), stop: () => child.stdin.end() };
}

/** One copy of the binaries for all test runs of a user. */
async function sharedBinaries(account: Account | null): Promise<PostgresBinaries> {
  const folder = join(tmpdir(), `gatehouse-test-binaries-${process.getuid?.() ?? 0}`);
  await makeFolder(folder, account ? 0o755 : 0o700, null);
  return installBinaries(await findPackagedPostgres(), folder);
}

async function untilAnswering(place: PostgresPlace): Promise<void> {
  for (const end = Date.now() + 30_000; ; await sleep(20)) {
    try {
      return await tryConnection(place);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** A name for a database that no other test uses. */
export function randomDatabaseName(): string {
  return `test_${randomBytes(8).toString('hex')}`;
}
