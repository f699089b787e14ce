import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { type Account, accountWithName } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { clusterFolder, DATABASE_USER, makeFolder, type PostgresPlace } from './place.ts';

/** Makes the cluster unless it is there. Made aside and renamed: an interrupted first start leaves nothing half. */
export async function initialiseCluster(
  binaries: PostgresBinaries,
  place: PostgresPlace,
  moreArguments: readonly string[] = [],
): Promise<void> {
  const present = (await readdir(place.home)).filter((name) => /^cluster-\d+$/.test(name));
  if (present.includes(`cluster-${binaries.major}`)) return;
  if (present[0]) {
    throw new Refusal(
      `The database in ${place.home} was made by PostgreSQL ${present[0].slice('cluster-'.length)}, ` +
        `this Gatehouse brings PostgreSQL ${binaries.major}; start the version that made it.`,
    );
  }
  const aside = join(place.home, `new-cluster-${randomBytes(4).toString('hex')}`);
  const maker = place.account && (await accountWithName(place.account));
  await makeFolder(aside, 0o700, maker);
  try {
    await runInitdb(
      binaries,
      [...initdbArguments(binaries.major), ...moreArguments, '-D', aside],
      maker,
      place.home,
    );
    if (place.account && maker && maker.uid !== place.account.uid) await give(aside, place.account);
    await rename(aside, clusterFolder(place, binaries.major));
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

function initdbArguments(major: number): string[] {
  const locale = major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  return ['--data-checksums', ...locale, '--encoding=UTF8', '--auth=trust', `--username=${DATABASE_USER}`];
}

function runInitdb(
  binaries: PostgresBinaries,
  args: string[],
  account: Account | null,
  cwd: string,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(join(binaries.bin, 'initdb'), args, {
    ...account,
    cwd,
    env: postgresEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new Refusal(`The embedded PostgreSQL could not make its files: ${lastLine(said)}`));
  });
  return promise;
}

/** Nothing of our own environment (PGDATA, PGOPTIONS, LD_LIBRARY_PATH …) may reach the embedded server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('initdb: removing'));
  return lines.find((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}

async function give(folder: string, account: Account): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  await chown(folder, account.uid, account.gid);
}
