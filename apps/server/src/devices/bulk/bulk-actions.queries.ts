import { formatMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import { type ListRequest, readPage } from '../../db/keyset.ts';
import type { Db } from '../../db/open-database.ts';
import type { Page } from '../../shapes.ts';
import { storedMac } from '../stored-mac.ts';
import type { BulkAction, BulkActionRow, BulkActionRowFilters } from './bulk.schemas.ts';
import type { BulkFields } from './work/bulk-work.ts';

function selectActions(db: Db) {
  return db
    .selectFrom('bulk_actions as a')
    .leftJoin('customers as c', (join) =>
      join.onRef('c.id', '=', sql<number>`(a.fields->>'customerId')::bigint`),
    )
    .select([
      'a.id',
      'a.action',
      'a.state',
      'a.fields',
      'a.total',
      'a.done_count',
      'a.outcome_counts',
      'a.pending_nodes',
      'a.created_by',
      'a.created_at',
      'a.ended_at',
      'a.undone_by',
      'a.undone_at',
      'c.name as customer_name',
    ]);
}

type ActionRow = Awaited<ReturnType<ReturnType<typeof selectActions>['executeTakeFirstOrThrow']>>;

export async function listBulkActions(db: Db, list: ListRequest<'createdAt'>): Promise<Page<BulkAction>> {
  const column = { expression: sql`a.created_at`, type: 'timestamptz' } as const;
  const { rows, nextCursor } = await readPage(selectActions(db), list, column, sql`a.id`);
  const { total } = await db
    .selectFrom('bulk_actions')
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(present), nextCursor, ...(list.count && { total }) };
}

/** `null`: there is none. */
export async function findBulkAction(db: Db, id: number): Promise<BulkAction | null> {
  const row = await selectActions(db).where('a.id', '=', id).executeTakeFirst();
  return row === undefined ? null : present(row);
}

function present(row: ActionRow): BulkAction {
  const { customerId, ...fields } = row.fields as BulkFields;
  const named = row.customer_name === null ? {} : { customerName: row.customer_name };
  return {
    id: String(row.id),
    action: row.action,
    state: row.state,
    fields: { ...fields, ...(customerId !== undefined && { customerId: String(customerId), ...named }) },
    total: row.total,
    done: row.done_count,
    outcomes: row.outcome_counts,
    pendingNodes: row.pending_nodes,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}

/** Its devices in the order of their ids. */
export async function listBulkActionRows(
  db: Db,
  bulkActionId: number,
  list: ListRequest<'deviceId'>,
  { outcome }: BulkActionRowFilters,
): Promise<Page<BulkActionRow>> {
  let query = db
    .selectFrom('bulk_action_rows')
    .select(['device_id', 'customer_id', 'mac', 'name', 'outcome', 'code', 'reason'])
    .where('bulk_action_id', '=', bulkActionId);
  if (outcome) query = query.where('outcome', '=', outcome);
  const column = { expression: sql`device_id`, type: 'bigint' } as const;
  const { rows, nextCursor } = await readPage(query, list, column, sql`device_id`);
  const items = rows.map((row) => ({
    deviceId: String(row.device_id),
    customerId: String(row.customer_id),
    mac: formatMacAddress(storedMac(row.mac)),
    name: row.name,
    outcome: row.outcome,
    code: row.code,
    reason: row.reason,
  }));
  if (!list.count) return { items, nextCursor };
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from ${query.as('found')}`.execute(db);
  return { items, nextCursor, total: counted[0]?.count ?? 0 };
}
