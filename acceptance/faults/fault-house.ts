import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Item } from '../api-client.ts';
import { type Gatehouse, makeDataFolder, removeDataFolder, startGatehouse } from '../start-gatehouse.ts';
import { checkLedger } from './check-ledger.ts';
import type { AccountingLedger } from './accounting-ledger.ts';
import { type PlayedSessions, playSessions, type SessionsToPlay } from './play-sessions.ts';

const NAS_ADDRESS = '127.0.0.61';
const CUSTOMERS = 20;

/** The product with a router and customers of a package, to which faults are done while accounting comes in. */
export type FaultHouse = {
  /** As it runs now: it is another one after `startAgain`. */
  readonly gatehouse: Gatehouse;
  readonly nas: { readonly address: string; readonly secret: string };
  readonly usernames: readonly string[];
  /** Starts it on the same data and the same ports, after it ended. */
  startAgain(): Promise<void>;
  play(sessions: Pick<SessionsToPlay, 'sessions' | 'packetsPerSecond' | 'tryMs'>): Promise<PlayedSessions>;
  /** Waits until what was answered is in the database, then says what of it is not. */
  check(ledger: AccountingLedger, databaseUrl: string): Promise<string[]>;
  stop(): Promise<void>;
};

export type HouseToOpen = {
  /** Without one, the PostgreSQL that comes along. */
  readonly databaseUrl?: string;
  /** Does something to the data folder before the first start. */
  readonly prepare?: (dataFolder: string) => Promise<void>;
};

const STORED_WITHIN_MS = 60_000;
let played = 0;

export async function openFaultHouse(options: HouseToOpen = {}): Promise<FaultHouse> {
  const dataFolder = await makeDataFolder();
  await options.prepare?.(dataFolder);
  const where = { dataFolder, ...(options.databaseUrl && { databaseUrl: options.databaseUrl }) };
  let gatehouse = await startGatehouse(where);
  const secret = randomBytes(12).toString('hex');
  const usernames = await fill(gatehouse, secret);
  return {
    get gatehouse() {
      return gatehouse;
    },
    nas: { address: NAS_ADDRESS, secret },
    usernames,
    async startAgain() {
      await gatehouse.ended;
      gatehouse = await startGatehouse({ ...where, ports: gatehouse });
    },
    play(sessions) {
      played += 1;
      const acct = () => gatehouse.acct;
      return playSessions({
        ...sessions,
        nasAddress: NAS_ADDRESS,
        secret,
        usernames,
        acct,
        tag: `f${played}`,
      });
    },
    async check(ledger, databaseUrl) {
      let problems: string[] = [];
      for (const until = Date.now() + STORED_WITHIN_MS; Date.now() < until; await pause(250)) {
        problems = await checkLedger(databaseUrl, ledger).catch((error: unknown) => [String(error)]);
        if (problems.length === 0) break;
      }
      return problems.slice(0, 20);
    },
    async stop() {
      await gatehouse.stop();
      await removeDataFolder(dataFolder);
    },
  };
}

async function fill(gatehouse: Gatehouse, secret: string): Promise<string[]> {
  const api = await gatehouse.api();
  await api.post('/nas', { name: 'Faults', address: NAS_ADDRESS, vendor: 'mikrotik', secret });
  const { id } = await api.post<Item>('/service-packages', { name: 'Line', kind: 'pppoe' });
  const usernames = Array.from({ length: CUSTOMERS }, (_, i) => `customer-${i}`);
  for (const username of usernames) {
    const body = {
      name: username,
      username,
      password: `of ${username}`,
      kind: 'pppoe',
      servicePackageId: id,
    };
    await api.post('/customers', body);
  }
  return usernames;
}
