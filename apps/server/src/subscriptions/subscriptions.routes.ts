import { Hono } from 'hono';
import { customerExists } from '../customers/customer-exists.ts';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { addSubscription } from './add-subscription.ts';
import { changeSubscription } from './change-subscription.ts';
import { unknownPackage } from './given-package.ts';
import { grantPackage } from './grant-package.ts';
import { readRenewal } from './read-renewal.ts';
import {
  addSubscriptionInput,
  changeSubscriptionInput,
  givenPackageShape,
  presentGivenPackage,
  presentRenewal,
  presentSubscription,
  renewalQuery,
  renewalShape,
  subscriptionShape,
  subscriptionsShape,
} from './subscriptions.schemas.ts';
import { selectSubscriptions } from './subscriptions.queries.ts';

const tag = 'Subscriptions';

export function subscriptionsRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/customers/:id/subscriptions',
      route({
        tag,
        permission: 'customers.read',
        summary: "A customer's packages, the latest first (100 at most)",
        answers: { 200: subscriptionsShape },
        refusals: [404],
      }),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null || !(await customerExists(db, customerId))) {
          return errorResponse(c, { refused: 'not-found' });
        }
        const rows = await selectSubscriptions(db)
          .where('s.customer_id', '=', customerId)
          .orderBy('s.starts_at', 'desc')
          .orderBy('s.id', 'desc')
          .limit(100)
          .execute();
        return c.json({ items: rows.map(presentSubscription), nextCursor: null }, 200);
      },
    )
    .get(
      '/customers/:id/renewal',
      route({
        tag,
        permission: 'customers.read',
        summary: 'When a package would begin that is given after the present one, or paid for, now',
        answers: { 200: renewalShape },
        refusals: [404, 422],
      }),
      query(renewalQuery),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null || !(await customerExists(db, customerId))) {
          return errorResponse(c, { refused: 'not-found' });
        }
        const renewal = await readRenewal(db, customerId, c.req.valid('query').servicePackageId);
        if (renewal === null) return errorResponse(c, unknownPackage());
        return c.json(presentRenewal(renewal), 200);
      },
    )
    .post(
      '/customers/:id/subscriptions',
      route({
        tag,
        permission: 'subscriptions.add',
        summary:
          'Give a customer a package: what runs then ends when it starts (with a reason where that was paid for) and what is queued moves, or it starts after that',
        answers: changeAnswers(201, givenPackageShape),
        refusals: [404, 409, 422],
      }),
      body(addSubscriptionInput),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null) return errorResponse(c, { refused: 'not-found' });
        const { after, ...input } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          after === 'present'
            ? grantPackage(change, customerId, input)
            : addSubscription(change, customerId, input, { asksWhy: true }),
        );
        return answerChange(c, 201, changed, presentGivenPackage);
      },
    )
    .patch(
      '/subscriptions/:id',
      route({
        tag,
        permission: 'subscriptions.add',
        summary: 'Extend or shorten a package that runs or will; what is queued behind it moves along',
        answers: changeAnswers(200, subscriptionShape),
        refusals: [404, 409, 422],
      }),
      body(changeSubscriptionInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeSubscription(change, id, input));
        return answerChange(c, 200, changed, presentSubscription);
      },
    );
}
