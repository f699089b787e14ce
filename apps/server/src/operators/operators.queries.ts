import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import { openSignIns } from './find-caller.ts';
import type { Operator, OperatorFilters, OperatorSort, SignIn } from './operators.schemas.ts';

const SIGN_INS_MAX = 100;

const SORTS: Record<OperatorSort, SortColumn> = {
  name: { expression: sql`lower(op.name)`, type: 'text' },
  addedAt: { expression: sql`op.created_at`, type: 'timestamptz' },
  lastSeenAt: { expression: sql`coalesce(op.last_seen_at, '-infinity')`, type: 'timestamptz' },
};

function selectOperators(db: Db | Tx) {
  return db
    .selectFrom('operators as op')
    .select([
      'op.id',
      'op.name',
      'op.username',
      'op.email',
      'op.role',
      'op.limited',
      'op.status',
      'op.created_at',
      'op.last_seen_at',
    ])
    .select([
      sql<boolean>`op.password_hash is not null`.as('has_password'),
      sql<boolean>`op.totp_cipher is not null`.as('has_second_factor'),
      sql<Date | null>`(
        select max(l.expires_at) from password_links l where l.operator_id = op.id and l.expires_at > trusted_now()
      )`.as('link_expires_at'),
      openSignIns(db)
        .select(sql<number>`count(*)`.as('count'))
        .where(sql<boolean>`s.operator_id = op.id`)
        .as('sign_in_count'),
    ]);
}

type OperatorRow = Awaited<ReturnType<ReturnType<typeof selectOperators>['executeTakeFirstOrThrow']>>;

export async function listOperators(
  db: Db,
  list: ListRequest<OperatorSort>,
  { role, state }: OperatorFilters,
): Promise<Page<Operator>> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (list.search !== null) {
    const pattern = containsPattern(list.search.toLowerCase());
    all.push(
      sql`(lower(op.name) like ${pattern} or op.username_key like ${pattern} or lower(op.email) like ${pattern})`,
    );
  }
  if (role) all.push(sql`op.role = ${role}`);
  if (state) all.push(sql`op.status = ${state === 'on' ? 'active' : 'disabled'}`);
  const where = sql<boolean>`${sql.join(all, sql` and `)}`;
  const { rows, nextCursor } = await readPage(
    selectOperators(db).where(where),
    list,
    SORTS[list.sort],
    sql`op.id`,
  );
  const page = { items: rows.map(presentOperator), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('operators as op')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

/** `null`: there is no such operator. */
export async function findOperator(db: Db | Tx, id: number): Promise<Operator | null> {
  const row = await selectOperators(db).where('op.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentOperator(row);
}

function presentOperator(row: OperatorRow): Operator {
  return {
    id: String(row.id),
    name: row.name,
    username: row.username,
    email: row.email,
    role: row.role,
    limited: row.limited,
    enabled: row.status === 'active',
    hasPassword: row.has_password,
    hasSecondFactor: row.has_second_factor,
    linkExpiresAt: row.link_expires_at?.toISOString() ?? null,
    signInCount: row.sign_in_count ?? 0,
    addedAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  };
}

export async function usernameOfOperator(db: Db, operatorId: number): Promise<string | null> {
  const row = await db
    .selectFrom('operators')
    .select('username')
    .where('id', '=', operatorId)
    .executeTakeFirst();
  return row?.username ?? null;
}

/** An operator's sign-ins that are good, the last used first. */
export async function listSignIns(
  db: Db,
  operatorId: number,
  currentId: number | null,
): Promise<Page<SignIn>> {
  const rows = await openSignIns(db)
    .select(['s.id', 's.created_at', 's.last_used_at', 's.expires_at', 's.source_address', 's.user_agent'])
    .where('s.operator_id', '=', operatorId)
    .orderBy('s.last_used_at', 'desc')
    .limit(SIGN_INS_MAX)
    .execute();
  const items = rows.map((row) => ({
    id: String(row.id),
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    sourceAddress: row.source_address,
    userAgent: row.user_agent,
    current: row.id === currentId,
  }));
  return { items, nextCursor: null };
}
