import { judgeSituation } from '@gatehouse/domain/customers/situation/judge-situation';
import { Hono } from 'hono';
import type { ApiEnv } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { idParam } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { customerExists } from '../customer-exists.ts';
import { gatherSituation } from './gather-situation.ts';
import { presentSituation } from './present-situation.ts';
import { readLastDay } from './read-last-day.ts';
import { lastDayShape, situationShape } from './situation.schemas.ts';

export function situationRoutes({ db, now }: Pick<ApiParts, 'db' | 'now'>) {
  return new Hono<ApiEnv>()
    .get(
      '/customers/:id/situation',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        summary: 'How things stand with a customer, in one sentence, and what helps',
        description:
          'Online from where, refused how often and why, nothing heard of and whose fault that is. Attempts of the last 7 days count, also those that a device of the customer’s made under another name.',
        answers: { 200: situationShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const at = now();
        const facts = id === null ? null : await gatherSituation(db, id, at);
        if (facts === null)
          return errorResponse(c, { refused: 'not-found', message: 'There is no such customer.' });
        return c.json(presentSituation(judgeSituation(facts), at), 200);
      },
    )
    .get(
      '/customers/:id/last-day',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        summary: 'When a customer was online in the last 24 hours, and when they were refused',
        answers: { 200: lastDayShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null || !(await customerExists(db, id)))
          return errorResponse(c, { refused: 'not-found', message: 'There is no such customer.' });
        return c.json(await readLastDay(db, id, now()), 200);
      },
    );
}
