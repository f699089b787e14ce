import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { macFromDigits } from '@gatehouse/domain/mac-address';
import { listCustomers } from '../customers/customers.queries.ts';
import { type CustomerSort, customerSorts } from '../customers/customers.schemas.ts';
import { type ListRequest, readCursor } from '../db/keyset.ts';
import type { LongListBounds } from '../db/matching-page.ts';
import { type Reach, withinReach } from '../db/reach/reach.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { listDevices } from './devices.queries.ts';
import { type DeviceFilters, type DeviceSort, deviceSorts } from './devices.schemas.ts';
import { vendorOf } from './vendors/vendor-of.ts';

/** However a page is found, it is the same as if all rows were looked at and put in order. */
const BOUNDS: Readonly<Record<string, LongListBounds>> = {
  'few at once': { few: 10_000, step: 10, along: 60 },
  'along the list': { few: 0, step: 10, along: 100_000 },
  'each way by itself': { few: 0, step: 10, along: 0 },
  'as it comes': { few: 25, step: 10, along: 40 },
};
const LIMIT = 60;

const SEARCHES = [
  'living',
  'camera',
  'Rahim',
  'tp-link',
  'c4e9',
  'C4:E9:84:00',
  'tv',
  'user.1',
  'router 7',
  'nobody',
] as const;

/** Names, labels, types and times that many share, and that are missing; some of what is searched is last in its order. */
const FILL = `
  insert into customers (name, username, username_key, password_cipher, kind, device_limit, phone, created_at)
  select (array['Amina Akter','Rahim Uddin','Rahim Uddin','Zoe Khan'])[1 + i % 4]
           || case when i % 3 = 0 then '' else ' ' || i % 5 end,
         'user.' || i, 'user.' || i, '', 'pppoe', 99, '+8801711' || lpad((i * 37)::text, 6, '0'),
         timestamptz '2026-01-01' + i / 4 * interval '1 hour'
    from generate_series(1, 60) as i;
  insert into devices (customer_id, mac, type, label, source, added_by, added_at, last_seen_at)
  select (select min(id) from customers) + i * 7 % 50,
         ((array['c4e984','001122','020000','50c7bf'])[1 + i % 4] || lpad(to_hex(i * 7919 % 65536), 6, '0'))::macaddr,
         (array[null,'Camera','TV','Router','camera'])[1 + i % 5],
         (array[null,'Living room','Router ' || i,'TV upstairs','50% of it','Camera gate','living room'])[1 + i % 7],
         case when i % 3 = 0 then 'learned' else 'operator' end,
         (array['Amina','Billing','amina'])[1 + i % 3],
         timestamptz '2026-02-01' + i / 5 * interval '1 minute',
         case when i % 4 > 0 then timestamptz '2026-03-01' + i % 9 * interval '1 day' end
    from generate_series(1, 180) as i;
  insert into hotspot_zones (name, ssid) values ('Café', 'cafe');
  update customers set home_zone_id = (select z.id from hotspot_zones z) where id % 5 < 3`;

const SORT_KEYS: Readonly<Record<DeviceSort, string>> = {
  addedAt: 'd.added_at',
  lastSeenAt: `coalesce(d.last_seen_at, '-infinity')`,
  customerName: 'lower(c.name)',
  username: 'c.username_key',
  mac: 'd.mac',
  type: `lower(coalesce(d.type, ''))`,
  label: `lower(coalesce(d.label, ''))`,
  addedBy: 'lower(d.added_by)',
};
const CUSTOMER_SORT_KEYS: Readonly<Record<CustomerSort, string>> = {
  name: 'lower(c.name)',
  username: 'c.username_key',
  createdAt: 'c.created_at',
};

type Row = {
  readonly id: number;
  readonly customer: number;
  readonly person: string;
  readonly digits: string;
  readonly label: string | null;
  readonly type: string | null;
  readonly source: string;
  readonly by: string;
  readonly seen: Date | null;
  readonly home: number | null;
  readonly places: Readonly<Record<string, number>>;
};
type Person = Pick<Row, 'id' | 'person' | 'home' | 'places'>;

let database: TestDatabase;
let devices: readonly Row[];
let people: readonly Person[];
before(async () => {
  database = await createTestDatabase();
  await database.pool.query(FILL);
  const places = (keys: Readonly<Record<string, string>>, id: string) =>
    `json_build_object(${Object.entries(keys)
      .map(([sort, key]) => `'${sort}', row_number() over (order by ${key}, ${id})`)
      .join(', ')}) as places`;
  ({ rows: devices } = await database.pool.query<Row>(
    `select d.id, c.id as customer, c.search_text as person, replace(d.mac::text, ':', '') as digits, d.label, d.type,
            d.source, d.added_by as by, d.last_seen_at as seen, c.home_zone_id as home, ${places(SORT_KEYS, 'd.id')}
       from devices d join customers c on c.id = d.customer_id`,
  ));
  ({ rows: people } = await database.pool.query<Person>(
    `select c.id, c.search_text as person, c.home_zone_id as home, ${places(CUSTOMER_SORT_KEYS, 'c.id')} from customers c`,
  ));
});
after(() => database.close());

function holds(text: string | null, search: string): boolean {
  const folded = (text ?? '').toLowerCase();
  const sought = search.toLowerCase();
  return sought.length < 3 ? ` ${folded}`.includes(` ${sought}`) : folded.includes(sought);
}

function digitsOf(search: string): string | null {
  const digits = search.replaceAll(/[:.-]/g, '').toLowerCase();
  return /^[0-9a-f]+$/.test(digits) ? digits : null;
}

function deviceMatches(row: Row, search: string): boolean {
  const digits = digitsOf(search);
  const vendor = vendorOf(macFromDigits(row.digits))?.toLowerCase() ?? '';
  return (
    [row.label, row.type, row.person].some((text) => holds(text, search)) ||
    vendor.includes(search.toLowerCase()) ||
    (digits !== null && row.digits.includes(digits))
  );
}

function isLeft(row: Row, { type, addedBy, source, private: made, seenBefore }: DeviceFilters): boolean {
  return (
    (!type || row.type?.toLowerCase() === type.toLowerCase()) &&
    (!addedBy || row.by === addedBy) &&
    (!source || row.source === source) &&
    (!made || String(row.digits.startsWith('02')) === made) &&
    (!seenBefore || row.seen === null || row.seen < new Date(seenBefore))
  );
}

function isIn(who: Reach | null, { home }: Pick<Row, 'home'>): boolean {
  return who === null || (home !== null && who.zoneIds.includes(home));
}

/** Whoever looks after the café. */
function ofTheCafe(): Reach {
  return { operatorId: 1, zoneIds: devices.flatMap(({ home }) => home ?? []).slice(0, 1), nasIds: [] };
}

function inOrder(
  rows: readonly { readonly id: number; readonly places: Readonly<Record<string, number>> }[],
  sort: string,
  descending: boolean,
): string[] {
  const sorted = rows.toSorted((a, b) => (a.places[sort] ?? 0) - (b.places[sort] ?? 0));
  return (descending ? sorted.toReversed() : sorted).map(({ id }) => String(id));
}

type Answer = {
  readonly items: { readonly id: string }[];
  readonly nextCursor: string | null;
  total?: number;
};

/** All pages one behind the other; each but the last is full. */
async function allPages<Sort extends string>(
  sort: Sort,
  descending: boolean,
  search: string | null,
  read: (list: ListRequest<Sort>) => Promise<Answer>,
): Promise<string[]> {
  const ids: string[] = [];
  const list = { limit: LIMIT, search, sort, descending, count: true, exactly: true };
  for (let next: string | null = ''; next !== null; ) {
    const cursor = next === '' ? null : readCursor(next, `${descending ? '-' : ''}${sort}`);
    const page = await read({ ...list, cursor });
    assert.ok(page.nextCursor === null || page.items.length === LIMIT);
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) assert.equal(page.total, ids.length);
    next = page.nextCursor;
  }
  return ids;
}

async function compareDevices(
  search: string | null,
  filters: DeviceFilters,
  bounds: LongListBounds,
  who: Reach | null = null,
): Promise<void> {
  const expected = devices.filter(
    (row) => isIn(who, row) && (search === null || deviceMatches(row, search)) && isLeft(row, filters),
  );
  for (const descending of [false, true]) {
    await Promise.all(
      deviceSorts.map(async (sort) => {
        const ids = await allPages(sort, descending, search, (list) =>
          withinReach(who, () => listDevices(database.db, list, filters, bounds)),
        );
        const what = `${search} by ${descending ? '-' : ''}${sort}, ${JSON.stringify(filters)}`;
        assert.deepEqual(ids, inOrder(expected, sort, descending), what);
      }),
    );
  }
}

async function compareCustomers(
  search: string | null,
  bounds: LongListBounds,
  who: Reach | null = null,
): Promise<void> {
  const digits = search === null ? null : digitsOf(search);
  const holders = new Set(
    devices
      .filter((row) => digits !== null && digits.length >= 4 && row.digits.includes(digits))
      .map(({ customer }) => customer),
  );
  const expected = people.filter(
    (row) => isIn(who, row) && (search === null || holds(row.person, search) || holders.has(row.id)),
  );
  for (const sort of customerSorts) {
    for (const descending of [false, true]) {
      const ids = await allPages(sort, descending, search, (list) =>
        withinReach(who, () => listCustomers(database.db, list, {}, bounds)),
      );
      assert.deepEqual(ids, inOrder(expected, sort, descending), `${search} by ${sort}`);
    }
  }
}

const FILTERS: readonly DeviceFilters[] = [
  { type: 'camera' },
  { addedBy: 'Amina' },
  { source: 'learned' },
  { private: 'true' },
  { seenBefore: '2026-03-04T00:00:00Z' },
  { type: 'TV', source: 'operator' },
];

for (const [how, bounds] of Object.entries(BOUNDS)) {
  test(`devices by every search and sort, every page, found ${how}`, async () => {
    for (const search of SEARCHES) await compareDevices(search, {}, bounds);
  });

  test(`devices by filters, with a search and without, found ${how}`, async () => {
    for (const filters of FILTERS) {
      await compareDevices(null, filters, bounds);
      await compareDevices('rahim', filters, bounds);
    }
  });

  test(`customers by every search and sort, every page, found ${how}`, async () => {
    for (const search of SEARCHES) await compareCustomers(search, bounds);
  });

  test(`whoever looks after a part of the house sees that part alone, found ${how}`, async () => {
    const who = ofTheCafe();
    assert.ok(devices.some((row) => isIn(who, row)) && devices.some((row) => !isIn(who, row)));
    for (const search of [null, 'camera', 'Rahim', 'c4e9', 'tp-link', 'nobody']) {
      await compareDevices(search, {}, bounds, who);
      await compareCustomers(search, bounds, who);
    }
    for (const filters of FILTERS) await compareDevices(null, filters, bounds, who);
  });
}
