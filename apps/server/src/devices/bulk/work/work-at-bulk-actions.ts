import { sql } from 'kysely';
import { storedActor } from '../../../actor.ts';
import { makeChange } from '../../../db/make-change.ts';
import { outsideReach, withinReach } from '../../../db/reach/reach.ts';
import { findReach } from '../../../operators/reach/find-reach.ts';
import { countOutcomes } from '../steer-bulk-action.ts';
import { type BulkParts, type BulkWork, holdWork, isStill } from './bulk-work.ts';
import { doPart, HELD_SECONDS } from './do-parts.ts';

const TRY_AGAIN_SECONDS = 30;
const IN_FORCE_MS_MAX = 10_000;

/**
 * Does what is to be done about bulk actions, until there is nothing left that nobody works at; how many it was. Two
 * processes that do it at once do nothing twice.
 */
export function workAtBulkActions(parts: BulkParts): Promise<number> {
  // Whoever set it going, it goes on with everybody's.
  return outsideReach(() => workAtAll(parts));
}

async function workAtAll(parts: BulkParts): Promise<number> {
  for (let done = 0; ; done++) {
    const work = await takeNext(parts);
    if (work === null) return done;
    try {
      await withinReachOf(parts, work, () => workAt(parts, work));
    } catch (error) {
      parts.log.error({ err: error, bulkActionId: work.id }, 'a bulk action stopped; it is gone on with');
      await letGo(parts, work).catch(() => undefined);
    }
  }
}

/** Like it, without anybody waiting: what cannot be done now is done by the job. */
export function workAtBulkActionsBehind(parts: BulkParts): void {
  workAtBulkActions(parts).catch((error: unknown) =>
    parts.log.warn({ err: error }, 'bulk actions wait for their job'),
  );
}

async function takeNext({ db }: BulkParts): Promise<BulkWork | null> {
  const { rows } = await sql<BulkWork>`
    update bulk_actions set worked_until = now() + make_interval(secs => ${HELD_SECONDS})
     where id = (select id from bulk_actions
                  where state in ('working', 'undoing') and (worked_until is null or worked_until < now())
                  order by id limit 1 for update skip locked)
    returning id, action, fields, filter, state, actor_kind, actor_id, actor_name, actor_role, source_address, actor_why`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Each within the reach that whoever wants it has by now. */
async function withinReachOf({ db }: BulkParts, work: BulkWork, doIt: () => Promise<void>): Promise<void> {
  const { kind, id } = storedActor(work);
  const reach = kind === 'operator' && id !== null ? await findReach(db, id) : null;
  return reach === null ? doIt() : withinReach(reach, doIt);
}

async function workAt(parts: BulkParts, work: BulkWork): Promise<void> {
  for (let behind: number | null = 0; behind !== null; ) behind = await doPart(parts, work, behind);
  const actor = storedActor(work);
  // An empty change after all the others: when it is in force, they are. Only then it is said to be done.
  const { pendingNodes } = await makeChange(
    parts.db,
    actor,
    async ({ announce }) => {
      announce('customers', []);
      if (work.action === 'block') announce('blocked-macs', []);
    },
    { timeoutMs: IN_FORCE_MS_MAX },
  );
  await makeChange(parts.db, actor, async ({ tx, audit }) => {
    await holdWork(tx, work.id);
    if (!(await isStill(tx, work))) return;
    const undone = work.state === 'undoing';
    const { rows } = await sql<{ outcomes: Record<string, number> }>`
      update bulk_actions
         set state = ${undone ? 'undone' : 'done'}, pending_nodes = ${pendingNodes}, worked_until = null,
             outcome_counts = ${countOutcomes(work.id)},
             ended_at = ${undone ? sql`ended_at` : sql`trusted_now()`},
             undone_at = ${undone ? sql`trusted_now()` : null}
       where id = ${work.id}
      returning outcome_counts as outcomes`.execute(tx);
    await audit({
      action: undone ? 'bulk-actions.undo' : 'bulk-actions.end',
      subjectKind: 'bulk-action',
      subjectId: work.id,
      after: { action: work.action, ...rows[0]?.outcomes },
    });
  });
}

async function letGo({ db }: BulkParts, { id, state }: BulkWork): Promise<void> {
  await sql`
    update bulk_actions set worked_until = now() + make_interval(secs => ${TRY_AGAIN_SECONDS})
     where id = ${id} and state = ${state}`.execute(db);
}
