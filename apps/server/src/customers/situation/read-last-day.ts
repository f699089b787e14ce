import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { isOnline, readSessions } from './read-sessions.ts';
import type { LastDay } from './situation.schemas.ts';

const DAY_MS = 86_400_000;
/** Whoever reconnects every minute has more sessions than a strip can show. */
const SESSIONS_MAX = 500;

/** When a customer was online in the last 24 hours, and when they were refused. Times in milliseconds. */
export async function readLastDay(db: Db, customerId: number, now: number): Promise<LastDay> {
  const from = now - DAY_MS;
  const [sessions, refused] = await Promise.all([
    readSessions(db, customerId, SESSIONS_MAX),
    readRefused(db, customerId, from),
  ]);
  const spans = sessions
    .map((session) => ({
      from: Math.max(from, session.startedAt),
      // One that is not heard of any more is known to have run until it was.
      to: Math.min(now, session.endedAt ?? (isOnline(session, now) ? now : session.heardAt)),
    }))
    .filter((span) => span.to > span.from);
  const online = joinSpans(spans).map((span) => ({ from: iso(span.from), to: iso(span.to) }));
  return { from: iso(from), to: iso(now), online, refused };
}

type Span = { readonly from: number; readonly to: number };

/** What touches or overlaps becomes one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.to) joined.push(span);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return joined;
}

async function readRefused(db: Db, customerId: number, from: number): Promise<LastDay['refused']> {
  const since = iso(from);
  const { rows } = await sql<{ at: Date; count: number }>`
    select date_bin('10 minutes', a.at, '2000-01-01Z') as at, sum(a.count) as count
      from attempts a
     where a.customer_id = ${customerId} and a.outcome = 'reject' and a.at > ${since}::timestamptz
       and a.first_at > ${since}::timestamptz - interval '1 minute'
     group by 1 order by 1`.execute(db);
  return rows.map(({ at, count }) => ({ at: at.toISOString(), count }));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
