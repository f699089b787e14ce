import { macSearchDigits } from '@gatehouse/domain/mac-address';
import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
} from '@gatehouse/domain/access/granted-service';
import { type RawBuilder, sql } from 'kysely';
import { COUNTED_MAX, readIds, totalOf } from '../db/count-up-to.ts';
import { type ListRequest, readMatchingPage, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { SwapWindow } from '../devices/swap/swap.schemas.ts';
import { openWindowOfCustomer } from '../devices/swap/swap-windows.ts';
import type { Page } from '../shapes.ts';
import { type CurrentSubscription, currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { matchesPersonInList } from './match-customers.ts';
import type { Customer, CustomerFilters, CustomerSort } from './customers.schemas.ts';

const SORTS: Record<CustomerSort, SortColumn> = {
  name: { expression: sql`lower(c.name)`, type: 'text' },
  username: { expression: sql`c.username_key`, type: 'text' },
  createdAt: { expression: sql`c.created_at`, type: 'timestamptz' },
};

/** One page of customers, each with what is in force for them and where it comes from. */
export async function listCustomers(
  db: Db,
  list: ListRequest<CustomerSort>,
  filters: CustomerFilters,
): Promise<Page<Customer>> {
  const { search } = list;
  const ids = search === null ? null : await findMatchingIds(db, search);
  if (ids?.length === 0) return { items: [], nextCursor: null, ...(list.count && { total: 0 }) };
  const few = ids === null ? sql<boolean>`true` : sql<boolean>`c.id = any(${[...ids]}::bigint[])`;
  const matches = search === null || ids !== null ? sql<boolean>`true` : customerMatches(search);
  const where = sql<boolean>`(${few} and ${matches} and ${filtered(filters)})`;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const manyAreMeant = search !== null && ids === null && !isFiltered && list.exactly !== true;
  const column = SORTS[list.sort];
  const query = selectCustomers(db);
  const [{ rows, nextCursor }, counted] = await Promise.all([
    search === null || ids !== null
      ? readPage(query.where(where), list, column, sql`c.id`)
      : readMatchingPage(query, list, column, sql`c.id`, {
          table: sql`customers c`,
          from: sql`customers c`,
          each: where,
          all: sql`select c.id from customers c where c.id in (${idsThatMatch(search)}) and ${filtered(filters)}`,
        }),
    manyAreMeant ? {} : totalOf(db, list, sql`customers c where ${where}`),
  ]);
  return { items: await presentCustomers(db, rows), nextCursor, ...counted };
}

/** `null`: there is no such customer. */
export async function findCustomer(db: Db | Tx, id: number): Promise<Customer | null> {
  const rows = await selectCustomers(db).where('c.id', '=', id).execute();
  return (await presentCustomers(db, rows))[0] ?? null;
}

function selectCustomers(db: Db | Tx) {
  return db
    .selectFrom('customers as c')
    .select([
      'c.id',
      'c.name',
      'c.username',
      'c.kind',
      'c.status',
      'c.mac_binding',
      'c.device_limit',
      'c.session_limit',
      sql<string | null>`host(c.framed_ip_address)`.as('framed_ip_address'),
      'c.phone',
      'c.email',
      'c.created_at',
    ]);
}

type CustomerRow = Awaited<ReturnType<ReturnType<typeof selectCustomers>['executeTakeFirstOrThrow']>>;

/** People are searched by what is known of them, and by their devices' MACs in any format: whether one matches. */
function customerMatches(search: string): RawBuilder<boolean> {
  const person = matchesPersonInList(sql`c.search_text`, search);
  const digits = deviceDigits(search);
  if (digits === null) return person;
  return sql<boolean>`(${person} or exists (
    select from devices d where d.customer_id = c.id and d.mac_digits like ${`%${digits}%`}))`;
}

/** The ids of all that match, by way of the indexes; `null`: more than are worth putting in order. */
function findMatchingIds(db: Db, search: string): Promise<number[] | null> {
  return readIds(db, idsThatMatch(search, COUNTED_MAX + 1));
}

/** A select of `id`, some of them twice; of each way to match so many at most, where that is said. */
function idsThatMatch(search: string, max?: number): RawBuilder<unknown> {
  const limit = max === undefined ? sql`` : sql`limit ${max}`;
  const people = sql`(select c.id from customers c where ${matchesPersonInList(sql`c.search_text`, search)} ${limit})`;
  const digits = deviceDigits(search);
  if (digits === null) return people;
  const pattern = `%${digits}%`;
  // The digits stand in a device's words, but so do its label and type.
  return sql`${people} union all (
    select d.customer_id as id from device_words w join devices d on d.id = w.device_id
     where w.words like ${pattern} and d.mac_digits like ${pattern} ${limit})`;
}

const DEVICE_DIGITS_MIN = 4;

function deviceDigits(search: string): string | null {
  const digits = macSearchDigits(search);
  return digits !== null && digits.length >= DEVICE_DIGITS_MIN ? digits : null;
}

function filtered(filters: CustomerFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filters.kind) all.push(sql`c.kind = ${filters.kind}`);
  if (filters.status) all.push(sql`c.status = ${filters.status}`);
  if (filters.servicePackageId) all.push(holdsPackage(filters.servicePackageId));
  if (filters.zoneId)
    all.push(sql`c.id in (select customer_id from devices where ${filters.zoneId} = any(zone_ids))`);
  if (filters.signedUpSince || filters.signedUpZoneId) all.push(signedUp(filters));
  if (filters.macBinding) {
    const fallback = sql`case c.kind when 'hotspot' then 'learn' else 'off' end`;
    all.push(
      sql`coalesce(c.mac_binding, ${currentPackageOf('mac_binding')}, ${fallback}) = ${filters.macBinding}`,
    );
  }
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** Whose running package it is. Of several that run the one begun last counts. */
function holdsPackage(held: number | 'any-hotspot'): RawBuilder<boolean> {
  const running = (which: RawBuilder<unknown>) => sql<boolean>`c.id in (
    select s.customer_id from service_packages p join subscriptions s on s.service_package_id = p.id
     where ${which} and s.starts_at <= trusted_now() and (s.ends_at is null or s.ends_at > trusted_now()))`;
  if (held === 'any-hotspot') return running(sql`p.kind = 'hotspot'`);
  return sql`(${running(sql`p.id = ${held}`)} and ${currentPackageOf('id')} = ${held})`;
}

function signedUp({ signedUpSince, signedUpZoneId }: CustomerFilters): RawBuilder<boolean> {
  const all = [sql`true`];
  if (signedUpSince) all.push(sql`at >= ${signedUpSince}`);
  if (signedUpZoneId) all.push(sql`zone_id = ${signedUpZoneId}`);
  return sql`c.id in (select customer_id from portal_sign_ups where ${sql.join(all, sql` and `)})`;
}

/** Of the package that counts now for `c`; the same choice as in subscriptions.queries. */
function currentPackageOf(column: 'id' | 'mac_binding') {
  const runs = sql`(s.ends_at is null or s.ends_at > trusted_now())`;
  return sql`(
    select p.${sql.ref(column)} from subscriptions s join service_packages p on p.id = s.service_package_id
     where s.customer_id = c.id and s.starts_at <= trusted_now()
     order by ${runs} desc, case when ${runs} then s.starts_at else s.ends_at end desc, s.id desc limit 1)`;
}

async function presentCustomers(db: Db | Tx, rows: readonly CustomerRow[]): Promise<Customer[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [subscriptions, counts] = [
    await currentSubscriptions(db).where('s.customer_id', 'in', ids).execute(),
    await countsOf(db, ids),
  ];
  const byCustomer = new Map(subscriptions.map((subscription) => [subscription.customer_id, subscription]));
  return rows.map((row) => present(row, byCustomer.get(row.id) ?? null, counts.get(row.id)));
}

type Counts = { devices: number; openSessions: number; swapWindow: SwapWindow | null };

async function countsOf(db: Db | Tx, ids: readonly number[]): Promise<Map<number, Counts>> {
  const { rows } = await sql<{ id: number } & Counts>`
    select c.id,
           (select count(*) from devices d where d.customer_id = c.id) as devices,
           (select count(*) from sessions s where s.customer_id = c.id and s.ended_at is null) as "openSessions",
           ${openWindowOfCustomer} as "swapWindow"
      from unnest(${[...ids]}::bigint[]) as c(id)`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

function present(
  row: CustomerRow,
  subscription: CurrentSubscription | null,
  counts: Counts | undefined,
): Customer {
  const source = {
    kind: row.kind,
    macBinding: row.mac_binding,
    deviceLimit: row.device_limit,
    sessionLimit: row.session_limit,
    subscription: subscription && {
      servicePackage: {
        macBinding: subscription.mac_binding,
        deviceLimit: subscription.device_limit,
        sessionLimit: subscription.session_limit,
      },
    },
  };
  return {
    id: String(row.id),
    name: row.name,
    username: row.username,
    kind: row.kind,
    status: row.status,
    macBinding: row.mac_binding,
    deviceLimit: row.device_limit,
    sessionLimit: row.session_limit,
    framedIpAddress: row.framed_ip_address,
    phone: row.phone,
    email: row.email,
    createdAt: row.created_at.toISOString(),
    effective: {
      macBinding: effectiveMacBinding(source),
      deviceLimit: effectiveDeviceLimit(source),
      sessionLimit: effectiveSessionLimit(source),
    },
    subscription: subscription && presentCurrent(subscription),
    hadSubscription: subscription !== null,
    deviceCount: counts?.devices ?? 0,
    openSessionCount: counts?.openSessions ?? 0,
    swapWindow: counts?.swapWindow ?? null,
  };
}

function presentCurrent(subscription: CurrentSubscription): NonNullable<Customer['subscription']> {
  return {
    id: String(subscription.id),
    servicePackageId: String(subscription.service_package_id),
    servicePackageName: subscription.package_name,
    running: subscription.running,
    startsAt: subscription.starts_at.toISOString(),
    endsAt: subscription.ends_at?.toISOString() ?? null,
    waitingSeconds: subscription.waiting_seconds,
    usedBytes: subscription.used_bytes,
    quotaBytes: subscription.quota_bytes,
    usedSeconds: subscription.used_seconds,
    onlineSeconds: subscription.online_seconds,
  };
}
