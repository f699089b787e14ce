import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { operatorIdOf } from './change-saved-views.ts';
import { findListChoice, lockSavedView } from './saved-views.queries.ts';
import type { ChangeListChoiceInput, ListChoice } from './saved-views.schemas.ts';

/** Columns and the view a list opens with, for the operator who asks. Refused: `not-an-operator`, `reference-unknown`. */
export async function changeListChoice(
  { tx, actor, audit }: Change,
  screen: ListScreen,
  input: ChangeListChoiceInput,
): Promise<Outcome<ListChoice>> {
  const operatorId = operatorIdOf(actor);
  if (operatorId === null) return refuse('not-an-operator');
  const viewId = input.defaultViewId ?? null;
  if (viewId !== null) {
    const view = await lockSavedView(tx, viewId, operatorId);
    if (view === null || view.screen !== screen) {
      const message = 'is no saved view of this list';
      return refuse('reference-unknown', { fields: { defaultViewId: { code: 'unknown', message } } });
    }
  }
  const before = await findListChoice(tx, operatorId, screen);
  const set = {
    ...(input.columns !== undefined && { columns: input.columns }),
    ...(input.defaultViewId !== undefined && { default_view_id: viewId }),
  };
  await tx
    .insertInto('list_choices')
    .values({ operator_id: operatorId, screen, ...set })
    .onConflict((conflict) =>
      conflict
        .columns(['operator_id', 'screen'])
        .doUpdateSet({ ...set, changed_at: sql<Date>`trusted_now()` }),
    )
    .execute();
  const after = await findListChoice(tx, operatorId, screen);
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await audit({ action: 'lists.set-up', subjectKind: 'list', subjectId: screen, before, after });
  }
  return after;
}
