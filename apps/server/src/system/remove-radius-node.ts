import { sql } from 'kysely';
import { HEARTBEAT_SECONDS_MAX } from '../db/change-feed.ts';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Takes a RADIUS process that is gone for good off the list, so that changes no longer wait for it. One that is
 * alive after all comes back by itself. Refused while its heartbeat is heard.
 */
export async function removeRadiusNode(
  { tx, audit }: Change,
  id: string,
): Promise<Outcome<{ name: string }>> {
  if (!UUID.test(id)) return refuse('not-found');
  const node = await tx
    .selectFrom('radius_nodes')
    .select([
      'name',
      sql<boolean>`heartbeat_at > now() - make_interval(secs => ${HEARTBEAT_SECONDS_MAX})`.as('alive'),
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (node === undefined) return refuse('not-found');
  if (node.alive) {
    return refuse('in-use', {
      message: `${node.name} is alive. Stop it first; it then leaves the list by itself.`,
    });
  }
  await tx.deleteFrom('radius_nodes').where('id', '=', id).execute();
  await audit({
    action: 'system.remove-node',
    subjectKind: 'radius-node',
    subjectId: id,
    before: { name: node.name },
  });
  return { name: node.name };
}
