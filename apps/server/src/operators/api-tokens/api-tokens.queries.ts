import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../../db/keyset.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import type { Page } from '../../shapes.ts';
import type { ApiToken, ApiTokenFilters, ApiTokenSort } from './api-tokens.schemas.ts';

const SORTS: Record<ApiTokenSort, SortColumn> = {
  createdAt: { expression: sql`t.created_at`, type: 'timestamptz' },
  name: { expression: sql`lower(t.name)`, type: 'text' },
  lastUsedAt: { expression: sql`coalesce(t.last_used_at, '-infinity')`, type: 'timestamptz' },
};

const STATE = sql<ApiToken['state']>`case when t.revoked_at is not null then 'revoked'
  when t.expires_at <= trusted_now() then 'over' else 'good' end`;

function selectApiTokens(db: Db | Tx) {
  return db.selectFrom('api_tokens as t').selectAll('t').select(STATE.as('state'));
}

type ApiTokenRow = Awaited<ReturnType<ReturnType<typeof selectApiTokens>['executeTakeFirstOrThrow']>>;

export async function listApiTokens(
  db: Db,
  list: ListRequest<ApiTokenSort>,
  { state }: ApiTokenFilters,
): Promise<Page<ApiToken>> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (list.search !== null) {
    const pattern = containsPattern(list.search.toLowerCase());
    all.push(sql`(lower(t.name) like ${pattern} or lower(t.hint) like ${pattern})`);
  }
  if (state) all.push(sql`${STATE} = ${state}`);
  const where = sql<boolean>`${sql.join(all, sql` and `)}`;
  const query = selectApiTokens(db).where(where);
  const { rows, nextCursor } = await readPage(query, list, SORTS[list.sort], sql`t.id`);
  const page = { items: rows.map(presentApiToken), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('api_tokens as t')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

/** All there have ever been, those still good first, newest first. */
export async function everyApiToken(db: Db): Promise<ApiToken[]> {
  const rows = await selectApiTokens(db).orderBy(sql`${STATE} <> 'good'`).orderBy('t.id', 'desc').execute();
  return rows.map(presentApiToken);
}

/** `null`: there is no such token. */
export async function findApiToken(db: Db | Tx, id: number): Promise<ApiToken | null> {
  const row = await selectApiTokens(db).where('t.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentApiToken(row);
}

function presentApiToken(row: ApiTokenRow): ApiToken {
  return {
    id: String(row.id),
    name: row.name,
    hint: row.hint,
    role: row.role,
    permissions: row.permissions,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastUsedFrom: row.last_used_from,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
