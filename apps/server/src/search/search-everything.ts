import type { Db } from '../db/open-database.ts';
import { findAttempts } from './find-attempts.ts';
import { findCustomers } from './find-customers.ts';
import { findDevices } from './find-devices.ts';
import { findSessions } from './find-sessions.ts';
import { readSought } from './read-sought.ts';
import type { Found } from './search.schemas.ts';

/** One box: customers, devices, who is online and who tried, by whatever was pasted; each kind best first. */
export async function searchEverything(db: Db, typed: string): Promise<Found> {
  const sought = readSought(typed);
  const [customers, devices, sessions, attempts] = await Promise.all([
    findCustomers(db, sought),
    findDevices(db, sought),
    findSessions(db, sought),
    findAttempts(db, sought),
  ]);
  return { order: [...sought.order], customers, devices, sessions, attempts };
}
