import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { ListChoice, SavedView } from './saved-views.schemas.ts';

/** Everybody's and this operator's own, by name. `null` for whoever is no operator: everybody's alone. */
export async function listSavedViews(
  db: Db,
  operatorId: number | null,
  screen: ListScreen | undefined,
): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where((each) =>
      each.or([
        each('operator_id', 'is', null),
        ...(operatorId === null ? [] : [each('operator_id', '=', operatorId)]),
      ]),
    )
    .$if(screen !== undefined, (query) => query.where('screen', '=', screen as ListScreen))
    .orderBy('screen')
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  return rows.map(presentSavedView);
}

/** The row, locked, if this operator may see it; `null` for what is somebody else's own, too. */
export async function lockSavedView(
  tx: Tx,
  id: number,
  operatorId: number | null,
): Promise<Row<'saved_views'> | null> {
  const row = await tx
    .selectFrom('saved_views')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined && (row.operator_id === null || row.operator_id === operatorId) ? row : null;
}

/** How many there are of this list: of this operator, or of everybody. */
export async function countSavedViews(
  tx: Tx,
  screen: ListScreen,
  operatorId: number | null,
): Promise<number> {
  const { count } = await tx
    .selectFrom('saved_views')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('screen', '=', screen)
    .where('operator_id', operatorId === null ? 'is' : '=', operatorId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function findListChoice(db: Db, operatorId: number, screen: ListScreen): Promise<ListChoice> {
  const row = await db
    .selectFrom('list_choices')
    .select(['columns', 'default_view_id'])
    .where('operator_id', '=', operatorId)
    .where('screen', '=', screen)
    .executeTakeFirst();
  const viewId = row?.default_view_id ?? null;
  return { columns: row?.columns ?? null, defaultViewId: viewId === null ? null : String(viewId) };
}

export function presentSavedView(row: Row<'saved_views'>): SavedView {
  return {
    id: String(row.id),
    screen: row.screen,
    name: row.name,
    query: { ...row.query },
    shared: row.operator_id === null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  };
}
