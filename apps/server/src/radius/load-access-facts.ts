import { formatMacAddress, type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import type { SecretBox } from '../secrets.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type {
  CustomerRecord,
  DeviceRecord,
  HotspotZoneRecord,
  NasRecord,
  ServicePackageRecord,
  SubscriptionRecord,
} from './access-directory/directory-records.ts';
import type { SessionState, SubscriptionUsage } from './access-directory/open-sessions.ts';

/** Everything a login is judged by, read from the database: the one place that knows these queries. */
export type AccessFactsReader = {
  readonly pool: pg.Pool;
  readonly secretBox: SecretBox;
};

/** Customers per round trip: small enough to let packets through in between, and to keep memory flat. */
const CUSTOMERS_PER_PAGE = 5_000;
const SESSIONS_PER_PAGE = 10_000;

/** Fills an empty directory from one snapshot of the database. The NAS list is returned, for the listeners. */
export function loadAllAccessFacts(
  reader: AccessFactsReader,
  directory: AccessDirectory,
): Promise<NasRecord[]> {
  return inSnapshot(reader, async (read) => {
    directory.putServicePackages(await readServicePackages(read));
    directory.putZones(await readZones(read, reader.secretBox));
    directory.putBlockedMacs(await readBlockedMacs(read));
    for await (const page of customerPages(read, reader.secretBox)) {
      for (const customer of page) directory.putCustomer(customer);
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

/** Reads every customer again into a directory in use, and drops those that are gone. */
export async function reloadAllAccessFacts(
  reader: AccessFactsReader,
  directory: AccessDirectory,
): Promise<void> {
  const { rows } = await reader.pool.query<{ id: number }>('select id from customers');
  const ids = new Set(directory.customerIds());
  for (const { id } of rows) ids.add(id);
  await loadAccessFacts(reader, directory, [...ids]);
}

export function loadServicePackages(reader: AccessFactsReader, directory: AccessDirectory): Promise<void> {
  return inSnapshot(reader, async (read) => directory.putServicePackages(await readServicePackages(read)));
}

export function loadZones(reader: AccessFactsReader, directory: AccessDirectory): Promise<void> {
  return inSnapshot(reader, async (read) => directory.putZones(await readZones(read, reader.secretBox)));
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

// The queries ---------------------------------------------------------------------------------

type Read = <Row extends unknown[]>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Which customers: a condition on `customer_id`, with its values. */
type Scope = { readonly where: (column: string) => string; readonly values: readonly unknown[] };

const EVERYONE: Scope = { where: () => 'true', values: [] };

function ofCustomers(ids: readonly number[]): Scope {
  return { where: (column) => `${column} = any($1::bigint[])`, values: [ids] };
}

function between(first: number, last: number): Scope {
  return { where: (column) => `${column} between $1 and $2`, values: [first, last] };
}

/** One read-only snapshot for several queries. Rows come as arrays: names per row cost time at 100,000 rows. */
async function inSnapshot<T>(reader: AccessFactsReader, work: (read: Read) => Promise<T>): Promise<T> {
  const client = await reader.pool.connect();
  const read: Read = async <Row extends unknown[]>(text: string, values: readonly unknown[] = []) => {
    const result = await client.query<Row>({ text, values: [...values], rowMode: 'array' });
    return result.rows;
  };
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const value = await work(read);
    await client.query('commit');
    broken = false;
    return value;
  } finally {
    // A connection in an unknown state is closed, not reused.
    client.release(broken);
  }
}

async function* customerPages(read: Read, secretBox: SecretBox): AsyncGenerator<CustomerRecord[]> {
  let last = 0;
  for (;;) {
    const [range] = await read<[number, number | null]>(
      `select count(*), max(id) from (select id from customers where id > $1 order by id limit $2) page`,
      [last, CUSTOMERS_PER_PAGE],
    );
    const end = range?.[1] ?? null;
    if (end === null) return;
    yield await readCustomers(read, secretBox, between(last + 1, end));
    last = end;
  }
}

type CustomerRow = [
  id: number,
  usernameKey: string,
  passwordCipher: Buffer,
  kind: CustomerRecord['kind'],
  status: CustomerRecord['status'],
  macBinding: CustomerRecord['macBinding'],
  deviceLimit: number | null,
  sessionLimit: number | null,
  framedIpAddress: string | null,
];

async function readCustomers(read: Read, secretBox: SecretBox, scope: Scope): Promise<CustomerRecord[]> {
  const rows = await read<CustomerRow>(
    `select id, username_key, password_cipher, kind, status, mac_binding, device_limit, session_limit, host(framed_ip_address)
     from customers where ${scope.where('id')}`,
    scope.values,
  );
  const subscriptions = groupByCustomer(await readSubscriptions(read, scope));
  const devices = groupByCustomer(await readDevices(read, scope));
  const removedMacs = groupByCustomer(await readRemovedMacs(read, scope));
  return rows.map((row) => {
    const [
      id,
      usernameKey,
      passwordCipher,
      kind,
      status,
      macBinding,
      deviceLimit,
      sessionLimit,
      framedIpAddress,
    ] = row;
    const own = subscriptions.get(id) ?? [];
    return {
      id,
      usernameKey,
      password: secretBox.open(passwordCipher, 'network-password'),
      kind,
      status,
      macBinding,
      deviceLimit,
      sessionLimit,
      framedIpAddress,
      hadSubscription: own.length > 0,
      subscriptions: own,
      devices: devices.get(id) ?? [],
      removedMacs: removedMacs.get(id) ?? [],
    };
  });
}

type Owned<T> = { readonly customerId: number; readonly value: T };

function groupByCustomer<T>(owned: readonly Owned<T>[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const { customerId, value } of owned) {
    const group = groups.get(customerId);
    if (group === undefined) groups.set(customerId, [value]);
    else group.push(value);
  }
  return groups;
}

/** Those that run or will, and of those that ended the last one: there is always one if there ever was. */
async function readSubscriptions(read: Read, scope: Scope): Promise<Owned<SubscriptionRecord>[]> {
  const rows = await read<[number, number, number, number, number | null]>(
    `select customer_id, id, service_package_id, ${milliseconds('starts_at')}, ${milliseconds('ends_at')}
     from (
       select *, row_number() over (partition by customer_id, coalesce(ends_at <= now(), false) order by ends_at desc, id desc) as place
       from subscriptions where ${scope.where('customer_id')}
     ) ranked
     where place = 1 or ends_at is null or ends_at > now()`,
    scope.values,
  );
  return rows.map(([customerId, id, servicePackageId, startsAt, endsAt]) => ({
    customerId,
    value: { id, servicePackageId, startsAt, endsAt },
  }));
}

async function readDevices(read: Read, scope: Scope): Promise<Owned<DeviceRecord>[]> {
  const rows = await read<[number, number, string, boolean, number[]]>(
    `select customer_id, id, mac::text, mac_login_paused_at is not null, zone_ids
     from devices where ${scope.where('customer_id')}`,
    scope.values,
  );
  return rows.map(([customerId, id, mac, macLoginPaused, zoneIds]) => ({
    customerId,
    value: { id, mac: storedMac(mac), macLoginPaused, zoneIds },
  }));
}

async function readRemovedMacs(read: Read, scope: Scope): Promise<Owned<MacAddress>[]> {
  const rows = await read<[number, string]>(
    `select distinct customer_id, mac::text from removed_devices where ${scope.where('customer_id')}`,
    scope.values,
  );
  return rows.map(([customerId, mac]) => ({ customerId, value: storedMac(mac) }));
}

const SESSION_COLUMNS = `id, customer_id, mac::text, ${milliseconds('last_heard_at')}, ended_at is null`;
type SessionRow = [number, number | null, string | null, number, boolean];

const COUNTS = `ended_at is null and customer_id is not null and last_heard_at > now() - interval '24 hours'`;

async function readOpenSessions(read: Read, scope: Scope): Promise<SessionState[]> {
  const rows = await read<SessionRow>(
    `select ${SESSION_COLUMNS} from sessions where ${scope.where('customer_id')} and ${COUNTS}`,
    scope.values,
  );
  return rows.map(sessionState);
}

async function* openSessionPages(read: Read): AsyncGenerator<SessionState[]> {
  await read(
    `declare open_sessions no scroll cursor for select ${SESSION_COLUMNS} from sessions where ${COUNTS}`,
  );
  for (;;) {
    const rows = await read<SessionRow>(`fetch ${SESSIONS_PER_PAGE} from open_sessions`);
    if (rows.length === 0) return;
    yield rows.map(sessionState);
  }
}

function sessionState([id, customerId, mac, lastHeardAt, open]: SessionRow): SessionState {
  return { id, customerId, mac: mac === null ? null : storedMac(mac), lastHeardAt, open };
}

/** These sessions and the usage of their subscriptions as they stand now, for those that another process stores. */
export async function readSessions(
  pool: pg.Pool,
  ids: readonly number[],
): Promise<{ sessions: SessionState[]; usage: SubscriptionUsage[] }> {
  const sessions = await pool.query<SessionRow>({
    text: `select ${SESSION_COLUMNS} from sessions where id = any($1::bigint[])`,
    values: [ids],
    rowMode: 'array',
  });
  const usage = await pool.query<SubscriptionUsage>(
    `select subscription_id as "subscriptionId", used_bytes as "usedBytes" from subscription_usage
     where subscription_id in (select subscription_id from sessions where id = any($1::bigint[]))`,
    [ids],
  );
  return { sessions: sessions.rows.map(sessionState), usage: usage.rows };
}

/** Only of subscriptions that run: nothing else is asked for. */
async function readUsage(read: Read, scope: Scope): Promise<SubscriptionUsage[]> {
  const rows = await read<[number, number]>(
    `select u.subscription_id, u.used_bytes
     from subscription_usage u join subscriptions s on s.id = u.subscription_id
     where ${scope.where('s.customer_id')} and (s.ends_at is null or s.ends_at > now())`,
    scope.values,
  );
  return rows.map(([subscriptionId, usedBytes]) => ({ subscriptionId, usedBytes }));
}

type ServicePackageRow = [
  number,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  ServicePackageRecord['macBinding'],
  string | null,
];

async function readServicePackages(read: Read): Promise<ServicePackageRecord[]> {
  const rows = await read<ServicePackageRow>(
    `select id, name, rate_down_kbps, rate_up_kbps, quota_bytes, device_limit, session_limit, mac_binding, framed_pool
     from service_packages`,
  );
  return rows.map(
    ([
      id,
      name,
      rateDownKbps,
      rateUpKbps,
      quotaBytes,
      deviceLimit,
      sessionLimit,
      macBinding,
      framedPool,
    ]) => ({
      id,
      name,
      rateDownKbps,
      rateUpKbps,
      quotaBytes,
      deviceLimit,
      sessionLimit,
      macBinding,
      framedPool,
    }),
  );
}

async function readZones(read: Read, secretBox: SecretBox): Promise<HotspotZoneRecord[]> {
  const rows = await read<[number, string, string, boolean, Buffer | null]>(
    'select id, name, ssid, mac_login, mac_password_cipher from hotspot_zones',
  );
  return rows.map(([id, name, ssid, macLogin, cipher]) => ({
    id,
    name,
    ssid,
    macLogin,
    macPassword: cipher === null ? null : secretBox.open(cipher, 'mac-password'),
  }));
}

async function readBlockedMacs(read: Read): Promise<MacAddress[]> {
  const rows = await read<[string]>('select mac::text from blocked_macs');
  return rows.map(([mac]) => storedMac(mac));
}

type NasRow = [
  number,
  string,
  string,
  Buffer,
  Buffer | null,
  string,
  number | null,
  NasRecord['messageAuthenticator'],
  boolean,
  number,
];

async function readNas(read: Read, secretBox: SecretBox): Promise<NasRecord[]> {
  const servers = new Map<number, Map<string, number>>();
  for (const [nasId, name, zoneId] of await read<[number, string, number]>(
    'select nas_id, server_name, zone_id from nas_hotspot_servers',
  )) {
    const ofNas = servers.get(nasId) ?? new Map<string, number>();
    servers.set(nasId, ofNas.set(name, zoneId));
  }
  const rows = await read<NasRow>(
    `select id, name, address::text, secret_cipher, previous_secret_cipher, vendor, zone_id, message_authenticator, proxy, coa_port
     from nas`,
  );
  return rows.map(
    ([id, name, address, secret, previous, vendor, zoneId, messageAuthenticator, proxy, coaPort]) => {
      const current = Buffer.from(secretBox.open(secret, 'nas-secret'));
      return {
        id,
        name,
        address,
        secrets:
          previous === null ? [current] : [current, Buffer.from(secretBox.open(previous, 'nas-secret'))],
        vendor,
        zoneId,
        messageAuthenticator,
        proxy,
        coaPort,
        hotspotServers: servers.get(id) ?? new Map<string, number>(),
      };
    },
  );
}

function milliseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

function storedMac(text: string): MacAddress {
  const mac = parseMacAddress(text);
  if (mac === null) throw new Error(`The database holds '${text}' where a MAC should be.`);
  return mac;
}
