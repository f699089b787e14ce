import type { RequestReason } from '@gatehouse/domain/dynamic-authorization/request-words';
import { type RawBuilder, sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { urgencySql } from './request-urgency.ts';

/** Which open sessions. Of a device: those of its holder only, for someone else may use the same MAC. */
export type SessionsToEnd =
  | { readonly sessionId: number }
  | { readonly customerId: number; readonly mac?: string }
  | { readonly sessionIds: readonly number[] };

export type AskOptions = {
  readonly reason: RequestReason;
  /** Sent only once this transaction is in force: who is cut off must not get in again by what a node remembers. */
  readonly onceInForce: boolean;
};

/**
 * Asks the routers of these open sessions to end them. The requests are sent after the commit, by a radius process.
 * A session that is being disconnected already keeps its request, which becomes that of whoever is more urgent.
 *
 * @returns the ids of the requests; none where nobody is online
 */
export async function requestDisconnects(
  { tx, actor }: Pick<Change, 'tx' | 'actor'>,
  sessions: SessionsToEnd,
  options: AskOptions,
): Promise<number[]> {
  return insertRequests(tx, actor.name, sessions, options);
}

async function insertRequests(
  tx: Tx,
  requestedBy: string,
  sessions: SessionsToEnd,
  { reason, onceInForce }: AskOptions,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into dynamic_authorization_requests as r
           (kind, reason, session_id, customer_id, nas_id, source_address, requested_by, in_force_xid)
    select 'disconnect', ${reason}, s.id, s.customer_id, s.nas_id, s.source_address, ${requestedBy},
           ${onceInForce ? sql`pg_current_xact_id()` : sql`null::xid8`}
      from sessions s
     where s.ended_at is null and ${chosen(sessions)}
     order by s.id
    on conflict (session_id, kind) where state in ('waiting', 'sending')
    do update set in_force_xid = coalesce(excluded.in_force_xid, r.in_force_xid),
                  reason = case when ${SOONER} then excluded.reason else r.reason end,
                  requested_by = case when ${SOONER} then excluded.requested_by else r.requested_by end,
                  requested_at = case when ${SOONER} then excluded.requested_at else r.requested_at end
    returning r.id`.execute(tx);
  return rows.map(({ id }) => id);
}

const SOONER = sql<boolean>`
  r.state = 'waiting' and ${sql.raw(urgencySql('excluded.reason'))} < ${sql.raw(urgencySql('r.reason'))}`;

function chosen(sessions: SessionsToEnd): RawBuilder<boolean> {
  if ('sessionId' in sessions) return sql`s.id = ${sessions.sessionId}`;
  if ('sessionIds' in sessions) return sql`s.id = any(${[...sessions.sessionIds]}::bigint[])`;
  const { customerId, mac } = sessions;
  const ofDevice = mac === undefined ? sql`true` : sql`s.mac = ${mac}::macaddr`;
  return sql<boolean>`s.customer_id = ${customerId} and ${ofDevice}`;
}
