import { macSearchDigits } from '@gatehouse/domain/mac-address';
import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
} from '@gatehouse/domain/access/granted-service';
import { type RawBuilder, sql } from 'kysely';
import { totalOf } from '../db/count-up-to.ts';
import { type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import { idsOf, LONG_LIST, readMatchingPage, readPageInSmallReach, type Way } from '../db/matching-page.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { atHomeIn, type Reach } from '../db/reach/reach.ts';
import type { SwapWindow } from '../devices/swap/swap.schemas.ts';
import { openWindowOfCustomer } from '../devices/swap/swap-windows.ts';
import type { Page } from '../shapes.ts';
import { type CurrentSubscription, currentSubscriptions } from '../subscriptions/current-subscription.ts';
import type { Home } from './home/home.schemas.ts';
import { filtered } from './filter-customers.ts';
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
  bounds = LONG_LIST,
): Promise<Page<Customer>> {
  const { rows, ...page } =
    (await readInSmallReach(db, list, filters, bounds)) ??
    (await (list.search === null
      ? readFiltered(db, list, filters)
      : readSearched(db, list, list.search, filters, bounds)));
  return { items: await presentCustomers(db, rows), ...page };
}

type Rows = { readonly rows: CustomerRow[]; readonly nextCursor: string | null; readonly total?: number };

function readInSmallReach(
  db: Db,
  list: ListRequest<CustomerSort>,
  filters: CustomerFilters,
  bounds: typeof LONG_LIST,
): Promise<Rows | null> {
  const customers = sql`customers c`;
  const only = filtered(filters);
  const each = list.search === null ? only : sql<boolean>`(${customerMatches(list.search)} and ${only})`;
  const atHome = (places: Reach): Way => ({ from: customers, where: atHomeIn(places), id: sql`c.id` });
  const order = { column: SORTS[list.sort], rowId: sql`c.id`, idType: 'bigint' } as const;
  const matching = { table: customers, from: customers, each };
  return readPageInSmallReach(db, selectCustomers(db), list, order, matching, atHome, bounds);
}

async function readFiltered(
  db: Db,
  list: ListRequest<CustomerSort>,
  filters: CustomerFilters,
): Promise<Rows> {
  const where = filtered(filters);
  const [page, counted] = await Promise.all([
    readPage(selectCustomers(db).where(where), list, SORTS[list.sort], sql`c.id`),
    totalOf(db, list, sql`customers c where ${where}`),
  ]);
  return { ...page, ...counted };
}

function readSearched(
  db: Db,
  list: ListRequest<CustomerSort>,
  search: string,
  filters: CustomerFilters,
  bounds: typeof LONG_LIST,
): Promise<Rows> {
  const customers = sql`customers c`;
  const only = filtered(filters);
  return readMatchingPage(
    db,
    selectCustomers(db),
    list,
    { column: SORTS[list.sort], rowId: sql`c.id`, idType: 'bigint' },
    {
      table: customers,
      from: customers,
      each: sql`(${customerMatches(search)} and ${only})`,
      ways: (nearest) => waysToMatch(search, only, nearest !== null),
    },
    bounds,
  );
}

/** All of a list in its order, for whoever reads them one after the other. */
export function customersInOrder(
  db: Db | Tx,
  { search, sort, descending }: ListRequest<CustomerSort>,
  filters: CustomerFilters,
) {
  const direction = descending ? 'desc' : 'asc';
  const only = filtered(filters);
  const matches = search === null ? only : sql<boolean>`c.id in (${idsOf(waysToMatch(search, only, false))})`;
  return selectCustomers(db)
    .where(matches)
    .orderBy(SORTS[sort].expression, direction)
    .orderBy('c.id', direction);
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

export type CustomerRow = Awaited<ReturnType<ReturnType<typeof selectCustomers>['executeTakeFirstOrThrow']>>;

/** People are searched by what is known of them, and by their devices' MACs in any format: whether one matches. */
function customerMatches(search: string): RawBuilder<boolean> {
  const person = matchesPersonInList(sql`c.search_text`, search);
  const digits = deviceDigits(search);
  if (digits === null) return person;
  return sql<boolean>`(${person} or exists (
    select from devices d where d.customer_id = c.id and d.mac_digits like ${`%${digits}%`}))`;
}

/** The ways to find all that match, by the indexes. By devices a customer is found several times, unless `once`. */
function waysToMatch(search: string, only: RawBuilder<boolean>, once: boolean): readonly Way[] {
  const id = sql`c.id`;
  const customers = sql`customers c`;
  const person: Way = {
    from: customers,
    where: sql`${matchesPersonInList(sql`c.search_text`, search)} and ${only}`,
    id,
  };
  const digits = deviceDigits(search);
  if (digits === null) return [person];
  // Device by device: the database would rather look at all of them for the digits that it cannot count.
  const hold = sql`device_words w cross join lateral (
    select d.customer_id from devices d where d.id = w.device_id offset 0) as d`;
  const thoseDevices = sql<boolean>`(w.words like ${`%${digits}%`} and ${macOfWords} like ${`%${digits}%`})`;
  const holder: Way = once
    ? {
        from: customers,
        where: sql`c.id in (select d.customer_id from ${hold} where ${thoseDevices}) and ${only}`,
        id,
      }
    : {
        from: sql`${hold} join customers c on c.id = d.customer_id`,
        where: sql`${thoseDevices} and ${only}`,
        id,
        repeats: true,
      };
  return [person, holder];
}

/** A device's label and type stand behind the digits of its MAC. */
const macOfWords = sql`substr(w.words, 2, 12)`;

const DEVICE_DIGITS_MIN = 4;

function deviceDigits(search: string): string | null {
  const digits = macSearchDigits(search);
  return digits !== null && digits.length >= DEVICE_DIGITS_MIN ? digits : null;
}

/** With what is in force for them and where it comes from. */
export async function presentCustomers(db: Db | Tx, rows: readonly CustomerRow[]): Promise<Customer[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [subscriptions, counts] = [
    await currentSubscriptions(db).where('s.customer_id', 'in', ids).execute(),
    await countsOf(db, ids),
  ];
  const byCustomer = new Map(subscriptions.map((subscription) => [subscription.customer_id, subscription]));
  return rows.map((row) => present(row, byCustomer.get(row.id) ?? null, counts.get(row.id)));
}

const homeOfCustomer = sql`(
  select jsonb_build_object('kind', case when z.id is null then 'router' else 'zone' end, 'id', coalesce(z.id, n.id)::text,
                            'name', coalesce(z.name, n.name), 'byHand', at.home_by_hand)
    from customers at left join hotspot_zones z on z.id = at.home_zone_id left join nas n on n.id = at.home_nas_id
   where at.id = c.id and coalesce(z.id, n.id) is not null)`;

type Counts = { devices: number; openSessions: number; swapWindow: SwapWindow | null; home: Home };

async function countsOf(db: Db | Tx, ids: readonly number[]): Promise<Map<number, Counts>> {
  const { rows } = await sql<{ id: number } & Counts>`
    select c.id,
           (select count(*) from devices d where d.customer_id = c.id) as devices,
           (select count(*) from sessions s where s.customer_id = c.id and s.ended_at is null) as "openSessions",
           ${openWindowOfCustomer} as "swapWindow",
           ${homeOfCustomer} as home
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
    home: counts?.home ?? null,
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
