import { describeDeviceChange } from '@gatehouse/domain/devices/describe-change';
import { describeSession } from '@gatehouse/domain/devices/describe-session';
import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { type RawBuilder, sql } from 'kysely';
import { readAttemptsById } from '../../access-log/read-attempts-by-id.ts';
import { countUpTo } from '../../db/count-up-to.ts';
import { type ListRequest, readPage } from '../../db/keyset.ts';
import type { Db } from '../../db/open-database.ts';
import type { Page } from '../../shapes.ts';
import type { DeviceEras } from './device-eras.ts';
import type { TimelineItem, TimelineKind } from './device-page.schemas.ts';

type Key = { readonly id: string; readonly at: Date; readonly kind: TimelineKind };

/** What a device did and what was done to it, newest first: logins, refusals, sessions, changes. */
export async function listTimeline(
  db: Db,
  deviceId: number,
  eras: DeviceEras,
  list: ListRequest<'at'>,
  kind: TimelineKind | undefined,
  now: number,
): Promise<Page<TimelineItem>> {
  const source = sql<Key>`(${union(sourcesOf(deviceId, eras, list, kind))})`;
  const query = db.selectFrom(source.as('t')).select(['t.id', 't.at', 't.kind']);
  const byTime = { expression: sql`t.at`, type: 'timestamptz' } as const;
  const { rows, nextCursor } = await readPage(query, list, byTime, sql`t.id`, 'uuid');
  const details = await readDetails(db, rows, now);
  const items = rows.flatMap((row) => details.get(row.id) ?? []);
  if (!list.count) return { items, nextCursor };
  const all = sourcesOf(deviceId, eras, { ...list, cursor: null, limit: COUNTED_MAX }, kind);
  const total = await countUpTo(db, sql`(${union(all)}) t`);
  return { items, nextCursor, ...(total !== null && { total }) };
}

const union = (sources: RawBuilder<unknown>[]) => sql.join(sources, sql` union all `);

/** Of each kind no more than the page could show, so that a device refused each minute costs a page and no more. */
function sourcesOf(
  deviceId: number,
  eras: DeviceEras,
  list: ListRequest<'at'>,
  kind: TimelineKind | undefined,
): RawBuilder<unknown>[] {
  const addresses = sql`unnest(${[...eras.macs]}::macaddr[], ${[...eras.untils]}::timestamptz[]) as era (mac, until)`;
  const page = (at: RawBuilder<unknown>) => {
    const [than, direction] = list.descending ? [sql`<=`, sql`desc`] : [sql`>=`, sql`asc`];
    const from = list.cursor === null ? sql`` : sql`and ${at} ${than} ${list.cursor.key}::timestamptz`;
    return { from, end: sql`order by ${at} ${direction} limit ${list.limit + TIES_MAX}` };
  };
  const attempts = page(sql`a.at`);
  const outcome =
    kind === 'login'
      ? sql`and a.outcome = 'accept'`
      : kind === 'refusal'
        ? sql`and a.outcome = 'reject'`
        : sql``;
  const sessions = page(sql`s.started_at`);
  const changes = page(sql`l.at`);
  const sources = {
    attempts: sql`
      select a.* from ${addresses}
       cross join lateral (
             select a.id, a.at, case a.outcome when 'accept' then 'login' else 'refusal' end as kind from attempts a
              where a.mac = era.mac and (a.customer_id = ${eras.customerId} or a.customer_id is null)
                and a.at <= era.until ${outcome} ${attempts.from} ${attempts.end}) a`,
    sessions: sql`
      (select ${keyOf(1, sql`s.id`)} as id, s.started_at as at, 'session' as kind
         from ${addresses} join sessions s on s.mac = era.mac
        where s.customer_id = ${eras.customerId} and s.started_at <= era.until ${sessions.from} ${sessions.end})`,
    changes: sql`
      (select ${keyOf(2, sql`l.id`)} as id, l.at, 'change' as kind from audit_log l
        where (l.subject_kind, l.subject_id) in (
              select 'device', ${String(deviceId)} union all select 'mac', upper(era.mac::text) from ${addresses})
          ${changes.from} ${changes.end})`,
  };
  if (kind === undefined) return Object.values(sources);
  if (kind === 'session') return [sources.sessions];
  return kind === 'change' ? [sources.changes] : [sources.attempts];
}

/** Of each kind: more than that nobody counts. */
const COUNTED_MAX = 10_001;

/** Of the same microsecond as the last one of a page. */
const TIES_MAX = 20;

/** An id among those of attempts, which are UUIDs: the kind and the number. */
const keyOf = (kind: number, id: RawBuilder<unknown>) =>
  sql`(${`00000000-0000-0000-000${kind}-`} || lpad(to_hex(${id}), 12, '0'))::uuid`;

const numberIn = (key: string) => Number.parseInt(key.slice(-12), 16);

async function readDetails(db: Db, keys: readonly Key[], now: number): Promise<Map<string, TimelineItem>> {
  const of = (...kinds: TimelineKind[]) => keys.filter(({ kind }) => kinds.includes(kind));
  const all = [
    ...(await readLogins(db, of('login', 'refusal'), now)),
    ...(await readSessions(db, of('session'), now)),
    ...(await readChanges(db, of('change'))),
  ];
  return new Map(all.map((item) => [item.id, item]));
}

async function readLogins(db: Db, keys: readonly Key[], now: number): Promise<TimelineItem[]> {
  const attempts = await readAttemptsById(db, keys, now);
  return attempts.map((attempt) => ({
    id: attempt.id,
    at: attempt.at,
    kind: attempt.outcome === 'accept' ? 'login' : 'refusal',
    sentence: attempt.explanation,
    sentenceSaid: attempt.explanationSaid,
    by: null,
    mac: attempt.mac,
    nas: attempt.nas,
    attempt,
    session: null,
  }));
}

type SessionRow = {
  readonly id: number;
  readonly mac: string;
  readonly nas_id: number | null;
  readonly nas_name: string | null;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly last_heard_at: Date;
  readonly terminate_cause: string | null;
  readonly session_seconds: number;
  readonly input_bytes: number;
  readonly output_bytes: number;
};

async function readSessions(db: Db, keys: readonly Key[], now: number): Promise<TimelineItem[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<SessionRow>`
    select s.id, upper(s.mac::text) as mac, n.id as nas_id, n.name as nas_name, s.started_at, s.ended_at, s.last_heard_at,
           s.terminate_cause, s.session_seconds, s.input_bytes, s.output_bytes
      from sessions s left join nas n on n.id = s.nas_id
     where s.id = any(${keys.map(({ id }) => numberIn(id))}::bigint[])`.execute(db);
  const keyed = new Map(keys.map(({ id }) => [numberIn(id), id]));
  return rows.map((row) => ({
    id: keyed.get(row.id) ?? '',
    at: row.started_at.toISOString(),
    kind: 'session',
    ...sentence(
      describeSession({
        open: row.ended_at === null,
        silentSeconds: (now - row.last_heard_at.getTime()) / 1000,
        sessionSeconds: row.session_seconds,
        bytes: row.input_bytes + row.output_bytes,
        terminateCause: row.terminate_cause,
      }),
    ),
    by: null,
    mac: row.mac,
    nas: row.nas_id === null || row.nas_name === null ? null : { id: String(row.nas_id), name: row.nas_name },
    attempt: null,
    session: {
      id: String(row.id),
      endedAt: row.ended_at?.toISOString() ?? null,
      sessionSeconds: row.session_seconds,
      inputBytes: row.input_bytes,
      outputBytes: row.output_bytes,
      terminateCause: row.terminate_cause,
    },
  }));
}

async function readChanges(db: Db, keys: readonly Key[]): Promise<TimelineItem[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('audit_log')
    .select(['id', 'at', 'action', 'actor_name', 'before', 'after'])
    .where(
      'id',
      'in',
      keys.map(({ id }) => numberIn(id)),
    )
    .execute();
  const keyed = new Map(keys.map(({ id }) => [numberIn(id), id]));
  return rows.map((row) => ({
    id: keyed.get(row.id) ?? '',
    at: row.at.toISOString(),
    kind: 'change',
    ...sentence(describeDeviceChange(row.action, asRecord(row.before), asRecord(row.after))),
    by: row.actor_name,
    mac: null,
    nas: null,
    attempt: null,
    session: null,
  }));
}

function sentence(sentenceSaid: Said): Pick<TimelineItem, 'sentence' | 'sentenceSaid'> {
  return { sentence: sayInEnglish(sentenceSaid), sentenceSaid };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
