import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { listQuery } from '../http/paging.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { listSessions } from './sessions.queries.ts';
import { sessionFilters, sessionSorts, sessionsShape } from './sessions.schemas.ts';

export function sessionsRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>().get(
    '/sessions',
    route({
      tag: 'Sessions',
      permission: 'sessions.read',
      summary: 'Accounting sessions, the latest first',
      description: '`search` finds a part of a username, a name, a MAC, an IP address or an Acct-Session-Id.',
      answers: { 200: sessionsShape },
    }),
    query(listQuery(sessionSorts, '-startedAt', sessionFilters)),
    async (c) => {
      const { list, filters } = c.req.valid('query');
      return c.json(await listSessions(db, list, filters), 200);
    },
  );
}
