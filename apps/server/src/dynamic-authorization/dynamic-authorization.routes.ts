import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { idParam, query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { findRouterRequests, listRouterRequests } from './dynamic-authorization.queries.ts';
import {
  routerRequestFilters,
  routerRequestShape,
  routerRequestSorts,
  routerRequestsShape,
} from './dynamic-authorization.schemas.ts';

const tag = 'Disconnect and CoA';

export function dynamicAuthorizationRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/router-requests',
      route({
        tag,
        permission: 'sessions.read',
        summary: 'Every Disconnect- and CoA-Request to a router, the latest first, with what came of it',
        description:
          '`search` finds a part of a username, a name, a MAC or an Acct-Session-Id. Kept 90 days.',
        answers: { 200: routerRequestsShape },
      }),
      query(listQuery(routerRequestSorts, '-requestedAt', routerRequestFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listRouterRequests(db, list, filters), 200);
      },
    )
    .get(
      '/router-requests/:id',
      route({
        tag,
        permission: 'sessions.read',
        summary: 'One request to a router',
        answers: { 200: routerRequestShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const [request] = id === null ? [] : await findRouterRequests(db, [id]);
        return request === undefined ? errorResponse(c, { refused: 'not-found' }) : c.json(request, 200);
      },
    );
}
