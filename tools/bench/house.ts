import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ApiClient, Item } from '../../acceptance/api-client.ts';
import {
  type Gatehouse,
  makeDataFolder,
  removeDataFolder,
  startGatehouse,
} from '../../acceptance/start-gatehouse.ts';
import { findInTree, memoryOf, type Memory } from './processes.ts';
import { SECRET, type Target } from './target.ts';

/** How a start went. */
export type Start = { readonly seconds: number; readonly memory: Memory };

/** The product with a database of its own that outlives its starts. */
export type House = {
  current(): Gatehouse;
  api(): Promise<ApiClient>;
  /** Imports through the product's own command; gives the seconds that it took. */
  importRows(rows: string): Promise<number>;
  /** Stops it and starts it on what it has stored. */
  restart(): Promise<Start>;
  memory(): Memory;
  target(users: Target['users']): Target;
  remove(): Promise<void>;
};

/** Starts an empty house with a router on all of loopback, a zone, and a package of each kind. */
export async function openHouse(workFolder: string): Promise<House> {
  const dataFolder = await makeDataFolder();
  let gatehouse = await startGatehouse({ dataFolder });
  const radius = (): number => findInTree(gatehouse.pid, 'start-radius');
  let imports = 0;
  const remove = async (): Promise<void> => {
    await gatehouse.stop();
    await removeDataFolder(dataFolder);
  };
  try {
    await furnish(await gatehouse.api());
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    current: () => gatehouse,
    api: () => gatehouse.api(),
    importRows: async (rows) => {
      const file = path.join(workFolder, `import-${(imports += 1)}.csv`);
      await writeFile(file, rows);
      const begun = performance.now();
      await gatehouse.command('import', 'customers', file).catch(shorten);
      return (performance.now() - begun) / 1000;
    },
    restart: async () => {
      await gatehouse.stop();
      const begun = performance.now();
      gatehouse = await startGatehouse({ dataFolder });
      // It waits a moment after the line "ready" for a set-up link to follow: that is not counted.
      const seconds = (performance.now() - begun) / 1000 - READY_LINGER_S;
      return { seconds, memory: memoryOf(radius()) };
    },
    memory: () => memoryOf(radius()),
    target: (users) => ({
      id: 'gatehouse',
      name: 'Gatehouse',
      authPort: gatehouse.auth.port,
      acctPort: gatehouse.acct.port,
      users,
      loadArgs: ['--require-ma'],
      serverPid: radius(),
      databasePid: findInTree(gatehouse.pid, 'bin/postgres -D'),
      roots: [gatehouse.pid],
      prepare: async () => {},
    }),
    remove,
  };
}

const READY_LINGER_S = 0.3;

/** An import says a line for each row: the first of them will do. */
function shorten(error: unknown): never {
  throw new Error(String(error).slice(0, 1000));
}

async function furnish(api: ApiClient): Promise<void> {
  const zone = await api.post<Item>('/hotspot-zones', { name: 'Bench', ssid: 'Bench' });
  const router = { name: 'Bench', address: '127.0.0.0/8', secret: SECRET, vendor: 'mikrotik' };
  await api.post('/nas', { ...router, zoneId: zone.id });
  for (const [name, kind] of [
    ['Bench line', 'pppoe'],
    ['Bench hotspot', 'hotspot'],
  ]) {
    await api.post('/service-packages', { name, kind, rateDownKbps: 20_480, rateUpKbps: 10_240 });
  }
}
