import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';

/** No more leading to it, or again. Refused: `not-an-operator`. */
export async function leaveGettingStarted(
  { tx, actor, audit }: Change,
  left: boolean,
): Promise<Outcome<null>> {
  if (actor.kind !== 'operator' || actor.id === null) return refuse('not-an-operator');
  const changed = await tx
    .updateTable('operators')
    .set({ left_getting_started_at: left ? sql<Date>`trusted_now()` : null })
    .where('id', '=', actor.id)
    .where('left_getting_started_at', left ? 'is' : 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (changed)
    await audit({
      action: left ? 'getting-started.leave' : 'getting-started.resume',
      subjectKind: 'operator',
      subjectId: String(actor.id),
      before: { left: !left },
      after: { left },
    });
  return null;
}
