import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

/** For a test's options: a disk of its own needs root and the right to mount. */
export const skipWithoutDisks = canMount ? false : 'needs root and the right to mount';

/** A small disk, mounted on a folder, that can be filled to its last octet and emptied again. */
export type SmallDisk = {
  readonly folder: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  unmount(): void;
};

/** @param size as mount takes it: `64k`, `1g` */
export async function mountSmallDisk(folder: string, size: string): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  const options = `size=${size},mode=0711`;
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  assert.equal(status, 0, String(stderr));
  const filler = path.join(folder, 'filler');
  return {
    folder,
    async fill() {
      const error = await writeFile(filler, zeros()).catch((reason: unknown) => reason);
      assert.equal((error as NodeJS.ErrnoException | undefined)?.code, 'ENOSPC');
    },
    makeRoom: () => rm(filler),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  };
}

/** Without end; ever smaller pieces would fill the last page, and a page is what a file takes. */
function* zeros(): Generator<Buffer> {
  for (const page = Buffer.alloc(1 << 16); ; ) yield page;
}
