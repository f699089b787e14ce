import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerRemoval } from '../../http/change-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, query } from '../../http/read-request.ts';
import { removalAnswers, route } from '../../http/require-permission.ts';
import { ignoreUnrecognised } from './ignore-unrecognised.ts';
import { listUnrecognised } from './unrecognised.queries.ts';
import {
  ignoreInput,
  unrecognisedDevicesShape,
  unrecognisedFilters,
  unrecognisedSorts,
} from './unrecognised.schemas.ts';

const tag = 'Devices';

export function unrecognisedRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/unrecognised-devices',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Devices that used the right password of a customer whose they are not, by customer and MAC',
        description:
          'Refused for it, or let in by observe where strict would have refused. Those registered to the customer or blocked since are left out. `search` finds any part of a MAC in any format, a name, a username, a router, or a vendor.',
        answers: { 200: unrecognisedDevicesShape },
      }),
      query(listQuery(unrecognisedSorts, '-lastAt', unrecognisedFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listUnrecognised(db, list, filters), 200);
      },
    )
    .post(
      '/unrecognised-devices/ignore',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Ignore unrecognised devices, or list them again; who gets in stays as it is',
        answers: removalAnswers,
      }),
      body(ignoreInput),
      async (c) => {
        const input = c.req.valid('json');
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => ignoreUnrecognised(change, input)),
        );
      },
    );
}
