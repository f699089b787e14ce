import type { Change } from '../db/make-change.ts';
import { requestDisconnects } from '../dynamic-authorization/request-disconnects.ts';
import { type Outcome, refuse } from '../outcome.ts';

/** Has the router of an open session asked to end it. Gives the request's id. Refused: `not-found`, `session-ended`. */
export async function disconnectSession(change: Change, id: number): Promise<Outcome<{ requestId: number }>> {
  const { tx, audit } = change;
  const session = await tx
    .selectFrom('sessions')
    .select(['customer_id', 'username', 'acct_session_id', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (session === undefined) return refuse('not-found', { message: 'There is no such session.' });
  const [requestId] =
    session.ended_at === null
      ? await requestDisconnects(change, { sessionId: id }, { reason: 'operator', onceInForce: false })
      : [];
  if (requestId === undefined) return refuse('session-ended');
  await audit({
    action: 'sessions.disconnect',
    subjectKind: 'session',
    subjectId: id,
    customerId: session.customer_id,
    after: { username: session.username, acctSessionId: session.acct_session_id },
  });
  return { requestId };
}
