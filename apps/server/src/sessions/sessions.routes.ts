import { Hono } from 'hono';
import { isUnderWay } from '@gatehouse/domain/dynamic-authorization/request-words';
import { applyChange } from '../db/apply-change.ts';
import { disconnectAnswers } from '../dynamic-authorization/dynamic-authorization.schemas.ts';
import { waitForRequests } from '../dynamic-authorization/wait-for-requests.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import { type ApiParts, routerWaitEnd } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { idParam, query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { isRefused } from '../outcome.ts';
import { disconnectSession } from './disconnect-session.ts';
import { listSessions } from './sessions.queries.ts';
import { sessionFilters, sessionSorts, sessionsShape } from './sessions.schemas.ts';

export function sessionsRoutes(parts: ApiParts) {
  const { db } = parts;
  return new Hono<ApiEnv>()
    .get(
      '/sessions',
      route({
        tag: 'Sessions',
        permission: 'sessions.read',
        summary: 'Accounting sessions, the latest first',
        description:
          '`search` finds a part of a username, a name, a MAC, an IP address or an Acct-Session-Id; what is no customer’s and no registered device’s among those that are open (`open=true`), else only among the newest 50,000 (see `searchedSince`).',
        answers: { 200: sessionsShape },
      }),
      query(listQuery(sessionSorts, '-startedAt', sessionFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listSessions(db, list, filters), 200);
      },
    )
    .post(
      '/sessions/:id/disconnect',
      route({
        tag: 'Sessions',
        permission: 'sessions.disconnect',
        summary: 'Disconnect: have the router end a session now (RFC 5176), and hear what it says',
        description:
          'Answers 200 once the router has acknowledged, refused, or not answered; 202 if it is still being asked: `GET /router-requests/:id` tells the rest.',
        answers: disconnectAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const end = routerWaitEnd(parts);
        const { value } = await applyChange(db, actorOf(c), (change) => disconnectSession(change, id));
        if (isRefused(value)) return errorResponse(c, value);
        const [request] = await waitForRequests(db, [value.requestId], end);
        if (request === undefined) return errorResponse(c, { refused: 'not-found' });
        return c.json(request, isUnderWay(request.state) ? 202 : 200);
      },
    );
}
