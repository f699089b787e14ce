import { sql } from 'kysely';
import type { Tx } from './open-database.ts';

/** What a login depends on. Ids are the rows' own; of 'customers' they stand for devices and subscriptions too. */
export const changeEntities = [
  'customers',
  'nas',
  'service-packages',
  'hotspot-zones',
  'blocked-macs',
  'portal-tickets',
  'clock',
] as const;
export type ChangeEntity = (typeof changeEntities)[number];

export const CHANGES_CHANNEL = 'gatehouse_changes';

/** A node without a heartbeat for this long is not waited for. */
export const HEARTBEAT_SECONDS_MAX = 3;

/**
 * Tells every radius node, at the commit of `tx`, to read these rows again. A row of `change_feed` carries ids only
 * and the node reads what is true then, so the order of two changes does not matter. 'blocked-macs' have no ids:
 * an empty list means all of them.
 */
export async function announceChange(tx: Tx, entity: ChangeEntity, ids: readonly number[]): Promise<void> {
  await tx
    .insertInto('change_feed')
    .values({ entity, ids: [...ids] })
    .execute();
  // Equal notifications of one transaction arrive once. The payload stays empty: it is only a bell.
  await sql`select pg_notify(${CHANGES_CHANNEL}, '')`.execute(tx);
}
