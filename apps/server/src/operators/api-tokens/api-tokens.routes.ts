import { mayDo, ROLE_LABELS } from '@gatehouse/domain/operators/permissions';
import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, idParam, query } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { findApiToken, listApiTokens } from './api-tokens.queries.ts';
import {
  addApiTokenInput,
  apiTokenFilters,
  apiTokenShape,
  apiTokenSorts,
  apiTokensShape,
  newApiTokenShape,
} from './api-tokens.schemas.ts';
import { createApiToken } from './create-api-token.ts';
import { revokeApiToken } from './revoke-api-token.ts';

const tag = 'API tokens';
const permission = 'api-tokens.change';

/** What programs sign in with. No token makes another: it would outlive being revoked. */
export function apiTokensRoutes({ db, randomBytes }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/api-tokens',
      route({ tag, permission, summary: 'List API tokens', answers: { 200: apiTokensShape } }),
      query(listQuery(apiTokenSorts, '-createdAt', apiTokenFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listApiTokens(db, list, filters), 200);
      },
    )
    .post(
      '/api-tokens',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Make an API token; the answer has it, and it is not told again',
        answers: changeAnswers(201, newApiTokenShape),
      }),
      body(addApiTokenInput),
      async (c) => {
        const input = c.req.valid('json');
        const lacking = (input.permissions ?? []).filter((each) => !mayDo(input.role, each));
        if (lacking.length > 0) {
          const message = `has what ${ROLE_LABELS[input.role]} may not do: ${lacking.join(', ')}`;
          const fields = { permissions: { code: 'not-permitted', message } };
          return errorResponse(c, { refused: 'bad-request', message: `permissions ${message}.`, fields });
        }
        const made = await applyChange(db, actorOf(c), async (change) => {
          const { id, token } = await createApiToken(change, input, randomBytes);
          const stored = await findApiToken(change.tx, id);
          if (stored === null) throw new Error('an API token is gone in the transaction that made it');
          return { ...stored, token };
        });
        return answerChange(c, 201, made, (token) => token);
      },
    )
    .get(
      '/api-tokens/:id',
      route({ tag, permission, summary: 'One API token', answers: { 200: apiTokenShape }, refusals: [404] }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findApiToken(db, id);
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .delete(
      '/api-tokens/:id',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Revoke an API token; it is refused from its very next call on',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => revokeApiToken(change, id)));
      },
    );
}
