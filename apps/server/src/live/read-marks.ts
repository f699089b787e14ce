import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** For each topic a text that is another one once something has changed. */
export type Marks = Readonly<Record<LiveTopic, string>>;

/** So many of the newest stand in a mark, for rows do not become visible in the order of their numbers. */
const NEWEST = 50;
const DAY_MS = 86_400_000;

/**
 * One look at the ends of a few indexes, whatever the tables hold. Nobody who writes has to tell: what logins and accounting
 * cost does not depend on whether somebody watches.
 * @param now milliseconds since the epoch: days that are over need not even be thought of
 */
export async function readMarks(db: Db, now: number): Promise<Marks> {
  const { rows } = await sql<Marks>`
    select (select coalesce(max(id), 0) from session_changes)::text as sessions,
           (select coalesce(md5(string_agg(id::text || '×' || count, ' ')), '') from (
              select id, count from attempts where first_at > ${new Date(now - DAY_MS)}
               order by at desc, id desc limit ${NEWEST}) as newest) as attempts,
           (select coalesce(string_agg(id::text, ' '), '') from (
              select id from payment_events order by id desc limit ${NEWEST}) as newest) as payments,
           (select coalesce(max(id), 0) from review_findings)::text || ' ' ||
           (select coalesce(max(id), 0) from review_decisions)::text as review,
           (select coalesce(string_agg(id::text, ' '), '') from (
              select id from audit_log order by id desc limit ${NEWEST}) as newest) as changes`.execute(db);
  const [marks] = rows;
  if (marks === undefined) throw new Error('The database says nothing about what changed.');
  return marks;
}
