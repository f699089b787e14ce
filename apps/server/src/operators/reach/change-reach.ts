import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { Db } from '../../db/open-database.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../../outcome.ts';
import { findReach } from './find-reach.ts';
import type { ChangeReachInput, OperatorReach } from './reach.schemas.ts';

type Named = { id: number; name: string };

/** What an operator is limited to, in names; `null`: there is no such operator. */
export async function readReach(db: Db, operatorId: number): Promise<OperatorReach | null> {
  const { rows } = await sql<{ limited: boolean; zones: Named[]; routers: Named[] }>`
    select o.limited,
           (select coalesce(jsonb_agg(jsonb_build_object('id', z.id, 'name', z.name) order by lower(z.name)), '[]')
              from operator_places p join hotspot_zones z on z.id = p.zone_id where p.operator_id = o.id) as zones,
           (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by lower(n.name)), '[]')
              from operator_places p join nas n on n.id = p.nas_id where p.operator_id = o.id) as routers
      from operators o where o.id = ${operatorId}`.execute(db);
  const found = rows[0];
  if (found === undefined) return null;
  const reach = await findReach(db, operatorId);
  const named = new Set(found.routers.map(({ id }) => id));
  const others = (reach?.nasIds ?? []).filter((id) => !named.has(id));
  const ofZones =
    others.length === 0
      ? []
      : await db.selectFrom('nas').select(['id', 'name']).where('id', 'in', others).orderBy('name').execute();
  const present = ({ id, name }: Named) => ({ id: String(id), name });
  return {
    limited: found.limited,
    zones: found.zones.map(present),
    routers: found.routers.map(present),
    routersOfZones: ofZones.map(present),
  };
}

/**
 * Limits an operator to zones and routers, or to nothing; in force at their next request, and their streams end. Refused:
 * `not-found`, `owner-limited`, and zones or routers that there are not.
 */
export async function changeReach(
  { tx, audit }: Change,
  operatorId: number,
  input: ChangeReachInput,
): Promise<Outcome<OperatorReach>> {
  const operator = await tx
    .selectFrom('operators')
    .select('role')
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirst();
  const before = await readReach(tx, operatorId);
  if (operator === undefined || before === null)
    return refuse('not-found', { message: 'There is no such operator.' });
  if (operator.role === 'owner' && input.limited) return refuse('owner-limited');
  const missing = await findMissing(tx, input);
  if (isRefused(missing)) return missing;

  await tx.updateTable('operators').set({ limited: input.limited }).where('id', '=', operatorId).execute();
  await tx.deleteFrom('operator_places').where('operator_id', '=', operatorId).execute();
  const places = [
    ...[...new Set(input.zoneIds)].map((zone_id) => ({ operator_id: operatorId, zone_id, nas_id: null })),
    ...[...new Set(input.routerIds)].map((nas_id) => ({ operator_id: operatorId, zone_id: null, nas_id })),
  ];
  if (places.length > 0) await tx.insertInto('operator_places').values(places).execute();
  const after = await readReach(tx, operatorId);
  if (after === null) throw new Error('What was just written is not there.');
  if (JSON.stringify(before) !== JSON.stringify(after))
    await audit({
      action: 'operators.change-reach',
      subjectKind: 'operator',
      subjectId: operatorId,
      before: plain(before),
      after: plain(after),
    });
  return after;
}

/** Nobody is limited to what is not there: it might be made later, and be somebody else's. */
async function findMissing(tx: Db, { zoneIds, routerIds }: ChangeReachInput): Promise<Refused | null> {
  const missing = async (table: 'hotspot_zones' | 'nas', ids: readonly number[]) => {
    const found = await tx
      .selectFrom(table)
      .select('id')
      .where('id', '=', sql<number>`any(${ids})`)
      .execute();
    return found.length < new Set(ids).size;
  };
  const gone = { code: 'not-found', message: 'One of these is gone. Choose again.' };
  const fields = {
    ...((await missing('hotspot_zones', zoneIds)) && { zoneIds: gone }),
    ...((await missing('nas', routerIds)) && { routerIds: gone }),
  };
  return Object.keys(fields).length === 0 ? null : refuse('bad-request', { message: gone.message, fields });
}

const plain = ({ limited, zones, routers }: OperatorReach) => ({
  limited,
  zones: zones.map(({ name }) => name),
  routers: routers.map(({ name }) => name),
});
