import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { makeSecretToken } from '@gatehouse/server/operators/secret-token';
import { type ApiClient, type Item, openApiClient } from './api-client.ts';
import { type Gatehouse, startGatehouse, type StartOptions } from './start-gatehouse.ts';

/** A Gatehouse with an empty database of its own and an owner's API: where most acceptance tests begin. */
export type Shop = {
  readonly gatehouse: Gatehouse;
  readonly api: ApiClient;
  readonly database: TestDatabase;
  /** Adds a line customer, unless the body says otherwise; username and password are made up where missing. */
  addCustomer(customer?: NewCustomer): Promise<Customer>;
  addDevice(customer: Customer, mac: string): Promise<Item>;
  stop(): Promise<void>;
};

export type NewCustomer = Readonly<Record<string, unknown>> & {
  readonly username?: string;
  readonly password?: string;
};
export type Customer = { readonly id: string; readonly username: string; readonly password: string };

export type ShopOptions = Pick<StartOptions, 'environment'> & {
  /** Gives the address by which Gatehouse reaches the database; the database's own unless told otherwise. */
  readonly reach?: (databaseUrl: string) => Promise<string>;
};

export async function openShop({ reach, ...options }: ShopOptions = {}): Promise<Shop> {
  const database = await createTestDatabase();
  let gatehouse: Gatehouse;
  try {
    const databaseUrl = reach === undefined ? database.url : await reach(database.url);
    gatehouse = await startGatehouse({ ...options, databaseUrl });
  } catch (error) {
    await database.close();
    throw error;
  }
  const api = openApiClient(gatehouse.adminUrl, await addOwnersToken(database));
  return {
    gatehouse,
    api,
    database,
    addCustomer: async (customer = {}) => {
      const username = customer.username ?? `customer-${randomBytes(4).toString('hex')}`;
      const password = customer.password ?? randomBytes(6).toString('hex');
      const body = { name: `Customer ${username}`, kind: 'pppoe', ...customer, username, password };
      const { id } = await api.post<Item>('/customers', body);
      return { id, username, password };
    },
    addDevice: (customer, mac) => api.post<Item>(`/customers/${customer.id}/devices`, { mac }),
    stop: async () => {
      await gatehouse.stop();
      await database.close();
    },
  };
}

/** As `gatehouse token create` makes one, without starting a program for it. */
async function addOwnersToken({ db }: TestDatabase): Promise<string> {
  const { token, hash } = makeSecretToken(randomBytes, 'gh_');
  const named = { name: 'acceptance owner', role: 'owner', token_hash: hash } as const;
  await db.insertInto('api_tokens').values(named).execute();
  return token;
}

/** The product alone, on a database of the test run: up sooner than with a PostgreSQL of its own. */
export async function startOnTestDatabase(): Promise<Gatehouse> {
  const database = await createTestDatabase();
  try {
    const gatehouse = await startGatehouse({ databaseUrl: database.url });
    const stop = async (): Promise<void> => {
      await gatehouse.stop();
      await database.close();
    };
    const api = async (): Promise<ApiClient> =>
      openApiClient(gatehouse.adminUrl, await addOwnersToken(database));
    return { ...gatehouse, api, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

let lastMac = 0;

/** A MAC that no other test of this file uses. */
export function newMac(): string {
  lastMac += 1;
  const own = lastMac.toString(16).padStart(6, '0').toUpperCase();
  return `D4:CA:6D:${own.slice(0, 2)}:${own.slice(2, 4)}:${own.slice(4)}`;
}

type Attempt = {
  readonly outcome: string;
  readonly reason: string | null;
  readonly explanation: string;
  readonly count: number;
  readonly mac: string | null;
  readonly kind: string;
};

/** The attempts of a username, newest first, as an operator sees them within a second. */
export function attemptsOf(api: ApiClient, username: string, atLeast = 1): Promise<readonly Attempt[]> {
  return attemptsWhere(api, { username }, atLeast);
}

/** Those that the access log finds, once there are so many, or twenty seconds are over. */
export async function attemptsWhere(
  api: ApiClient,
  query: Readonly<Record<string, string>>,
  atLeast = 1,
): Promise<readonly Attempt[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const { items } = await api.get<{ items: readonly Attempt[] }>(
      `/attempts?${new URLSearchParams(query).toString()}`,
    );
    if (items.length >= atLeast || Date.now() > until) return items;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
