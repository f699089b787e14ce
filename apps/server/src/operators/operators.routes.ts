import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { isRefused } from '../outcome.ts';
import { changeOperator } from './change-operator.ts';
import { createOperator } from './create-operator.ts';
import { signOutEverywhere } from './end-sign-ins.ts';
import { findOperator, listOperators, listSignIns } from './operators.queries.ts';
import {
  addOperatorInput,
  changeOperatorInput,
  operatorFilters,
  operatorShape,
  operatorSorts,
  operatorsShape,
  signInsShape,
} from './operators.schemas.ts';
import { makePasswordLink } from './password-links/password-links.ts';
import { operatorWithLinkShape, passwordLinkShape } from './password-links/password-links.schemas.ts';

const tag = 'Operators';
const permission = 'operators.change';

/** Who may sign in, as what, and where they are. Nobody is removed: what they did stays theirs; they are switched off. */
export function operatorsRoutes({ db, randomBytes }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/operators',
      route({ tag, permission, summary: 'List operators', answers: { 200: operatorsShape } }),
      query(listQuery(operatorSorts, 'name', operatorFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listOperators(db, list, filters), 200);
      },
    )
    .post(
      '/operators',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Add an operator; the answer has a link with which they set a password',
        answers: changeAnswers(201, operatorWithLinkShape),
        refusals: [409, 422],
      }),
      body(addOperatorInput),
      async (c) => {
        const input = c.req.valid('json');
        const added = await applyChange(db, actorOf(c), async (change) => {
          const created = await createOperator(change, { ...input, passwordHash: null });
          if (isRefused(created)) return created;
          const passwordLink = await makePasswordLink(change, created.id, 'given', randomBytes);
          if (isRefused(passwordLink)) return passwordLink;
          const operator = await findOperator(change.tx, created.id);
          if (operator === null) throw new Error('an operator is gone in the transaction that added them');
          return { ...operator, passwordLink };
        });
        return answerChange(c, 201, added, (operator) => operator);
      },
    )
    .get(
      '/operators/:id',
      route({
        tag,
        permission,
        summary: 'One operator',
        answers: { 200: operatorShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findOperator(db, id);
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .patch(
      '/operators/:id',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Change an operator; another role ends their sign-ins, and so does switching off',
        answers: changeAnswers(200, operatorShape),
        refusals: [404, 409],
      }),
      body(changeOperatorInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeOperator(change, id, input));
        return answerChange(c, 200, changed, (operator) => operator);
      },
    )
    .post(
      '/operators/:id/password-link',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Make a link with which they set a password; the one before is worth nothing any more',
        answers: changeAnswers(200, passwordLinkShape),
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const made = await applyChange(db, actorOf(c), (change) =>
          makePasswordLink(change, id, 'given', randomBytes),
        );
        return answerChange(c, 200, made, (link) => link);
      },
    )
    .get(
      '/operators/:id/sign-ins',
      route({
        tag,
        permission,
        summary: 'Where an operator is signed in',
        answers: { 200: signInsShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null || (await findOperator(db, id)) === null)
          return errorResponse(c, { refused: 'not-found' });
        return c.json(await listSignIns(db, id, c.var.caller?.signInId ?? null), 200);
      },
    )
    .delete(
      '/operators/:id/sign-ins',
      route({
        tag,
        permission,
        stepUp: 'by-person',
        summary: 'Sign an operator out everywhere',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => signOutEverywhere(change, id)));
      },
    );
}
