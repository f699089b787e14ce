import { isDiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import { type RawBuilder, sql } from 'kysely';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import { discardSentence } from './discard-recorder.ts';
import type { Discard, DiscardFilters, DiscardSort } from './discards.schemas.ts';

const SORTS: Record<DiscardSort, SortColumn> = {
  lastAt: { expression: sql`d.last_at`, type: 'timestamptz' },
  count: { expression: sql`d.count`, type: 'bigint' },
  sourceAddress: { expression: sql`host(d.source_address)`, type: 'text' },
};

/** A row has no number of its own; this one is the same each time it is read. */
const ROW_ID = sql`(hashtextextended(host(d.source_address) || ' ' || d.reason, 0) & 9007199254740991)`;

export async function listDiscards(
  db: Db,
  list: ListRequest<DiscardSort>,
  filters: DiscardFilters,
): Promise<Page<Discard>> {
  const where = conditions(list.search, filters);
  const { rows, nextCursor } = await readPage(
    selectDiscards(db).where(where),
    list,
    SORTS[list.sort],
    ROW_ID,
  );
  const total = list.count ? await countUpTo(db, sql`discards d where ${where}`) : null;
  return { items: rows.map(presentDiscard), nextCursor, ...(total !== null && { total }) };
}

function selectDiscards(db: Db) {
  return db
    .selectFrom('discards as d')
    .leftJoin('nas as n', 'n.id', 'd.nas_id')
    .select([
      sql<string>`host(d.source_address)`.as('source_address'),
      'd.reason',
      'd.nas_id',
      'n.name as nas_name',
      'd.first_at',
      'd.last_at',
      'd.count',
    ]);
}

type DiscardRow = Awaited<ReturnType<ReturnType<typeof selectDiscards>['executeTakeFirstOrThrow']>>;

function presentDiscard(row: DiscardRow): Discard {
  const { source_address: sourceAddress, reason } = row;
  const nasId = row.nas_id === null ? null : String(row.nas_id);
  return {
    sourceAddress,
    reason,
    message: isDiscardReason(reason)
      ? discardSentence(sourceAddress, reason, nasId !== null)
      : `${sourceAddress} got no answer.`,
    nasId,
    nasName: row.nas_name,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    count: row.count,
  };
}

function conditions(search: string | null, filters: DiscardFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (search !== null) all.push(sql`host(d.source_address) like ${containsPattern(search.toLowerCase())}`);
  if (filters.nasId) all.push(sql`d.nas_id = ${filters.nasId}`);
  if (filters.reason) all.push(sql`d.reason = ${filters.reason}`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}
