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

/** Once only: what is finished stays as it is. */
export async function finishRequest(pool: pg.Pool, id: number, outcome: RequestOutcome): Promise<void> {
  await pool.query(
    `update dynamic_authorization_requests
        set state = $2, tries = $3, error_cause = $4, unverified = $5, not_sent_reason = $6, unexpected_code = $7,
            finished_at = now()
      where id = $1 and state = 'sending'`,
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
