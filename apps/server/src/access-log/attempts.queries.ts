import { explainAttempt } from '@gatehouse/domain/access/explain-attempt';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { AttemptToExplain, StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { usernameKey } from '@gatehouse/domain/username';
import { toldSsid } from '@gatehouse/domain/hotspot-zones/told-ssid';
import { type RawBuilder, sql } from 'kysely';
import { findSought, holdsDigits, type Sought } from '../customers/find-sought.ts';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import type { Page } from '../shapes.ts';
import { GROUP_MS } from './attempt-groups.ts';
import type { Attempt, AttemptFilters } from './attempts.schemas.ts';
import { judgePresent, type RefusedAttempt } from './judge-present.ts';
import { readPresentFacts } from './read-present-facts.ts';

const BY_TIME: SortColumn = { expression: sql`a.at`, type: 'timestamptz' };

/** The access log, newest first. Names are those of today; the sentence is made here. */
export async function listAttempts(
  db: Db,
  list: ListRequest<'at'>,
  filters: AttemptFilters,
  now: number,
): Promise<Page<Attempt>> {
  const search = await prepareSearch(db, list.search, filters);
  const where = conditions(search, filters);
  // All that is found by the indexes, and then put in order: else PostgreSQL may walk through the log until a page is full.
  const source = search === null ? sql`attempts` : sql`(select * from attempts a where ${where} offset 0)`;
  const { rows, nextCursor } = await readPage(
    selectAttempts(db, source).where(where),
    list,
    BY_TIME,
    sql`a.id`,
    'uuid',
  );
  const total = list.count ? await countUpTo(db, sql`attempts a where ${where}`) : null;
  const items = await withPresent(db, rows.map(presentAttempt), now);
  return {
    items,
    nextCursor,
    ...(total !== null && { total }),
    ...(search !== null && search.reach !== null && { searchedSince: search.reach.toISOString() }),
  };
}

/** Those few that a condition on `a` names. */
export async function readAttempts(db: Db, where: RawBuilder<boolean>, now: number): Promise<Attempt[]> {
  const rows = await selectAttempts(db, sql`attempts`).where(where).execute();
  return withPresent(db, rows.map(presentAttempt), now);
}

/** Texts that no index knows are looked for among so many attempts. */
const SEARCHED_MAX = 50_000;

type Search = {
  readonly text: string | null;
  readonly sought: Sought | null;
  readonly mac: Sought | null;
  /** What belongs to no customer and no device is looked for from here on; `null`: everywhere. */
  readonly reach: Date | null;
};

/** `null`: nothing is searched for. */
async function prepareSearch(
  db: Db,
  text: string | null,
  { mac, until }: AttemptFilters,
): Promise<Search | null> {
  if (text === null && !mac) return null;
  const before = until ? sql`where at <= ${until} and first_at <= ${until}` : sql``;
  const { rows } = await sql<{ at: Date }>`
    select at from attempts ${before} order by at desc offset ${SEARCHED_MAX} limit 1`.execute(db);
  return {
    text,
    sought: text === null ? null : await findSought(db, text, 'anything'),
    mac: mac ? await findSought(db, mac, 'mac') : null,
    reach: rows[0]?.at ?? null,
  };
}

/** To each refusal, how the same login would fare now. */
async function withPresent(db: Db, shown: readonly ShownAttempt[], now: number): Promise<Attempt[]> {
  const refused = shown.flatMap((each) =>
    isRefusal(each.explained) ? [{ ...each, explained: each.explained }] : [],
  );
  const facts = await readPresentFacts(
    db,
    refused.map(({ attempt, customerId, at, explained }) => ({
      customerId,
      at,
      callingStationId: explained.callingStationId,
      nasId: attempt.nas === null ? null : Number(attempt.nas.id),
      username: explained.username,
      mac: explained.mac,
      byMac: explained.kind === 'hotspot-mac',
      zoneId: explained.facts.zoneId ?? null,
    })),
  );
  const presents = new Map(
    refused.map(({ attempt, explained }, index) => [attempt, judgePresent(explained, facts[index], now)]),
  );
  return shown.map(({ attempt }) => ({ ...attempt, present: presents.get(attempt) ?? null }));
}

function isRefusal(attempt: AttemptToExplain): attempt is RefusedAttempt {
  return attempt.outcome === 'reject' && attempt.reason !== null;
}

function selectAttempts(db: Db, source: RawBuilder<unknown>) {
  return db
    .selectFrom(sql<Row<'attempts'>>`${source}`.as('a'))
    .leftJoin('customers as c', 'c.id', 'a.customer_id')
    .leftJoin('nas as n', 'n.id', 'a.nas_id')
    .leftJoin('customers as h', (join) =>
      join.on(sql`h.id`, '=', sql`(a.facts->>'holderCustomerId')::bigint`),
    )
    .leftJoin('hotspot_zones as z', (join) => join.on(sql`z.id`, '=', sql`(a.facts->>'zoneId')::bigint`))
    .leftJoin('service_packages as p', (join) =>
      join.on(sql`p.id`, '=', sql`(a.facts->>'servicePackageId')::bigint`),
    )
    .select([
      'a.id',
      'a.at',
      'a.first_at',
      'a.count',
      'a.kind',
      'a.customer_id',
      'a.username',
      'a.mac',
      'a.calling_station_id',
      'a.nas_id',
      'a.outcome',
      'a.reason',
      'a.facts',
      'c.name as customer_name',
      'n.name as nas_name',
      'n.vendor as nas_vendor',
      'h.name as holder_name',
      'z.name as zone_name',
      'z.ssid as zone_ssid',
      'p.name as service_package_name',
    ]);
}

type AttemptRow = Awaited<ReturnType<ReturnType<typeof selectAttempts>['executeTakeFirstOrThrow']>>;

type ShownAttempt = {
  readonly attempt: Omit<Attempt, 'present'>;
  readonly customerId: number | null;
  readonly at: Date;
  readonly explained: AttemptToExplain;
};

function presentAttempt(row: AttemptRow): ShownAttempt {
  const mac = row.mac === null ? null : parseMacAddress(row.mac);
  const shared = {
    kind: row.kind,
    outcome: row.outcome,
    reason: row.reason !== null && isRejectReason(row.reason) ? row.reason : null,
    username: row.username,
    callingStationId: row.calling_station_id,
    mac: mac === null ? null : formatMacAddress(mac),
    vendor: mac === null ? null : vendorOf(mac),
    customerName: row.customer_name,
    holderName: row.holder_name,
    servicePackageName: row.service_package_name,
    facts: row.facts as StoredAttemptFacts,
  };
  const explained = {
    ...shared,
    zoneName: row.zone_name,
    nasVendor: row.nas_vendor,
  };
  const nas =
    row.nas_id === null || row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name };
  const explanationSaid = explainAttempt(explained);
  const attempt = {
    ...shared,
    id: row.id,
    at: row.at.toISOString(),
    firstAt: row.first_at.toISOString(),
    count: row.count,
    customerId: row.customer_id === null ? null : String(row.customer_id),
    nas,
    zone:
      row.zone_name === null || row.zone_ssid === null ? null : { name: row.zone_name, ssid: row.zone_ssid },
    toldSsid: toldSsid(shared.facts.calledStationId ?? ''),
    explanation: sayInEnglish(explanationSaid),
    explanationSaid,
  };
  return { attempt, customerId: row.customer_id, at: row.at, explained };
}

function conditions(search: Search | null, filters: AttemptFilters): RawBuilder<boolean> {
  const { customerId, username, nasId, kind, outcome, reason, passersBy, since, until } = filters;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(...matchesOf(search));
  if (customerId) all.push(sql`a.customer_id = ${customerId}`);
  if (username) all.push(isOfUsername(usernameKey(username)));
  if (nasId) all.push(sql`a.nas_id = ${nasId}`);
  if (kind) all.push(sql`a.kind = ${kind}`);
  if (outcome) all.push(sql`a.outcome = ${outcome}`);
  if (reason) all.push(sql`a.reason = ${reason}`);
  if (passersBy === 'false' && search === null) all.push(sql`not ${isPasserBy}`);
  // Days that cannot hold a match are not looked at: a group's last is at most a minute from its first.
  if (since) all.push(sql`a.at >= ${since} and a.first_at >= ${new Date(since.getTime() - GROUP_MS)}`);
  if (until) all.push(sql`a.at <= ${until} and a.first_at <= ${until}`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

/** A phone that walks past a hotspot: the router asks about its MAC, and nobody has registered it. */
const isPasserBy = sql<boolean>`(a.kind = 'hotspot-mac' and a.outcome = 'reject' and a.customer_id is null)`;

/** What was typed, or whose it was: a MAC login carries the MAC as its username. */
function isOfUsername(key: string): RawBuilder<boolean> {
  return sql`(lower(a.username) = ${key} or a.customer_id = (select id from customers where username_key = ${key}))`;
}

function matchesOf({ text, sought, mac, reach }: Search): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [];
  if (text !== null && sought !== null) all.push(matches(text, sought, reach));
  if (mac !== null)
    all.push(mac.macDigits === null ? sql`false` : anyOf([...macWays(mac), recent(reach, [holdsMac(mac)])]));
  return all;
}

/** By the indexes wherever it is known whose it may be; any other text among the newest. */
function matches(text: string, sought: Sought, reach: Date | null): RawBuilder<boolean> {
  const { customerIds } = sought;
  const pattern = containsPattern(text.toLowerCase());
  const texts = [
    sql<boolean>`lower(a.username) like ${pattern}`,
    sql<boolean>`lower(a.calling_station_id) like ${pattern}`,
  ];
  if (sought.macDigits !== null) texts.push(holdsMac(sought));
  if (customerIds === null)
    texts.push(
      sql`a.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, text)})`,
    );
  const ways = macWays(sought);
  if (customerIds !== null && customerIds.length > 0)
    ways.push(sql`a.customer_id = any(${[...customerIds]}::bigint[])`);
  return anyOf([...ways, recent(reach, texts)]);
}

function macWays({ devices, macRange }: Sought): RawBuilder<boolean>[] {
  const ways: RawBuilder<boolean>[] = [];
  if (devices.length > 0) ways.push(sql`a.mac = any(${devices.map(({ mac }) => mac)}::macaddr[])`);
  if (macRange !== null) ways.push(sql`a.mac between ${macRange.from}::macaddr and ${macRange.to}::macaddr`);
  return ways;
}

function holdsMac({ macDigits }: Sought): RawBuilder<boolean> {
  return macDigits === null ? sql`false` : holdsDigits(sql`a.mac`, macDigits);
}

function recent(reach: Date | null, ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return reach === null ? anyOf(ways) : sql`(a.at >= ${reach} and ${anyOf(ways)})`;
}

function anyOf(ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(ways, sql` or `)})`;
}
