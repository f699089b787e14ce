import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Change } from '../db/make-change.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import type { Row } from '../db/schema.ts';
import { isRefused, type Outcome, refuse, type Refused } from '../outcome.ts';
import { countSavedViews, lockSavedView, presentSavedView } from './saved-views.queries.ts';
import type { AddSavedViewInput, ChangeSavedViewInput, SavedView } from './saved-views.schemas.ts';
import { mayDo } from '../operators/reach/may-do.ts';

/** Of one list: of an operator's own, and of everybody's. */
export const VIEWS_MAX = 100;

const NO_SUCH = refuse('not-found', { message: 'There is no such saved view (any more).' });

/** Whose own views are meant: an operator's. */
export function operatorIdOf({ kind, id }: Actor): number | null {
  return kind === 'operator' ? id : null;
}

/** Refused: `name-taken`, `not-an-operator` (a token has none of its own), `too-many-views`. */
export async function addSavedView(
  change: Change,
  { screen, name, query, shared = false }: AddSavedViewInput,
): Promise<Outcome<SavedView>> {
  const { tx, actor, audit } = change;
  const owner = shared ? null : operatorIdOf(actor);
  if (!shared && owner === null) return refuse('not-an-operator');
  if ((await countSavedViews(tx, screen, owner)) >= VIEWS_MAX) return refuse('too-many-views');
  const insert = () =>
    tx
      .insertInto('saved_views')
      .values({ screen, name, query: JSON.stringify(query), operator_id: owner, created_by: actor.name })
      .returningAll()
      .executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { saved_views_name: nameTaken(name) });
  if (isRefused(row)) return row;
  await audit({ ...subject(row.id), action: 'saved-views.add', after: { screen, name, query, shared } });
  return presentSavedView(row);
}

/** Another name, another query, or one's own made everybody's. Refused: `not-found`, `not-permitted`, `name-taken`. */
export async function changeSavedView(
  { tx, actor, audit }: Change,
  id: number,
  { name, query, shared }: ChangeSavedViewInput,
): Promise<Outcome<SavedView>> {
  const before = await lockSavedView(tx, id, operatorIdOf(actor));
  if (before === null) return NO_SUCH;
  const refused = refuseIfShared(before, actor);
  if (refused !== null) return refused;
  const wasShared = before.operator_id === null;
  if (shared === false && wasShared && operatorIdOf(actor) === null) return refuse('not-an-operator');
  const owner = (shared ?? wasShared) ? null : operatorIdOf(actor);
  const update = () =>
    tx
      .updateTable('saved_views')
      .set({
        name: name ?? before.name,
        ...(query && { query: JSON.stringify(query) }),
        operator_id: owner,
        changed_at: sql<Date>`trusted_now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  const row = await unlessTaken(update, { saved_views_name: nameTaken(name ?? before.name) });
  if (isRefused(row)) return row;
  const after = presentSavedView(row);
  await audit({ ...subject(id), action: 'saved-views.change', before: presentSavedView(before), after });
  return after;
}

/** Refused: `not-found`, `not-permitted`. */
export async function removeSavedView(
  { tx, actor, audit }: Change,
  id: number,
): Promise<Outcome<{ readonly id: number }>> {
  const before = await lockSavedView(tx, id, operatorIdOf(actor));
  if (before === null) return NO_SUCH;
  const refused = refuseIfShared(before, actor);
  if (refused !== null) return refused;
  await tx.deleteFrom('saved_views').where('id', '=', id).execute();
  await audit({ ...subject(id), action: 'saved-views.remove', before: presentSavedView(before) });
  return { id };
}

/** What is everybody's is changed by those who may share. */
function refuseIfShared({ operator_id }: Row<'saved_views'>, actor: Actor): Refused | null {
  if (operator_id !== null || mayDo(actor, 'views.share')) return null;
  return refuse('not-permitted', {
    message: 'This view is everybody’s, and your role may not change it (views.share). Save it as your own.',
  });
}

function subject(id: number) {
  return { subjectKind: 'saved-view', subjectId: id };
}
