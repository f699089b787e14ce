import type pg from 'pg';
import type { SessionState } from '../access-directory/open-sessions.ts';
import type { SubscriptionUsage } from '../access-directory/usage-table.ts';
import { LISTED_IDS } from '../../sessions/listed-sessions.ts';
import { LINE_COLUMN, type StoredLine, storedLine } from '../../sessions/session-line.ts';
import { milliseconds, type Read, type Scope, storedMac } from './read-snapshot.ts';

const SESSIONS_PER_PAGE = 10_000;

const SESSION_COLUMNS = `id, customer_id, mac::text, ${milliseconds('last_heard_at')}, ended_at is null, ${LINE_COLUMN}`;
type SessionRow = [number, number | null, string | null, number, boolean, StoredLine];

const COUNTS = `ended_at is null and customer_id is not null and last_heard_at > trusted_now() - interval '24 hours'`;

export async function readOpenSessions(read: Read, scope: Scope): Promise<SessionState[]> {
  const rows = await read<SessionRow>(
    `select ${SESSION_COLUMNS} from sessions where ${scope.where('customer_id')} and ${COUNTS}`,
    scope.values,
  );
  return rows.map(sessionState);
}

export async function* openSessionPages(read: Read): AsyncGenerator<SessionState[]> {
  await read(
    `declare open_sessions no scroll cursor for
     select ${SESSION_COLUMNS} from sessions where id in (${LISTED_IDS}) and ${COUNTS}`,
  );
  for (;;) {
    const rows = await read<SessionRow>(`fetch ${SESSIONS_PER_PAGE} from open_sessions`);
    if (rows.length === 0) return;
    yield rows.map(sessionState);
  }
}

function sessionState([id, customerId, mac, lastHeardAt, open, line]: SessionRow): SessionState {
  return {
    id,
    customerId,
    mac: mac === null ? null : storedMac(mac),
    line: storedLine(line),
    lastHeardAt,
    open,
  };
}

/** These sessions and the usage of their subscriptions as they stand now, for those that another process stores. */
export async function readSessions(
  pool: pg.Pool,
  ids: readonly number[],
): Promise<{ sessions: SessionState[]; usage: SubscriptionUsage[] }> {
  const sessions = await pool.query<SessionRow>({
    text: `select ${SESSION_COLUMNS} from sessions where id = any($1::bigint[])`,
    values: [ids],
    rowMode: 'array',
  });
  const used = await pool.query<SubscriptionUsage>(
    `select subscription_id as "subscriptionId", used_bytes as "usedBytes", used_seconds as "usedSeconds"
     from subscription_usage
     where subscription_id in (select subscription_id from sessions where id = any($1::bigint[]))`,
    [ids],
  );
  return { sessions: sessions.rows.map(sessionState), usage: used.rows };
}

/** The same as `readUsage` of everyone, a part at a time. */
export async function* usagePages(read: Read): AsyncGenerator<SubscriptionUsage[]> {
  await read(
    `declare usage no scroll cursor for
     select u.subscription_id, u.used_bytes, u.used_seconds
     from subscription_usage u join subscriptions s on s.id = u.subscription_id
     where s.ends_at is null or s.ends_at > trusted_now()`,
  );
  for (;;) {
    const rows = await read<[number, number, number]>(`fetch ${SESSIONS_PER_PAGE} from usage`);
    if (rows.length === 0) return;
    yield rows.map(usage);
  }
}

/** Only of subscriptions that run: nothing else is asked for. */
export async function readUsage(read: Read, scope: Scope): Promise<SubscriptionUsage[]> {
  const rows = await read<[number, number, number]>(
    `select u.subscription_id, u.used_bytes, u.used_seconds
     from subscription_usage u join subscriptions s on s.id = u.subscription_id
     where ${scope.where('s.customer_id')} and (s.ends_at is null or s.ends_at > trusted_now())`,
    scope.values,
  );
  return rows.map(usage);
}

function usage([subscriptionId, usedBytes, usedSeconds]: [number, number, number]): SubscriptionUsage {
  return { subscriptionId, usedBytes, usedSeconds };
}
