import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { GROUP_MS } from './attempt-groups.ts';
import { readAttempts } from './attempts.queries.ts';
import type { Attempt } from './attempts.schemas.ts';

/** One line of the access log, as it is shown and with how the same login would fare now; `null`: there is none. */
export async function findAttempt(db: Db, id: string, now: number): Promise<Attempt | null> {
  const madeAt = timeOfId(id);
  if (madeAt === null) return null;
  // The day is in the id, so that one day's partition is looked at.
  const [from, until] = [madeAt - GROUP_MS, madeAt + GROUP_MS].map((at) => new Date(at).toISOString());
  const where = sql<boolean>`a.id = ${id}::uuid and a.first_at between ${from}::timestamptz and ${until}::timestamptz`;
  return (await readAttempts(db, where, now))[0] ?? null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** RFC 9562 §5.7: the first 48 bits are the millisecond. `null`: no id of ours. */
function timeOfId(id: string): number | null {
  return UUID.test(id) ? Number.parseInt(id.replace('-', '').slice(0, 12), 16) : null;
}
