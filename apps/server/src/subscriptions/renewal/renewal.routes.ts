import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body, idParam } from '../../http/read-request.ts';
import { changeAnswers, route } from '../../http/require-permission.ts';
import {
  givenPackageShape,
  presentGivenPackage,
  renewInput,
  undoneRenewalShape,
} from '../subscriptions.schemas.ts';
import { renewPackage } from './renew-package.ts';
import { undoRenewal } from './undo-renewal.ts';

const tag = 'Subscriptions';

export function renewalRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .post(
      '/customers/:id/renew',
      route({
        tag,
        permission: 'subscriptions.add',
        summary: 'Give a customer the package once more that counts now, without a payment',
        description:
          'Behind what is left of it, at once where nothing is. It stands on the record as given by hand, with no payment; money that was taken is recorded by `POST /payments` instead. Once for each package: asked for again within a day, it gives nothing.',
        answers: changeAnswers(201, givenPackageShape),
        refusals: [404, 409],
      }),
      body(renewInput),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          renewPackage(change, customerId, input),
        );
        return answerChange(c, 201, changed, presentGivenPackage);
      },
    )
    .post(
      '/subscriptions/:id/undo-renew',
      route({
        tag,
        permission: 'subscriptions.add',
        summary: 'Undo a renewal: as if it had never been given, or ended where a login has used it',
        description: 'Within a day, and only while the packages of the customer are as it left them.',
        answers: changeAnswers(200, undoneRenewalShape),
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const changed = await applyChange(db, actorOf(c), (change) => undoRenewal(change, id));
        return answerChange(c, 200, changed, (undone) => undone);
      },
    );
}
