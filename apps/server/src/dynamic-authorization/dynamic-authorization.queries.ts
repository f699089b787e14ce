import { explainRequest } from '@gatehouse/domain/dynamic-authorization/explain-request';
import type { RequestState } from '@gatehouse/domain/dynamic-authorization/request-words';
import { macSearchDigits } from '@gatehouse/domain/mac-address';
import { codeName } from '@gatehouse/radius/packet/codes';
import { rfc5176 } from '@gatehouse/radius/packet/dictionary/rfc5176';
import { type RawBuilder, sql } from 'kysely';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import { presentWhose } from '../sessions/present-whose.ts';
import type { Page } from '../shapes.ts';
import type { RouterRequest, RouterRequestFilters } from './dynamic-authorization.schemas.ts';

/** Rows are numbered as they are asked for. */
const BY_TIME: SortColumn = { expression: sql`r.id`, type: 'bigint' };

/** Everything that routers were asked, the latest first. Names are those of today; the sentence is made here. */
export async function listRouterRequests(
  db: Db,
  list: ListRequest<'requestedAt'>,
  filters: RouterRequestFilters,
): Promise<Page<RouterRequest>> {
  const where = conditions(list.search, filters);
  const { rows, nextCursor } = await readPage(selectRequests(db).where(where), list, BY_TIME, sql`r.id`);
  const from = sql`dynamic_authorization_requests r join sessions s on s.id = r.session_id where ${where}`;
  const total = list.count ? await countUpTo(db, from) : null;
  return { items: rows.map(presentRequest), nextCursor, ...(total !== null && { total }) };
}

/** Those of the ids that there are, in their order. */
export async function findRouterRequests(db: Db, ids: readonly number[]): Promise<RouterRequest[]> {
  if (ids.length === 0) return [];
  const rows = await selectRequests(db)
    .where('r.id', 'in', [...ids])
    .orderBy('r.id')
    .execute();
  return rows.map(presentRequest);
}

function selectRequests(db: Db) {
  return db
    .selectFrom('dynamic_authorization_requests as r')
    .innerJoin('sessions as s', 's.id', 'r.session_id')
    .leftJoin('customers as c', 'c.id', 'r.customer_id')
    .leftJoin('nas as n', 'n.id', 'r.nas_id')
    .leftJoin('subscriptions as begun', 'begun.id', 'r.subscription_id')
    .leftJoin('service_packages as p', 'p.id', 'begun.service_package_id')
    .select([
      'r.id',
      'r.kind',
      'r.reason',
      'r.state',
      'r.error_cause',
      'r.unverified',
      'r.unexpected_code',
      'r.tries',
      'r.not_sent_reason',
      'r.session_id',
      's.acct_session_id',
      'r.customer_id',
      'c.name as customer_name',
      's.username',
      's.mac',
      's.calling_station_id',
      'r.nas_id',
      'n.name as nas_name',
      'r.lasts_until',
      'r.keeps_end',
      'p.name as package_name',
      'r.requested_by',
      'r.requested_at',
      'r.finished_at',
    ]);
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['executeTakeFirstOrThrow']>>;

function presentRequest(row: RequestRow): RouterRequest {
  const { sentence, sentenceSaid, wayOut, wayOutSaid } = explainRequest({
    kind: row.kind,
    state: row.state,
    nasName: row.nas_name,
    tries: row.tries,
    errorCause: row.error_cause,
    unverified: row.unverified,
    unexpectedAnswer: row.unexpected_code === null ? null : codeName(row.unexpected_code),
    notSentReason: row.not_sent_reason,
    newSpeedOf: row.kind === 'coa' ? row.package_name : null,
  });
  return {
    id: String(row.id),
    kind: row.kind,
    reason: row.reason,
    state: row.state,
    result: row.tries === 0 ? null : RESULT_OF_STATE[row.state],
    errorCause: row.error_cause === null ? null : errorCause(row.error_cause),
    explanation: sentence,
    explanationSaid: sentenceSaid,
    wayOut,
    wayOutSaid,
    tries: row.tries,
    sessionId: String(row.session_id),
    acctSessionId: row.acct_session_id,
    ...presentWhose(row),
    lastsUntil: row.lasts_until?.toISOString() ?? null,
    keepsEnd: row.keeps_end,
    servicePackageName: row.package_name,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

const RESULT_OF_STATE: Readonly<Record<RequestState, RouterRequest['result']>> = {
  waiting: null,
  sending: null,
  acknowledged: 'ack',
  refused: 'nak',
  'already-gone': 'nak',
  'no-answer': 'timeout',
  'not-sent': null,
};

function errorCause(code: number): NonNullable<RouterRequest['errorCause']> {
  return { code, name: rfc5176['Error-Cause'].words.get(code) ?? null };
}

function conditions(search: string | null, filters: RouterRequestFilters): RawBuilder<boolean> {
  const { kind, reason, state, customerId, nasId, sessionId } = filters;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(matches(search));
  if (kind) all.push(sql`r.kind = ${kind}`);
  if (reason) all.push(sql`r.reason = ${reason}`);
  if (state) all.push(sql`r.state = ${state}`);
  if (customerId) all.push(sql`r.customer_id = ${customerId}`);
  if (nasId) all.push(sql`r.nas_id = ${nasId}`);
  if (sessionId) all.push(sql`r.session_id = ${sessionId}`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

/** A part of a username, a name, an Acct-Session-Id, or a MAC. */
function matches(search: string): RawBuilder<boolean> {
  const pattern = containsPattern(search.toLowerCase());
  const digits = macSearchDigits(search);
  const ways = [
    sql`lower(s.username) like ${pattern}`,
    sql`lower(s.acct_session_id) like ${pattern}`,
    sql`r.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)})`,
  ];
  if (digits !== null) ways.push(sql`replace(s.mac::text, ':', '') like ${`%${digits}%`}`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
