import { open } from 'node:fs/promises';

/** Brings the names in a folder to the disk: a file that was just made or renamed is found after a power cut, too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
