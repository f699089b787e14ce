import { explainAttempt } from '@gatehouse/domain/access/explain-attempt';
import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { AttemptToExplain, StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { formatMacAddress, macSearchDigits, parseMacAddress } from '@gatehouse/domain/mac-address';
import { usernameKey } from '@gatehouse/domain/username';
import { type RawBuilder, sql } from 'kysely';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
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
  const where = conditions(list.search, filters);
  const { rows, nextCursor } = await readPage(
    selectAttempts(db).where(where),
    list,
    BY_TIME,
    sql`a.id`,
    'uuid',
  );
  const total = list.count ? await countUpTo(db, sql`attempts a where ${where}`) : null;
  const items = await withPresent(db, rows.map(presentAttempt), now);
  return { items, nextCursor, ...(total !== null && { total }) };
}

/** To each refusal, how the same login would fare now. */
async function withPresent(db: Db, shown: readonly ShownAttempt[], now: number): Promise<Attempt[]> {
  const refused = shown.flatMap((each) =>
    isRefusal(each.explained) ? [{ ...each, explained: each.explained }] : [],
  );
  const facts = await readPresentFacts(
    db,
    refused.map(({ customerId, at, explained }) => ({
      customerId,
      at,
      username: explained.username,
      mac: explained.mac,
      byMac: explained.kind === 'hotspot-mac',
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

function selectAttempts(db: Db) {
  return db
    .selectFrom('attempts as a')
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
      'h.name as holder_name',
      'z.name as zone_name',
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
    facts: row.facts as StoredAttemptFacts,
  };
  const explained = { ...shared, zoneName: row.zone_name, servicePackageName: row.service_package_name };
  const nas =
    row.nas_id === null || row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name };
  const attempt = {
    ...shared,
    id: row.id,
    at: row.at.toISOString(),
    firstAt: row.first_at.toISOString(),
    count: row.count,
    customerId: row.customer_id === null ? null : String(row.customer_id),
    nas,
    explanation: explainAttempt(explained),
  };
  return { attempt, customerId: row.customer_id, at: row.at, explained };
}

function conditions(search: string | null, filters: AttemptFilters): RawBuilder<boolean> {
  const { customerId, username, mac, nasId, kind, outcome, reason, passersBy, since, until } = filters;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(matches(search));
  if (customerId) all.push(sql`a.customer_id = ${customerId}`);
  if (username) all.push(isOfUsername(usernameKey(username)));
  if (mac) all.push(hasMac(mac));
  if (nasId) all.push(sql`a.nas_id = ${nasId}`);
  if (kind) all.push(sql`a.kind = ${kind}`);
  if (outcome) all.push(sql`a.outcome = ${outcome}`);
  if (reason) all.push(sql`a.reason = ${reason}`);
  if (passersBy === 'false' && search === null && !mac) all.push(sql`not ${isPasserBy}`);
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

function hasMac(text: string): RawBuilder<boolean> {
  const mac = parseMacAddress(text);
  if (mac !== null) return sql`a.mac = ${mac.toString(16).padStart(12, '0')}::macaddr`;
  const digits = macSearchDigits(text);
  return digits === null ? sql`false` : sql`replace(a.mac::text, ':', '') like ${`%${digits}%`}`;
}

function matches(search: string): RawBuilder<boolean> {
  const pattern = containsPattern(search.toLowerCase());
  const ways = [
    sql`lower(a.username) like ${pattern}`,
    sql`lower(a.calling_station_id) like ${pattern}`,
    sql`a.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)})`,
  ];
  if (macSearchDigits(search) !== null) ways.push(hasMac(search));
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
