import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { explainPastAttempt } from '../explain/explain-attempt.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { listAttempts } from './attempts.queries.ts';
import { attemptFilters, attemptSorts, attemptsShape, explainedAttemptShape } from './attempts.schemas.ts';
import { listDiscards } from './discards.queries.ts';
import { discardFilters, discardSorts, discardsShape } from './discards.schemas.ts';

const tag = 'Access log';

export function accessLogRoutes({ db, now }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/attempts',
      route({
        tag,
        permission: 'access-log.read',
        summary: 'Login attempts, newest first, each with its reason in words',
        description:
          '`search` finds a part of a username, a name or a MAC; what is no customer’s and no registered device’s only among the newest 50,000, or those before `until` (see `searchedSince`). An attempt is visible within a second; kept 90 days.',
        answers: { 200: attemptsShape },
      }),
      query(listQuery(attemptSorts, '-at', attemptFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listAttempts(db, list, filters, now()), 200);
      },
    )
    .get(
      '/attempts/:id/explanation',
      route({
        tag,
        permission: 'access-log.read',
        summary:
          'One past attempt explained: what was known, what each rule found, how it would fare now and what helps',
        answers: { 200: explainedAttemptShape },
        refusals: [404],
      }),
      async (c) => {
        const explained = await explainPastAttempt(db, c.req.param('id'), now());
        if (explained === null)
          return errorResponse(c, { refused: 'not-found', message: 'There is no such attempt.' });
        return c.json(explained, 200);
      },
    )
    .get(
      '/discards',
      route({
        tag,
        permission: 'access-log.read',
        summary: 'Requests that got no answer, counted by source and reason',
        answers: { 200: discardsShape },
      }),
      query(listQuery(discardSorts, '-lastAt', discardFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listDiscards(db, list, filters), 200);
      },
    );
}
