import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const ROOM_MIN = 6 * 2 ** 30;

/**
 * A folder for all that a test run writes, removed when this process ends: in memory where there is much room and
 * programs may run, else where such folders lie. To make and drop a database, as most test files do, takes a tenth of
 * the time there.
 */
export async function makeQuickFolder(): Promise<string> {
  if (await hasRoom()) {
    const folder = await makeFolder(MEMORY);
    if (await mayRun(folder)) return removedAtTheEnd(folder);
    await rm(folder, { recursive: true });
  }
  return removedAtTheEnd(await makeFolder(tmpdir()));
}

/** PostgreSQL, which runs under another account where we are root, can reach what lies within. */
async function makeFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'gatehouse-run-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Whoever waits for our end, however we end, removes it: memory must not fill with what broken runs left. */
function removedAtTheEnd(folder: string): string {
  const script = 'read -r line; sleep 2; rm -rf "$1"';
  const child = spawn('/bin/sh', ['-c', script, 'watchdog', folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  // A pipe is a socket to Node; only its type does not say so.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return folder;
}

async function hasRoom(): Promise<boolean> {
  const found = await statfs(MEMORY).catch(() => null);
  if (found?.type !== TMPFS) return false;
  return Math.min(found.bavail * found.bsize, process.availableMemory()) >= ROOM_MIN;
}

/** Containers may mount it so that nothing in it is a program. */
async function mayRun(folder: string): Promise<boolean> {
  const program = join(folder, 'program');
  await writeFile(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  await rm(program);
  return status === 0;
}
