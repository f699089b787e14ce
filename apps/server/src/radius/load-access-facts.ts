import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import type { SecretBox } from '../secrets.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { NasRecord } from './access-directory/directory-records.ts';
import { openInThread } from './access-facts/open-in-thread.ts';
import { CUSTOMERS_PER_PAGE, customerPages, openHere, readCustomers } from './access-facts/read-customers.ts';
import { openSessionPages, readOpenSessions, readUsage } from './access-facts/read-sessions.ts';
import {
  readBlockedMacs,
  readNas,
  readServicePackages,
  readZones,
} from './access-facts/read-shared-facts.ts';
import { EVERYONE, inSnapshot, milliseconds, ofCustomers } from './access-facts/read-snapshot.ts';
import { readTickets } from './access-facts/read-tickets.ts';

/** Everything a login is judged by, read from the database: the one place that knows these queries. */
export type AccessFactsReader = {
  readonly pool: pg.Pool;
  readonly secretBox: SecretBox;
};

/**
 * Fills an empty directory from one snapshot of the database. The NAS list is returned, for the listeners. `signal`
 * breaks it off between two pages, with its reason.
 */
export function loadAllAccessFacts(
  reader: AccessFactsReader,
  directory: AccessDirectory,
  signal?: AbortSignal,
): Promise<NasRecord[]> {
  return inSnapshot(reader, async (read) => {
    directory.putServicePackages(await readServicePackages(read));
    directory.putZones(await readZones(read, reader.secretBox));
    directory.putBlockedMacs(await readBlockedMacs(read));
    const opener = openInThread(reader.secretBox.keys('network-password'), openHere(reader.secretBox));
    try {
      for await (const page of customerPages(read, opener.open)) {
        signal?.throwIfAborted();
        for (const customer of page) directory.putCustomer(customer);
      }
    } finally {
      await opener.stop();
    }
    for await (const page of openSessionPages(read)) directory.sessions.apply(page, []);
    directory.sessions.apply([], await readUsage(read, EVERYONE));
    return readNas(read, reader.secretBox);
  });
}

/** Reads these customers again, with their devices, subscriptions, removals, sessions and usage. */
export async function loadAccessFacts(
  reader: AccessFactsReader,
  directory: AccessDirectory,
  customerIds: readonly number[],
): Promise<void> {
  for (let at = 0; at < customerIds.length; at += CUSTOMERS_PER_PAGE) {
    await loadSome(reader, directory, customerIds.slice(at, at + CUSTOMERS_PER_PAGE));
  }
}

/** Every customer there is or was as far as the directory knows, by parts for `loadAccessFacts`. */
export async function allCustomersInParts(
  { pool }: AccessFactsReader,
  directory: AccessDirectory,
): Promise<number[][]> {
  const { rows } = await pool.query<[number]>({ text: 'select id from customers', rowMode: 'array' });
  const ids = new Set(directory.customerIds());
  for (const [id] of rows) ids.add(id);
  const all = [...ids];
  const parts: number[][] = [];
  for (let at = 0; at < all.length; at += CUSTOMERS_PER_PAGE)
    parts.push(all.slice(at, at + CUSTOMERS_PER_PAGE));
  return parts;
}

export function loadServicePackages(reader: AccessFactsReader, directory: AccessDirectory): Promise<void> {
  return inSnapshot(reader, async (read) => directory.putServicePackages(await readServicePackages(read)));
}

export function loadZones(reader: AccessFactsReader, directory: AccessDirectory): Promise<void> {
  return inSnapshot(reader, async (read) => directory.putZones(await readZones(read, reader.secretBox)));
}

/** Reads these tickets of the portal again; `null`: all of the last minutes. */
export function loadTickets(
  reader: AccessFactsReader,
  directory: AccessDirectory,
  ids: readonly number[] | null,
): Promise<void> {
  return inSnapshot(reader, async (read) => {
    const [now] = await read<[number]>(`select ${milliseconds('trusted_now()')}`);
    directory.tickets.apply(ids ?? [], await readTickets(read, reader.secretBox, ids), now?.[0] ?? 0);
  });
}

export function loadBlockedMacs(reader: AccessFactsReader, directory: AccessDirectory): Promise<void> {
  return inSnapshot(reader, async (read) => directory.putBlockedMacs(await readBlockedMacs(read)));
}

export function loadNas(reader: AccessFactsReader): Promise<NasRecord[]> {
  return inSnapshot(reader, (read) => readNas(read, reader.secretBox));
}

/** Whom a question about a login is about: the customer with this username, and the holder of this MAC. */
export async function findCustomerIds(
  reader: AccessFactsReader,
  usernameKey: string,
  mac: MacAddress | null,
): Promise<number[]> {
  const { rows } = await reader.pool.query<{ id: number }>(
    `select id from customers where username_key = $1
     union select customer_id from devices where mac = $2::macaddr`,
    [usernameKey, mac === null ? null : formatMacAddress(mac)],
  );
  return rows.map((row) => row.id);
}

async function loadSome(
  reader: AccessFactsReader,
  directory: AccessDirectory,
  ids: readonly number[],
): Promise<void> {
  await inSnapshot(reader, async (read) => {
    const scope = ofCustomers(ids);
    const customers = await readCustomers(read, reader.secretBox, scope);
    const sessions = await readOpenSessions(read, scope);
    const usage = await readUsage(read, scope);
    // Applied in one go: no login sees half of a change.
    const gone = new Set(ids);
    for (const customer of customers) {
      directory.putCustomer(customer);
      gone.delete(customer.id);
    }
    for (const id of gone) directory.removeCustomer(id);
    directory.sessions.apply(sessions, usage);
  });
}
