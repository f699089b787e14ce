import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ApiClient, List } from '../../acceptance/api-client.ts';
import { playNas, type TestNas } from '../../acceptance/ask-as-nas.ts';
import type { House } from './house.ts';
import type { LoadGenerator, LoadResult } from './load-generator.ts';
import { argsFor } from './measure.ts';
import { type LedgerRow, writeLedger } from './removal-ledger.ts';
import { SECRET } from './target.ts';
import { type BenchUser, lineRows, makeUsers, writeUsers } from './users.ts';

/** What became of the devices that were removed one by one under load. */
export type Removals = {
  readonly ledgerFile: string;
  readonly rows: readonly LedgerRow[];
  readonly imports: number;
  readonly importedRows: number;
  /** The logins of everybody else meanwhile: all must be let in. */
  readonly others: LoadResult;
  readonly seconds: number;
};

const LOGINS_PER_SECOND = 2000;
const REMOVED_AT_ONCE = 16;
const IMPORT_ROWS = 100_000;

/**
 * Removes devices by the API while others log in and an import goes on. Each device logs in, is removed, and logs in
 * again as soon as the removal is answered: that attempt must be refused. Everything is written down.
 */
export async function measureRemovals(options: {
  readonly house: House;
  readonly users: readonly BenchUser[];
  readonly count: number;
  readonly generator: LoadGenerator;
  readonly workFolder: string;
  readonly ledgerFile: string;
  readonly importRows?: number;
  readonly say: (line: string) => void;
}): Promise<Removals> {
  const { house, users, count, generator, workFolder, say } = options;
  const api = await house.api();
  const removed = users.slice(0, count);
  const devices = await deviceIds(api, removed);
  const rest = await writeUsers(path.join(workFolder, 'rest.csv'), users.slice(count));
  const target = house.target({ lines: rest.file, guests: rest.file });
  const load = ['--kind', 'pap', '--window', '256', '--rate', `${LOGINS_PER_SECOND}`, '-t', '3600'];
  const others = generator.start([...load, ...argsFor(target, 'lines')], '0,1');
  const nas = await playNas({ id: '', address: '127.0.0.1', secret: SECRET, server: house.current() });
  const state: ImportState = { running: false, wanted: true, imports: 0, rows: 0 };
  const importing = keepImporting(options, state);
  // Awaited when the devices are gone; a fault before that is told then, and not to the whole process.
  for (const later of [others.result, importing]) later.catch(() => undefined);
  const begun = performance.now();
  const rows: LedgerRow[] = [];
  try {
    const waiting = [...removed];
    const work = async (): Promise<void> => {
      for (let user = waiting.shift(); user !== undefined; user = waiting.shift()) {
        rows.push(await removeOne(user, devices.get(user.mac), { api, nas, begun, state }));
        if (rows.length % 1000 === 0) say(`${rows.length} devices removed`);
      }
    };
    await Promise.all(Array.from({ length: REMOVED_AT_ONCE }, work));
    state.wanted = false;
    await importing;
    await askOnceMore(rows, removed, nas);
  } finally {
    state.wanted = false;
    others.stop();
    await nas.close();
  }
  await writeLedger(options.ledgerFile, rows);
  return {
    ledgerFile: options.ledgerFile,
    rows,
    imports: state.imports,
    importedRows: state.rows,
    others: await others.result,
    seconds: (performance.now() - begun) / 1000,
  };
}

type ImportState = { running: boolean; wanted: boolean; imports: number; rows: number };

/** One import after the other until all devices are removed, so that no removal finds a quiet house. */
async function keepImporting(
  { house, generator, workFolder, importRows = IMPORT_ROWS, say }: Parameters<typeof measureRemovals>[0],
  state: ImportState,
): Promise<void> {
  while (state.wanted) {
    const first = 10_000_000 + state.rows;
    const made = await makeUsers(generator, { folder: workFolder, name: 'new', first, count: importRows });
    state.running = true;
    const seconds = await house.importRows(lineRows(made.users)).finally(() => (state.running = false));
    state.imports += 1;
    state.rows += importRows;
    say(`an import of ${importRows} rows took ${seconds.toFixed(1)} s`);
  }
}

async function removeOne(
  user: BenchUser,
  device: string | undefined,
  about: { api: ApiClient; nas: TestNas; begun: number; state: ImportState },
): Promise<LedgerRow> {
  if (device === undefined) throw new Error(`${user.username} has no device`);
  const now = (): number => performance.now() - about.begun;
  const before = await about.nas.logIn(loginOf(user));
  const importing = about.state.running;
  const removeAt = now();
  const { status } = await about.api.ask('DELETE', `/devices/${device}`);
  const removedAt = now();
  const after = await about.nas.logIn(loginOf(user));
  return {
    username: user.username,
    mac: user.mac,
    before,
    removeAt,
    status,
    removedAt,
    after,
    answeredAt: now(),
    importing: importing && about.state.running,
    atEnd: '',
  };
}

/** The same devices after the last import: nothing may have brought one back. */
async function askOnceMore(rows: LedgerRow[], removed: readonly BenchUser[], nas: TestNas): Promise<void> {
  const users = new Map(removed.map((user) => [user.mac, user]));
  const waiting = [...rows];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const user = users.get(row.mac);
      if (user !== undefined) row.atEnd = await nas.logIn(loginOf(user));
    }
  };
  await Promise.all(Array.from({ length: REMOVED_AT_ONCE }, work));
}

function loginOf({ username, password, mac }: BenchUser) {
  const acctSessionId = randomBytes(4).toString('hex');
  return { username, password, callingStationId: mac, acctSessionId };
}

type ListedDevice = { readonly id: string; readonly mac: string };

/** The ids of these users' devices by their MACs: they were the first to be imported. */
async function deviceIds(api: ApiClient, users: readonly BenchUser[]): Promise<Map<string, string>> {
  const wanted = new Set(users.map((user) => user.mac));
  const found = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: List<ListedDevice> = await api.get(`/devices?sort=addedAt&limit=500${at}`);
    for (const { id, mac } of page.items) if (wanted.has(mac)) found.set(mac, id);
    cursor = page.nextCursor;
  } while (found.size < wanted.size && cursor !== null);
  return found;
}
