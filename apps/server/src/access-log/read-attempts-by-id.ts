import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { GROUP_MS } from './attempt-groups.ts';
import { readAttempts } from './attempts.queries.ts';
import type { Attempt } from './attempts.schemas.ts';

/** Lines of the access log, each known by its id and the time of its last attempt; in no order. */
export function readAttemptsById(
  db: Db,
  lines: readonly { readonly id: string; readonly at: Date }[],
  now: number,
): Promise<Attempt[]> {
  if (lines.length === 0) return Promise.resolve([]);
  const times = lines.map(({ at }) => at.getTime());
  // A group began at most so long before its last one; the days are the partitions.
  const [from, until] = [Math.min(...times) - 2 * GROUP_MS, Math.max(...times) + 1000].map((at) =>
    new Date(at).toISOString(),
  );
  const ids = lines.map(({ id }) => id);
  const where = sql<boolean>`a.id = any(${ids}::uuid[]) and a.first_at between ${from}::timestamptz and ${until}::timestamptz`;
  return readAttempts(db, where, now);
}
