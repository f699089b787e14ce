import type { Db } from '../db/open-database.ts';
import type { WaitingDevice } from './hotspot-zones.schemas.ts';
import { listWaiting } from './waiting-devices.queries.ts';

/** Those that wait in this zone and may be a television: a private address is that of a phone that passes by. */
export async function listHeadlessWaiting(db: Db, zoneId: number): Promise<WaitingDevice[]> {
  return (await listWaiting(db, zoneId)).filter((device) => !device.private);
}
