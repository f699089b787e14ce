import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body, idParam } from '../../http/read-request.ts';
import { changeAnswers, route } from '../../http/require-permission.ts';
import { changeReach, readReach } from './change-reach.ts';
import { changeReachInput, reachShape } from './reach.schemas.ts';

const tag = 'Operators';

/** To which zones and routers an operator is limited. */
export function reachRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/operators/:id/reach',
      route({
        tag,
        permission: 'operators.change',
        summary: 'To which zones and routers an operator is limited',
        answers: { 200: reachShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const reach = id === null ? null : await readReach(db, id);
        return reach === null ? errorResponse(c, { refused: 'not-found' }) : c.json(reach, 200);
      },
    )
    .put(
      '/operators/:id/reach',
      route({
        tag,
        permission: 'operators.change',
        stepUp: 'by-person',
        summary: 'Limit an operator to zones and routers, and so to the customers who are at home there',
        description: 'In force at their next request. An owner cannot be limited.',
        answers: changeAnswers(200, reachShape),
        refusals: [404, 409],
      }),
      body(changeReachInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeReach(change, id, input));
        return answerChange(c, 200, changed, (reach) => reach);
      },
    );
}
