import { macSearchDigits, parseMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { Page } from '../shapes.ts';
import type { Session, SessionFilters } from './sessions.schemas.ts';

/** Rows are numbered as sessions begin; an index on the time itself would cost every Start. */
const BY_START: SortColumn = { expression: sql`s.listed_id`, type: 'bigint' };

export async function listSessions(
  db: Db,
  list: ListRequest<'startedAt'>,
  filters: SessionFilters,
): Promise<Page<Session>> {
  const where = conditions(list.search, filters);
  const source = isOfEverybody(filters) ? openOnes(list.descending) : ALL;
  const query = selectSessions(db, source).where(where);
  const { rows, nextCursor } = await readPage(query, list, BY_START, sql`s.listed_id`);
  const total = list.count ? await countUpTo(db, sql`${source} s where ${where}`) : null;
  return { items: rows.map(presentSession), nextCursor, ...(total !== null && { total }) };
}

type SessionSource = RawBuilder<Row<'sessions'>>;

const ALL: SessionSource = sql`(select *, id as listed_id from sessions)`;

/** Those of a customer are few, whether they are open or not; of everybody's the open ones are looked for in the list. */
function isOfEverybody({ open, customerId }: SessionFilters): boolean {
  return open === 'true' && !customerId;
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
    customerId: row.customer_id === null ? null : String(row.customer_id),
    customerName: row.customer_name,
    username: row.username,
    mac: row.mac?.toUpperCase() ?? null,
    callingStationId: row.calling_station_id,
    calledStationId: row.called_station_id,
    nas: row.nas_id === null || row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name },
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

function conditions(search: string | null, filters: SessionFilters): RawBuilder<boolean> {
  const { customerId, open, nasId, mac } = filters;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(matches(search));
  if (customerId) all.push(sql`s.customer_id = ${customerId}`);
  if (open === 'true') all.push(sql`s.ended_at is null`);
  if (open === 'false') all.push(sql`s.ended_at is not null`);
  if (nasId) all.push(sql`s.nas_id = ${nasId}`);
  if (mac) all.push(hasMac(mac));
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

function hasMac(text: string): RawBuilder<boolean> {
  const mac = parseMacAddress(text);
  if (mac !== null) return sql`s.mac = ${mac.toString(16).padStart(12, '0')}::macaddr`;
  const digits = macSearchDigits(text);
  return digits === null ? sql`false` : sql`replace(s.mac::text, ':', '') like ${`%${digits}%`}`;
}

/** A part of a username, a name, a MAC, an IP address, or an Acct-Session-Id. */
function matches(search: string): RawBuilder<boolean> {
  const pattern = containsPattern(search.toLowerCase());
  const ways = [
    sql`lower(s.username) like ${pattern}`,
    sql`lower(s.acct_session_id) like ${pattern}`,
    sql`host(s.framed_ip_address) like ${pattern}`,
    sql`s.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)})`,
  ];
  if (macSearchDigits(search) !== null) ways.push(hasMac(search));
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
