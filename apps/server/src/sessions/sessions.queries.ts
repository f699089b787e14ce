import { type RawBuilder, sql } from 'kysely';
import { findSought, holdsDigits, type Sought } from '../customers/find-sought.ts';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { Page } from '../shapes.ts';
import { presentWhose } from './present-whose.ts';
import { isInZone } from './session-zone.ts';
import type { Session, SessionFilters } from './sessions.schemas.ts';

/** Rows are numbered as sessions begin; an index on the time itself would cost every Start. */
const BY_START: SortColumn = { expression: sql`s.listed_id`, type: 'bigint' };

export async function listSessions(
  db: Db,
  list: ListRequest<'startedAt'>,
  filters: SessionFilters,
): Promise<Page<Session>> {
  const search = await prepareSearch(db, list.search, filters);
  const where = conditions(search, filters);
  const source = sourceOf(list, filters, search === null ? null : where);
  const query = selectSessions(db, source).where(where);
  const { rows, nextCursor } = await readPage(query, list, BY_START, sql`s.listed_id`);
  const total = list.count ? await countUpTo(db, sql`${source} s where ${where}`) : null;
  return {
    items: rows.map(presentSession),
    nextCursor,
    ...(total !== null && { total }),
    ...(search !== null && search.reach !== null && { searchedSince: search.reach.startedAt.toISOString() }),
  };
}

/** Texts that no index knows are looked for among so many sessions; among all that are open where only those are asked for. */
const SEARCHED_MAX = 50_000;

type Search = {
  readonly text: string | null;
  readonly sought: Sought | null;
  readonly mac: Sought | null;
  /** What is no customer's and no registered device's is looked for from here on; `null`: everywhere. */
  readonly reach: { readonly id: number; readonly startedAt: Date } | null;
};

/** `null`: nothing is searched for. */
async function prepareSearch(db: Db, text: string | null, filters: SessionFilters): Promise<Search | null> {
  const { mac } = filters;
  if (text === null && !mac) return null;
  return {
    text,
    sought: text === null ? null : await findSought(db, text, 'anything'),
    mac: mac ? await findSought(db, mac, 'mac') : null,
    reach: filters.open === 'true' || filters.customerId ? null : await findReach(db),
  };
}

/** `null`: there are no more than that. */
async function findReach(db: Db): Promise<Search['reach']> {
  const { rows } = await sql<{ id: number; startedAt: Date }>`
    select id, started_at as "startedAt" from sessions
     where id <= (select max(id) from sessions) - ${SEARCHED_MAX} order by id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

type SessionSource = RawBuilder<Row<'sessions'>>;

const ALL: SessionSource = sql`(select *, id as listed_id from sessions)`;

/** Those of a customer are few, whether they are open or not; of everybody's the open ones are looked for in the list. */
function sourceOf(
  { descending }: ListRequest,
  { open, customerId }: SessionFilters,
  sought: RawBuilder<boolean> | null,
): SessionSource {
  if (open === 'true' && !customerId) return openOnes(descending);
  // All that is found by the indexes, and then put in order: else PostgreSQL may walk through all until a page is full.
  return sought === null ? ALL : sql`(select *, id as listed_id from sessions s where ${sought} offset 0)`;
}

/**
 * The listed ones in the order asked for, each looked at in its turn until the page is full: PostgreSQL does not know how
 * few of all sessions are open, and would look at all of one kind or the other.
 */
function openOnes(descending: boolean): SessionSource {
  const order = descending ? sql`desc` : sql`asc`;
  return sql`(
    select listed.id as listed_id, looked_at.*
      from (select distinct unnest(session_ids) as id from open_sessions order by id ${order}) as listed
     cross join lateral (select * from sessions where id = listed.id and ended_at is null offset 0) as looked_at)`;
}

function selectSessions(db: Db, source: SessionSource) {
  return db
    .selectFrom(source.as('s'))
    .leftJoin('customers as c', 'c.id', 's.customer_id')
    .leftJoin('nas as n', 'n.id', 's.nas_id')
    .select([
      's.id',
      's.acct_session_id',
      's.customer_id',
      'c.name as customer_name',
      's.username',
      's.mac',
      's.calling_station_id',
      's.called_station_id',
      's.nas_id',
      'n.name as nas_name',
      's.nas_identifier',
      's.nas_port_id',
      sql<string | null>`host(s.framed_ip_address)`.as('framed_ip_address'),
      's.started_at',
      's.last_heard_at',
      's.ended_at',
      's.terminate_cause',
      's.session_seconds',
      's.input_bytes',
      's.output_bytes',
      's.input_packets',
      's.output_packets',
    ]);
}

type SessionRow = Awaited<ReturnType<ReturnType<typeof selectSessions>['executeTakeFirstOrThrow']>>;

function presentSession(row: SessionRow): Session {
  return {
    id: String(row.id),
    acctSessionId: row.acct_session_id,
    ...presentWhose(row),
    calledStationId: row.called_station_id,
    nasIdentifier: row.nas_identifier,
    nasPortId: row.nas_port_id,
    framedIpAddress: row.framed_ip_address,
    startedAt: row.started_at.toISOString(),
    lastHeardAt: row.last_heard_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    terminateCause: row.terminate_cause,
    sessionSeconds: row.session_seconds,
    inputBytes: row.input_bytes,
    outputBytes: row.output_bytes,
    inputPackets: row.input_packets,
    outputPackets: row.output_packets,
  };
}

function conditions(search: Search | null, filters: SessionFilters): RawBuilder<boolean> {
  const { customerId, open, nasId, zoneId, servicePackageId } = filters;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(...matchesOf(search));
  if (customerId) all.push(sql`s.customer_id = ${customerId}`);
  if (open === 'true') all.push(sql`s.ended_at is null`);
  if (open === 'false') all.push(sql`s.ended_at is not null`);
  if (nasId) all.push(sql`s.nas_id = ${nasId}`);
  if (zoneId) all.push(isInZone(zoneId === 'any' ? null : zoneId));
  if (servicePackageId)
    all.push(
      sql`(select p.service_package_id from subscriptions p where p.id = s.subscription_id) = ${servicePackageId}`,
    );
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

function matchesOf({ text, sought, mac, reach }: Search): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [];
  if (text !== null && sought !== null) all.push(matches(text, sought, reach));
  if (mac !== null) all.push(anyOf([...macWays(mac), recent(reach, [holdsMac(mac)])]));
  return all;
}

/**
 * A part of a username, a name, a MAC, an IP address, or an Acct-Session-Id: by the indexes wherever it is known whose it
 * may be, any other text among the newest.
 */
function matches(text: string, sought: Sought, reach: Search['reach']): RawBuilder<boolean> {
  const { customerIds } = sought;
  const pattern = containsPattern(text.toLowerCase());
  const texts = [
    sql<boolean>`lower(s.username) like ${pattern}`,
    sql<boolean>`lower(s.acct_session_id) like ${pattern}`,
    sql<boolean>`host(s.framed_ip_address) like ${pattern}`,
    holdsMac(sought),
  ];
  if (customerIds === null)
    texts.push(
      sql`s.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, text)})`,
    );
  const ways = macWays(sought);
  if (customerIds !== null && customerIds.length > 0)
    ways.push(sql`s.customer_id = any(${[...customerIds]}::bigint[])`);
  return anyOf([...ways, recent(reach, texts)]);
}

/** No index knows a session's MAC: it would cost each Start. A device's sessions are its customer's, as a rule. */
function macWays({ devices }: Sought): RawBuilder<boolean>[] {
  if (devices.length === 0) return [];
  const [holders, macs] = [devices.map(({ customerId }) => customerId), devices.map(({ mac }) => mac)];
  return [sql`(s.customer_id = any(${holders}::bigint[]) and s.mac = any(${macs}::macaddr[]))`];
}

function holdsMac({ macDigits }: Sought): RawBuilder<boolean> {
  return macDigits === null ? sql`false` : holdsDigits(sql`s.mac`, macDigits);
}

function recent(reach: Search['reach'], ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return reach === null ? anyOf(ways) : sql`(s.id >= ${reach.id} and ${anyOf(ways)})`;
}

function anyOf(ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(ways, sql` or `)})`;
}
