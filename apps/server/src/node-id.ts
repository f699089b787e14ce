import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who a radius process is: the id stays with the data folder, so a restart takes over its predecessor's place. */
export async function loadNodeId(dataFolder: string): Promise<{ id: string; name: string }> {
  const path = join(dataFolder, 'node-id');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f-]{36}$/.test(kept)) return { id: kept, name: hostname() };
  const id = randomUUID();
  await writeFile(path, `${id}\n`, { mode: 0o644 });
  return { id, name: hostname() };
}
