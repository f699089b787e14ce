import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolders } from '../make-folders.ts';
import { Refusal } from '../refusal.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

/** 'database': the embedded PostgreSQL. 'radius': the node that this data folder stands for. */
export type LockName = 'database' | 'radius';

export type DataLock = {
  /** The last holder was killed; what it had started may need a moment to be gone. */
  readonly afterCrash: boolean;
  release(): Promise<void>;
};

type Holder = ProcessIdentity & { readonly doing: string };

/** Takes a lock of the data folder for this process, or throws a `Refusal` that names who holds it. */
export async function takeDataLock(dataFolder: string, name: LockName, doing: string): Promise<DataLock> {
  const path = join(dataFolder, `${name}.lock`);
  const self = await identify(process.pid);
  const content = `${JSON.stringify({ ...(self ?? { pid: process.pid, startedAt: '' }), doing } satisfies Holder)}\n`;
  await makeDataFolder(dataFolder);
  let afterCrash = false;
  while (!(await tryLink(path, content))) {
    const found = await readFile(path, 'utf8').catch(() => null);
    if (found === null) continue; // released in the meantime
    const holder = readHolder(found);
    if (holder && (await isRunning(holder))) throw inUse(dataFolder, holder);
    await moveAway(path, found, dataFolder);
    afterCrash = true;
  }
  // Three starts at once after a crash could push each other aside; whoever was pushed aside finds out here.
  if (afterCrash) await sleep(50);
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present !== content) throw inUse(dataFolder, readHolder(present));
  return { afterCrash, release: () => rm(path, { force: true }) };
}

/** Who holds the lock now, or null. */
export async function findLockHolder(dataFolder: string, name: LockName): Promise<Holder | null> {
  const holder = readHolder(await readFile(join(dataFolder, `${name}.lock`), 'utf8').catch(() => ''));
  return holder && (await isRunning(holder)) ? holder : null;
}

/** A link appears whole or not at all, and only once. */
async function tryLink(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(aside, content).catch((error: unknown) => {
    throw unusable(dirname(path), 'written', error);
  });
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Moves a dead holder's file away; should a living one have replaced it just now, that one is put back. */
async function moveAway(path: string, dead: string, dataFolder: string): Promise<void> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return; // someone else was faster
  }
  const moved = await readFile(aside, 'utf8');
  if (moved !== dead) {
    await link(aside, path).catch(() => {});
    await rm(aside, { force: true });
    throw inUse(dataFolder, readHolder(moved));
  }
  await rm(aside, { force: true });
}

function readHolder(text: string): Holder | null {
  try {
    const { pid, startedAt, doing } = JSON.parse(text) as Partial<Holder>;
    return pid && startedAt !== undefined ? { pid, startedAt, doing: doing ?? 'gatehouse' } : null;
  } catch {
    return null;
  }
}

function inUse(dataFolder: string, holder: Holder | null): Refusal {
  const who = holder ? ` by \`${holder.doing}\` (process ${holder.pid})` : '';
  return new Refusal(`The data folder ${dataFolder} is in use${who}.`);
}

function unusable(dataFolder: string, what: 'made' | 'written', error: unknown): Refusal {
  return new Refusal(
    `The data folder ${dataFolder} cannot be ${what} (${(error as NodeJS.ErrnoException).code}).`,
  );
}

async function makeDataFolder(dataFolder: string): Promise<void> {
  try {
    // 0711 for root: PostgreSQL's account walks through to its own folder and sees nothing else.
    await makeFolders(dataFolder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw unusable(dataFolder, 'made', error);
  }
}
