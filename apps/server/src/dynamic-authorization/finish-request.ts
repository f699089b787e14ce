import type { NotSentReason } from '@gatehouse/domain/dynamic-authorization/request-words';
import type pg from 'pg';

/** What became of a request. */
export type RequestOutcome =
  | { readonly state: 'acknowledged'; readonly tries: number }
  | { readonly state: 'refused'; readonly tries: number; readonly errorCause: number | null }
  /** Without tries: its Stop came before anything was sent. */
  | { readonly state: 'already-gone'; readonly tries: number; readonly errorCause: number | null }
  | {
      readonly state: 'no-answer';
      readonly tries: number;
      readonly unverified: number;
      readonly unexpectedCode: number | null;
    }
  | { readonly state: 'not-sent'; readonly notSentReason: NotSentReason };

/**
 * Once only: what is finished stays as it is. A session that cannot be given the speed of a package that has begun is
 * ended instead, so that the next login gets it.
 */
export async function finishRequest(pool: pg.Pool, id: number, outcome: RequestOutcome): Promise<void> {
  await pool.query(
    `with finished as (
       update dynamic_authorization_requests
          set state = $2, tries = $3, error_cause = $4, unverified = $5, not_sent_reason = $6, unexpected_code = $7,
              finished_at = now()
        where id = $1 and state = 'sending'
       returning *)
     insert into dynamic_authorization_requests
            (kind, reason, session_id, customer_id, nas_id, source_address, requested_by, subscription_id,
             in_force_xid)
     select 'disconnect', 'package-begun', session_id, customer_id, nas_id, source_address, requested_by, subscription_id,
            pg_current_xact_id()
       from finished
      where kind = 'coa' and subscription_id is not null
        and (state = 'refused' or not_sent_reason = 'speed-cannot-be-changed')
     on conflict (session_id, kind) where state in ('waiting', 'sending') do nothing`,
    [
      id,
      outcome.state,
      'tries' in outcome ? outcome.tries : 0,
      'errorCause' in outcome ? outcome.errorCause : null,
      'unverified' in outcome ? outcome.unverified : 0,
      'notSentReason' in outcome ? outcome.notSentReason : null,
      'unexpectedCode' in outcome ? outcome.unexpectedCode : null,
    ],
  );
}

/** Not finished, and not ours any more: whoever comes next sends it. */
export async function giveBackRequest(pool: pg.Pool, id: number): Promise<void> {
  await pool.query(
    `update dynamic_authorization_requests set state = 'waiting', node_id = null
      where id = $1 and state = 'sending'`,
    [id],
  );
}

/** Longer than sending takes in any case. */
const LOST_AFTER_SECONDS = 60;

/**
 * What a process had taken when it died: its successor under the same id takes it at once, others after a minute.
 * @param underWay of this process, alive
 */
export async function giveBackLostRequests(
  pool: pg.Pool,
  nodeId: string,
  underWay: readonly number[],
  atStart: boolean,
): Promise<void> {
  await pool.query(
    `update dynamic_authorization_requests set state = 'waiting', node_id = null
      where state = 'sending' and not id = any($2::bigint[])
        and (taken_at < now() - make_interval(secs => ${LOST_AFTER_SECONDS}) or ($3::boolean and node_id = $1::uuid))`,
    [nodeId, underWay, atStart],
  );
}
