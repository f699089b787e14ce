import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, readdir, realpath, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { makeFolders } from '../../make-folders.ts';
import { Refusal } from '../../refusal.ts';
import type { Account } from './account.ts';
import type { Connection } from '../open-database.ts';

/** Folders of one embedded server. */
export type PostgresPlace = {
  /** Binaries by version, the cluster, the log. */
  readonly home: string;
  /** Where the Unix socket lies; closed to everyone else, for there is no password. */
  readonly socketFolder: string;
  /** Whose the cluster is; null: ours. */
  readonly account: Account | null;
};

export const DATABASE_USER = 'gatehouse';
const OUTSIDE = '/var/lib/gatehouse';
const SOCKET_NAME = '.s.PGSQL.5432';
/** `sun_path` holds 108 octets, the last of them a zero. */
const SOCKET_PATH_MAX = 107;

export function clusterFolder(place: PostgresPlace, major: number): string {
  return join(place.home, `cluster-${major}`);
}

export function socketConnection(place: PostgresPlace, database: string): Connection {
  const host = encodeURIComponent(place.socketFolder);
  return { connectionString: `postgresql://${DATABASE_USER}@localhost/${database}?host=${host}` };
}

/** The place that already belongs to a data folder, or null when no embedded server ever ran there. */
export async function findPlace(dataFolder: string, account: Account | null): Promise<PostgresPlace | null> {
  const link = join(dataFolder, 'pg');
  if (!(await lstat(link).catch(() => null))) return null;
  const home = await realpath(link).catch(() => {
    throw new Refusal(
      `The database of ${dataFolder} is gone: ${link} points to a folder that does not exist.`,
    );
  });
  return {
    home,
    socketFolder: socketFolder(home),
    account: account && (await ownerOfCluster(home, account)),
  };
}

/**
 * Finds or makes the folders. The data folder itself stays its owner's; where it cannot be reached by the account
 * PostgreSQL runs under, the server lives outside and `<data>/pg` is a link to it.
 */
export async function preparePlace(
  dataFolder: string,
  account: Account | null,
  outside = OUTSIDE,
): Promise<PostgresPlace> {
  await makeFolders(dataFolder, account ? 0o711 : 0o700);
  if (account) await chmod(dataFolder, 0o711);
  const place = (await findPlace(dataFolder, account)) ?? (await makePlace(dataFolder, account, outside));
  await makeFolder(place.socketFolder, 0o700, place.account);
  await refuseStranger(place);
  return place;
}

async function makePlace(
  dataFolder: string,
  account: Account | null,
  outside: string,
): Promise<PostgresPlace> {
  const link = join(dataFolder, 'pg');
  let home = await realpath(dataFolder).then((folder) => join(folder, 'pg'));
  if (account && !(await isReachable(await realpath(dataFolder)))) {
    // Not named after the data folder: a new one under an old name must not find the old one's database.
    home = join(outside, randomBytes(6).toString('hex'));
    await makeFolder(outside, 0o711, null);
    await makeFolder(home, 0o711, null);
    await symlink(home, link);
  } else {
    await makeFolder(home, account ? 0o711 : 0o700, null);
  }
  return { home, socketFolder: socketFolder(home), account };
}

/** Creates the folder if needed and sets its mode, whatever the umask; it belongs to `account`, or to us. */
export async function makeFolder(path: string, mode: number, account: Account | null): Promise<void> {
  await makeFolders(path, 0o777);
  const { uid, mode: present } = await stat(path);
  if (account && uid !== account.uid) await chown(path, account.uid, account.gid);
  if ((present & 0o777) !== mode) await chmod(path, mode);
}

function socketFolder(home: string): string {
  const inside = join(home, 'run');
  if (Buffer.byteLength(join(inside, SOCKET_NAME)) <= SOCKET_PATH_MAX) return inside;
  return join(tmpdir(), `gatehouse-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
}

/** A socket folder under /tmp may have been made by someone else first. */
async function refuseStranger({ socketFolder, account }: PostgresPlace): Promise<void> {
  const found = await lstat(socketFolder);
  const owner = account?.uid ?? process.getuid?.() ?? 0;
  if (!found.isDirectory() || found.uid !== owner) {
    throw new Refusal(`${socketFolder} belongs to someone else; the database's socket cannot lie there.`);
  }
}

/** May a process that is neither the owner nor in the group walk down to `folder`? */
async function isReachable(folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** An existing cluster keeps its owner, whatever we would choose today. */
async function ownerOfCluster(home: string, account: Account): Promise<Account> {
  const cluster = (await readdir(home).catch(() => [])).find((name) => /^cluster-\d+$/.test(name));
  if (!cluster) return account;
  const { uid, gid } = await stat(join(home, cluster));
  return { uid, gid };
}
