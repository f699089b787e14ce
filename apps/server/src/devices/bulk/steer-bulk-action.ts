import { BULK_PERMISSIONS, type BulkState } from '@gatehouse/domain/devices/bulk-words';
import { sql } from 'kysely';
import { type Actor, actorColumns } from '../../actor.ts';
import type { Change } from '../../db/make-change.ts';
import { mayDo } from '../../operators/reach/may-do.ts';
import { type Outcome, type Refused, refuse } from '../../outcome.ts';
import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import { holdWork } from './work/bulk-work.ts';

/**
 * What people say about a bulk action. Each is refused `not-found`, `not-permitted` to whom the same of one device is, and
 * `bulk-not-ready` where it stands otherwise by now.
 */

/** Leaves what is not done yet: of doing, or of undoing. The part that is being done is finished first. */
export async function stopBulkAction(change: Change, id: number): Promise<Outcome<{ id: number }>> {
  const { tx, announce, audit } = change;
  await holdWork(tx, id);
  const action = await lockAction(change, id, ['working', 'undoing']);
  if ('refused' in action) return action;
  await sql`
    update bulk_actions
       set state = 'stopped', ended_at = trusted_now(), worked_until = null,
           outcome_counts = ${countOutcomes(id)}
     where id = ${id}`.execute(tx);
  // An empty change after all the others: when it is in force, they are.
  announce('customers', []);
  announce('blocked-macs', []);
  await audit({ action: 'bulk-actions.stop', subjectKind: 'bulk-action', subjectId: id });
  return { id };
}

/** What was done is taken back, wherever nobody has changed it since. */
export async function undoBulkAction(change: Change, id: number): Promise<Outcome<{ id: number }>> {
  const { tx, actor, audit } = change;
  const action = await lockAction(change, id, ['done', 'stopped']);
  if ('refused' in action) return action;
  if (!action.hasRows)
    return refuse('bulk-not-ready', { message: 'This is too long ago: what it did is not kept any more.' });
  await tx
    .updateTable('bulk_actions')
    .set({
      state: 'undoing',
      done_count: 0,
      worked_until: null,
      undone_by: actor.name,
      ...actorColumns(actor),
    })
    .where('id', '=', id)
    .execute();
  await audit({ action: 'bulk-actions.begin-undoing', subjectKind: 'bulk-action', subjectId: id });
  return { id };
}

async function lockAction(
  { tx, actor }: Change,
  id: number,
  states: readonly BulkState[],
): Promise<{ hasRows: boolean } | Refused> {
  const row = await tx
    .selectFrom('bulk_actions')
    .select([
      'action',
      'state',
      sql<boolean>`exists (select from bulk_action_rows where bulk_action_id = ${id})`.as('hasRows'),
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'There is no such bulk action.' });
  return (
    refuseUnlessPermitted(actor, row.action) ?? (states.includes(row.state) ? row : refuse('bulk-not-ready'))
  );
}

/** Who may not do it to one device may not do it to many. */
export function refuseUnlessPermitted(actor: Actor, action: BulkKind): Refused | null {
  const permission = BULK_PERMISSIONS[action];
  if (mayDo(actor, permission)) return null;
  return refuse('not-permitted', { message: `Your role may not do this (${permission}).` });
}

/** As JSON: what became of how many. */
export function countOutcomes(id: number) {
  return sql`(
    select coalesce(jsonb_object_agg(outcome, count), '{}') from (
      select outcome, count(*) as count from bulk_action_rows
       where bulk_action_id = ${id} and outcome is not null group by outcome) as counted)`;
}
