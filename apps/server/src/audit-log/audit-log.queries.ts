import { type May, readableThings } from '@gatehouse/domain/audit-log/readable-things';
import { parseMacAddress, formatMacAddress } from '@gatehouse/domain/mac-address';
import { type RawBuilder, sql } from 'kysely';
import { totalOf } from '../db/count-up-to.ts';
import { type ListRequest, readPage } from '../db/keyset.ts';
import { readMatchingPage } from '../db/matching-page.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { ActorKind } from '../db/schema.ts';
import type { Page } from '../shapes.ts';
import type { AuditEntry, AuditFilters } from './audit-log.schemas.ts';

/** Which entries, and for whom. */
export type AuditQuestion = {
  readonly filters: AuditFilters;
  readonly search: string | null;
  readonly may: May;
  /** Beside the filters. */
  readonly only?: RawBuilder<boolean>;
};

const byTime = { expression: sql`a.at`, type: 'timestamptz' } as const;
const rowId = sql`a.id`;
const table = sql`audit_log a`;

export async function listAuditLog(
  db: Db,
  list: ListRequest<'at'>,
  asked: AuditQuestion,
): Promise<Page<AuditEntry>> {
  const where = whereOf(asked);
  const show = (row: AuditLogRow) => presentEntry(row, asked.may);
  if (list.search === null) {
    const { rows, nextCursor } = await readPage(entries(db).where(where), list, byTime, rowId);
    return { items: rows.map(show), nextCursor, ...(await totalOf(db, list, sql`${table} where ${where}`)) };
  }
  const order = { column: byTime, rowId, idType: 'bigint' } as const;
  const { rows, ...page } = await readMatchingPage(db, entries(db), list, order, {
    table,
    from: table,
    within: within(asked.filters),
    each: where,
    ways: () => [{ from: table, where, id: rowId }],
  });
  return { items: rows.map(show), ...page };
}

/** All of them in their order, for a file. */
export function auditLogInOrder(db: Db | Tx, descending: boolean, asked: AuditQuestion) {
  const direction = descending ? 'desc' : 'asc';
  return entries(db).where(whereOf(asked)).orderBy('a.at', direction).orderBy('a.id', direction);
}

function entries(db: Db | Tx) {
  return db
    .selectFrom('audit_log as a')
    .select([
      'a.id',
      'a.at',
      'a.actor_kind',
      'a.actor_id',
      'a.actor_name',
      sql<string | null>`host(a.source_address)`.as('source_address'),
      'a.action',
      'a.subject_kind',
      'a.subject_id',
      'a.subject_name',
      'a.customer_id',
      'a.customer_name',
      'a.before',
      'a.after',
      'a.why',
    ]);
}

/** The name of the thing as the index has it. */
const thing = sql`split_part(a.action, '.', 1)`;
const words = sql`words_of_audit(a.actor_name, a.source_address, a.subject_name, a.customer_name, a.why, a.before, a.after)`;

function whereOf({ filters, search, may, only }: AuditQuestion): RawBuilder<boolean> {
  const { thing: asked, action, subjectKind, subjectId, customerId } = filters;
  const readable = readableThings(may);
  const conditions = [
    within(filters),
    ...(filters.by === undefined ? [] : [madeBy(filters.by)]),
    ...(asked === undefined ? [] : [sql`${thing} = ${asked}`]),
    ...(action === undefined ? [] : [sql`a.action = ${action}`]),
    ...(subjectKind === undefined ? [] : [sql`a.subject_kind = ${subjectKind}`]),
    ...(subjectId === undefined ? [] : [sql`a.subject_id = ${subjectId}`]),
    ...(customerId === undefined ? [] : [sql`a.customer_id = ${customerId}`]),
    ...(readable === null ? [] : [sql`${thing} = any(${[...readable]})`]),
    ...(search === null ? [] : [sql`${words} @@ ${wordsSought(search)}`]),
    ...(only === undefined ? [] : [only]),
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function within({ from, to }: AuditFilters): RawBuilder<boolean> {
  const since = from === undefined ? sql`true` : sql`a.at >= ${from}`;
  return sql<boolean>`(${since} and ${to === undefined ? sql`true` : sql`a.at < ${to}`})`;
}

/** `operator:3`, or a kind of actor. */
function madeBy(by: string): RawBuilder<unknown> {
  const [kind, id] = by.split(':');
  return id === undefined
    ? sql`a.actor_kind = ${kind}`
    : sql`a.actor_kind = ${kind} and a.actor_id = ${Number(id)}`;
}

/** Every word that was typed, or what begins with it; a MAC in whatever format. */
function wordsSought(search: string): RawBuilder<unknown> {
  const mac = parseMacAddress(search);
  const typed = mac === null ? search.split(/\s+/) : [formatMacAddress(mac)];
  const quoted = typed.map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`);
  return sql`to_tsquery('simple', ${quoted.join(' & ')})`;
}

export type AuditLogRow = {
  readonly id: number;
  readonly at: Date;
  readonly actor_kind: ActorKind;
  readonly actor_id: number | null;
  readonly actor_name: string;
  readonly source_address: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly subject_name: string | null;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string | null;
};

/** From where others work is for who may read all of the log. */
export function presentEntry(row: AuditLogRow, may: May): AuditEntry {
  const { actor_id: actorId, customer_id: customerId } = row;
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: actorId === null ? null : String(actorId), name: row.actor_name },
    sourceAddress: may('audit-log.read') ? row.source_address : null,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    customer: customerId === null ? null : { id: String(customerId), name: row.customer_name },
    before: row.before ?? null,
    after: row.after ?? null,
    why: row.why,
  };
}

/** Who could have done something: operators and API tokens, those that were switched off too. */
export async function listAuditActors(db: Db): Promise<{ by: string; name: string }[]> {
  const { rows } = await sql<{ by: string; name: string }>`
    select by, name from (
      select 'operator:' || id as by, name from operators
      union all select 'api-token:' || id, name || ' (API token)' from api_tokens) actors
     order by lower(name), by limit 500`.execute(db);
  return rows;
}
