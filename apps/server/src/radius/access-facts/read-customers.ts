import type { MacAddress } from '@gatehouse/domain/mac-address';
import {
  asBoolean,
  asFloat8,
  asInt4,
  asInt8,
  asMac,
  asOctets,
  asText,
  readArray,
  readWholeArray,
} from '../../db/read-binary-arrays.ts';
import type { SecretBox } from '../../secrets.ts';
import type {
  CustomerRecord,
  DeviceRecord,
  SubscriptionRecord,
} from '../access-directory/directory-records.ts';
import { between, milliseconds, type Read, type Scope, wholeColumn } from './read-snapshot.ts';

/** Customers per round trip: small enough to let packets through in between, and to keep memory flat. */
export const CUSTOMERS_PER_PAGE = 5_000;

/** Opens a whole column of sealed passwords. */
export type OpenPasswords = (column: Buffer | null) => string[] | Promise<string[]>;

/** Pages on their way: one is made by the database, of one the passwords are opened, one is being used. */
const PAGES_AHEAD = 2;

/** All customers in the order of their ids. */
export async function* customerPages(read: Read, open: OpenPasswords): AsyncGenerator<CustomerRecord[]> {
  const [lasts = null] = await read.columns(
    `select ${wholeColumn('id')} from (select id, row_number() over (order by id) as place from customers) numbered
     where place % $1 = 0`,
    [CUSTOMERS_PER_PAGE],
  );
  const asked: Promise<CustomerRecord[]>[] = [];
  // The connection answers one question at a time.
  let reading: Promise<unknown> = Promise.resolve();
  let first = 0;
  for (const last of [...readWholeArray(lasts, asInt8), Number.MAX_SAFE_INTEGER]) {
    const scope = between(first, last);
    const columns = reading.then(() => readColumns(read, scope));
    const page = columns.then((whole) => openPage(whole, open));
    // An error is met where the page is waited for, if it still is.
    reading = columns.catch(() => undefined);
    page.catch(() => undefined);
    asked.push(page);
    first = last + 1;
    if (asked.length > PAGES_AHEAD) yield (await asked.shift()) ?? [];
  }
  for (const page of asked) yield await page;
}

/** In the order of their ids. */
export async function readCustomers(
  read: Read,
  secretBox: SecretBox,
  scope: Scope,
): Promise<CustomerRecord[]> {
  return openPage(await readColumns(read, scope), openHere(secretBox));
}

export function openHere(secretBox: SecretBox): OpenPasswords {
  return (column) =>
    readWholeArray(column, asOctets).map((cipher) => secretBox.open(cipher, 'network-password'));
}

async function openPage(columns: Columns, open: OpenPasswords): Promise<CustomerRecord[]> {
  return customersIn(columns, await open(columns[PASSWORDS] ?? null));
}

type Columns = readonly (Buffer | null)[];

/** The place of `password_cipher`. */
const PASSWORDS = 2;

/** Everything of these customers in one statement, so that it can be asked for ahead. */
function readColumns(read: Read, scope: Scope): Promise<Columns> {
  return read.columns(
    `select * from (${customerColumns(scope)}) c, (${subscriptionColumns(scope)}) s,
                   (${deviceColumns(scope)}) d, (${removedColumns(scope)}) r`,
    scope.values,
  );
}

function customerColumns(scope: Scope): string {
  return `
    select ${wholeColumns('id', 'username_key', 'password_cipher', 'kind', 'status', 'mac_binding', 'device_limit', 'session_limit', 'host(framed_ip_address)', milliseconds('swap_window_ends_at'))}
      from (select customers.*, w.ends_at as swap_window_ends_at
              from customers left join swap_windows w
                on w.customer_id = customers.id and w.used_at is null and w.closed_at is null and w.ends_at > trusted_now()
             where ${scope.where('customers.id')} order by customers.id) customer`;
}

/** Those that run or will, and of those that ended the last one: from that one it is known that there was any. */
function subscriptionColumns(scope: Scope): string {
  return `
    select ${wholeColumns('customer_id', 'id', 'service_package_id', milliseconds('starts_at'), milliseconds('ends_at'), 'waiting_seconds')}
      from (
        select *, row_number() over (partition by customer_id, coalesce(ends_at <= trusted_now(), false)
                                         order by ends_at desc, id desc) as place
          from subscriptions where ${scope.where('customer_id')} order by customer_id
      ) ranked
     where place = 1 or ends_at is null or ends_at > trusted_now()`;
}

function deviceColumns(scope: Scope): string {
  return `
    select ${wholeColumns('customer_id', 'id', 'mac', 'mac_login_paused_at is not null', "array_to_string(zone_ids, ',')")}
      from (select * from devices where ${scope.where('customer_id')} order by customer_id, id) device`;
}

function removedColumns(scope: Scope): string {
  return `
    select ${wholeColumns('customer_id', 'mac')}
      from (select distinct customer_id, mac from removed_devices where ${scope.where('customer_id')} order by customer_id) removed`;
}

function wholeColumns(...expressions: string[]): string {
  return expressions.map(wholeColumn).join(', ');
}

function customersIn(columns: Columns, passwords: readonly string[]): CustomerRecord[] {
  let at = 0;
  const next = (): Buffer | null => columns[at++] ?? null;
  const ids = readWholeArray(next(), asInt8);
  const usernameKeys = readWholeArray(next(), asText);
  next(); // the passwords, opened before
  const kinds = readWholeArray(next(), asText) as CustomerRecord['kind'][];
  const statuses = readWholeArray(next(), asText) as CustomerRecord['status'][];
  const macBindings = readArray(next(), asText) as CustomerRecord['macBinding'][];
  const deviceLimits = readArray(next(), asInt4);
  const sessionLimits = readArray(next(), asInt4);
  const framedIpAddresses = readArray(next(), asText);
  const swapWindowEnds = readArray(next(), asFloat8);
  const subscriptionsOf = readSubscriptions(next);
  const devicesOf = readDevices(next);
  const removedMacsOf = readRemovedMacs(next);
  return ids.map((id, i) => ({
    id,
    usernameKey: usernameKeys[i] as string,
    password: passwords[i] as string,
    kind: kinds[i] as CustomerRecord['kind'],
    status: statuses[i] as CustomerRecord['status'],
    macBinding: macBindings[i] as CustomerRecord['macBinding'],
    deviceLimit: deviceLimits[i] as number | null,
    sessionLimit: sessionLimits[i] as number | null,
    framedIpAddress: framedIpAddresses[i] as string | null,
    subscriptions: subscriptionsOf(id),
    devices: devicesOf(id),
    removedMacs: removedMacsOf(id),
    swapWindowEndsAt: swapWindowEnds[i] ?? null,
  }));
}

type NextColumn = () => Buffer | null;
type OfCustomer<T> = (customerId: number) => readonly T[];

function readSubscriptions(next: NextColumn): OfCustomer<SubscriptionRecord> {
  const owners = readWholeArray(next(), asInt8);
  const ids = readWholeArray(next(), asInt8);
  const servicePackageIds = readWholeArray(next(), asInt8);
  const starts = readWholeArray(next(), asFloat8);
  const ends = readArray(next(), asFloat8);
  const waiting = readArray(next(), asInt8);
  return inOrderOf(owners, (i) => ({
    id: ids[i] as number,
    servicePackageId: servicePackageIds[i] as number,
    startsAt: starts[i] as number,
    endsAt: ends[i] as number | null,
    waitingSeconds: waiting[i] as number | null,
  }));
}

function readDevices(next: NextColumn): OfCustomer<DeviceRecord> {
  const owners = readWholeArray(next(), asInt8);
  const ids = readWholeArray(next(), asInt8);
  const macs = readWholeArray(next(), asMac) as MacAddress[];
  const paused = readWholeArray(next(), asBoolean);
  const zoneIds = readWholeArray(next(), asText);
  return inOrderOf(owners, (i) => ({
    id: ids[i] as number,
    mac: macs[i] as MacAddress,
    macLoginPaused: paused[i] as boolean,
    zoneIds: zoneIds[i] === '' ? [] : (zoneIds[i] as string).split(',').map(Number),
  }));
}

function readRemovedMacs(next: NextColumn): OfCustomer<MacAddress> {
  const owners = readWholeArray(next(), asInt8);
  const macs = readWholeArray(next(), asMac) as MacAddress[];
  return inOrderOf(owners, (i) => macs[i] as MacAddress);
}

const NONE: readonly never[] = [];

/** Answers for customers in the order of their ids, as `owners` are ordered too; each is asked for once. */
function inOrderOf<T>(owners: readonly number[], value: (i: number) => T): OfCustomer<T> {
  let at = 0;
  return (customerId) => {
    while (at < owners.length && (owners[at] as number) < customerId) at += 1;
    if (owners[at] !== customerId) return NONE;
    const values: T[] = [];
    for (; owners[at] === customerId; at += 1) values.push(value(at));
    return values;
  };
}
