import type { SwapWindowKnown } from '@gatehouse/domain/customers/situation/situation-facts';
import type { Db } from '../../db/open-database.ts';
import { findOpenWindow } from '../../devices/swap/swap-windows.ts';

/** `null`: none is open. */
export async function readSwapWindow(db: Db, customerId: number): Promise<SwapWindowKnown | null> {
  const window = await findOpenWindow(db, customerId);
  if (window === null) return null;
  const { openedAt, endsAt, deviceName } = window;
  return { openedAt: Date.parse(openedAt), endsAt: Date.parse(endsAt), deviceName };
}
