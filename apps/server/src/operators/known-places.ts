import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import { countedAddress } from '../tries/counted-address.ts';

const KNOWN_DAYS = 90;
const lately = sql<Date>`trusted_now() - ${KNOWN_DAYS} * interval '1 day'`;

/** Whether this operator has come in from there in the last 90 days. `place` is what guesses are counted by. */
export async function isKnownPlace(db: Db, operatorId: number, place: string): Promise<boolean> {
  const row = await db
    .selectFrom('known_places')
    .select('place')
    .where('operator_id', '=', operatorId)
    .where('place', '=', place)
    .where('last_at', '>', lately)
    .executeTakeFirst();
  return row !== undefined;
}

/** They have come in from there, with all that is asked for. Places of long ago are forgotten. */
export async function rememberPlace(tx: Tx, operatorId: number, sourceAddress: string | null): Promise<void> {
  const place = countedAddress(sourceAddress);
  if (place === null) return;
  await tx
    .deleteFrom('known_places')
    .where('operator_id', '=', operatorId)
    .where('last_at', '<=', lately)
    .execute();
  await tx
    .insertInto('known_places')
    .values({ operator_id: operatorId, place })
    .onConflict((conflict) =>
      conflict.columns(['operator_id', 'place']).doUpdateSet({ last_at: sql<Date>`trusted_now()` }),
    )
    .execute();
}
