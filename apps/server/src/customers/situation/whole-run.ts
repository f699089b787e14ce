import { sql } from 'kysely';
import { OWN_MAX, type RecentLogin } from '../../access-log/recent-logins.ts';
import type { Db } from '../../db/open-database.ts';

/** Equal refusals in a row, since the same device was let in. */
export type RefusedRun = { readonly newest: RecentLogin; readonly count: number; readonly since: number };

/** More lines come together where a router asks every few seconds: those that were not read are counted. */
const LINES_LIKELY_ALL = OWN_MAX / 2;

/**
 * @param refused those that were read, the newest first
 * @param from milliseconds since the epoch; older ones do not count
 */
export async function wholeRun(
  db: Db,
  refused: readonly RecentLogin[],
  from: number,
): Promise<RefusedRun | null> {
  const [newest] = refused;
  if (newest === undefined) return null;
  const read = {
    newest,
    count: refused.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...refused.map(({ firstAt }) => firstAt)),
  };
  if (refused.length < LINES_LIKELY_ALL) return read;
  const { customerId, mac, reason } = newest;
  const since = sql`${new Date(from).toISOString()}::timestamptz`;
  const isLike = sql`a.customer_id = ${customerId} and a.mac is not distinct from ${mac}::macaddr and a.at > ${since}
    and a.first_at > ${since} - interval '1 minute'`;
  const { rows } = await sql<{ count: number | null; since: Date | null }>`
    select sum(a.count)::float8 as count, min(a.first_at) as since from attempts a
     where ${isLike} and a.outcome = 'reject' and a.reason = ${reason}
       and a.at > coalesce((select max(a.at) from attempts a where ${isLike} and a.outcome = 'accept'), ${since})`.execute(
    db,
  );
  const { count = null, since: first = null } = rows[0] ?? {};
  return count === null || first === null ? read : { newest, count, since: first.getTime() };
}
