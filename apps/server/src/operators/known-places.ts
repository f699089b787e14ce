import type { Db } from '../db/open-database.ts';
import { countedAddress } from '../tries/counted-address.ts';

/** Whether this operator has come in from there in the last days. `place` is what guesses are counted by. */
export async function isKnownPlace(db: Db, operatorId: number, place: string): Promise<boolean> {
  const rows = await db
    .selectFrom('sign_ins')
    .select('source_address')
    .distinct()
    .where('operator_id', '=', operatorId)
    .where('second_factor_due', '=', false)
    .limit(1000)
    .execute();
  return rows.some(({ source_address: address }) => address !== null && countedAddress(address) === place);
}
