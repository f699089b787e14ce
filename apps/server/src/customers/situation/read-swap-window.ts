import type { SwapWindowKnown } from '@gatehouse/domain/customers/situation/situation-facts';
import type { Db } from '../../db/open-database.ts';

/** `null`: none is open. */
export async function readSwapWindow(_db: Db, _customerId: number): Promise<SwapWindowKnown | null> {
  return null;
}
