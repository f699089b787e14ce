import { isReviewRule } from '@gatehouse/domain/review/review-rules';
import { sql } from 'kysely';
import { countUpTo } from '../db/count-up-to.ts';
import { type ListRequest, readPage } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import type { ReviewDecision } from './review.schemas.ts';

export type DecisionFilters = {
  readonly customerId?: number | undefined;
  readonly deviceId?: number | undefined;
};

/** Who reviewed what, when. */
export async function listDecisions(
  db: Db,
  list: ListRequest<'decidedAt'>,
  { customerId, deviceId }: DecisionFilters,
): Promise<Page<ReviewDecision>> {
  const where = sql<boolean>`${customerId ? sql`r.customer_id = ${customerId}` : sql`true`}
    and ${deviceId ? sql`r.device_id = ${deviceId}` : sql`true`}`;
  const query = db
    .selectFrom('review_decisions as r')
    .innerJoin('customers as c', 'c.id', 'r.customer_id')
    .select([
      'r.id',
      'r.decision',
      'r.rule',
      'r.device_id',
      'r.name',
      'r.mac',
      'r.customer_id',
      'c.name as customer_name',
      'r.decided_by',
      'r.decided_at',
      'r.undone_by',
      'r.undone_at',
    ])
    .where(where);
  const { rows, nextCursor } = await readPage(
    query,
    list,
    { expression: sql`r.decided_at`, type: 'timestamptz' },
    sql`r.id`,
  );
  const total = list.count ? await countUpTo(db, sql`review_decisions r where ${where}`) : null;
  const items = rows.flatMap((row) =>
    !isReviewRule(row.rule)
      ? []
      : [
          {
            id: String(row.id),
            decision: row.decision,
            rule: row.rule,
            deviceId: String(row.device_id),
            deviceName: row.name,
            mac: row.mac.toUpperCase(),
            customerId: String(row.customer_id),
            customerName: row.customer_name,
            decidedBy: row.decided_by,
            decidedAt: row.decided_at.toISOString(),
            undoneBy: row.undone_by,
            undoneAt: row.undone_at?.toISOString() ?? null,
          },
        ],
  );
  return { items, nextCursor, ...(total !== null && { total }) };
}
