import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body, idParam } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { openTries } from '../tries/count-tries.ts';
import {
  addPaymentMethod,
  changePaymentMethod,
  orderPaymentMethods,
  removePaymentMethod,
} from './change-payment-methods.ts';
import {
  addPaymentMethodInput,
  changePaymentMethodInput,
  orderPaymentMethodsInput,
  paymentMethodShape,
  paymentMethodsShape,
  paymentMethodTestedShape,
  paymentProvidersShape,
} from './payment-methods.schemas.ts';
import { listMethods, showMethod, showPaymentProviders } from './show-payment-methods.ts';
import { testPaymentMethod } from './test-payment-method.ts';
import { mayDo } from '../operators/reach/may-do.ts';

const tag = 'Payment methods';
const TOO_MANY_TESTS = 'Thirty tests in ten minutes are enough. Wait a few minutes and try again.';
const TESTS = { name: 'tests of payment methods', max: 30, seconds: 10 * 60 };

export function paymentMethodsRoutes(parts: ApiParts) {
  const { db, secretBox } = parts;
  const tests = openTries(parts);
  const looking = (c: ApiContext) => ({
    secretBox,
    mayChange: mayDo(actorOf(c), 'payment-methods.change'),
  });
  return new Hono<ApiEnv>()
    .get(
      '/payment-providers',
      route({
        tag,
        permission: 'payment-methods.read',
        summary: 'What ways to pay can be set up, and what each needs',
        answers: { 200: paymentProvidersShape },
      }),
      (c) => c.json({ items: showPaymentProviders() }, 200),
    )
    .get(
      '/payment-methods',
      route({
        tag,
        permission: 'payment-methods.read',
        summary: 'The ways to pay that are set up, in the order in which visitors see them',
        answers: { 200: paymentMethodsShape },
      }),
      async (c) => c.json({ items: await listMethods(db, looking(c)), nextCursor: null }, 200),
    )
    .post(
      '/payment-methods',
      route({
        tag,
        permission: 'payment-methods.change',
        summary: 'Add a way to pay',
        answers: changeAnswers(201, paymentMethodShape),
        refusals: [409, 422],
      }),
      body(addPaymentMethodInput),
      async (c) => {
        const input = c.req.valid('json');
        const added = await applyChange(db, actorOf(c), (change) => addPaymentMethod(change, parts, input));
        return answerChange(c, 201, added, (method) => method);
      },
    )
    .put(
      '/payment-methods/order',
      route({
        tag,
        permission: 'payment-methods.change',
        summary: 'Put the ways to pay into another order',
        answers: changeAnswers(200, paymentMethodsShape),
      }),
      body(orderPaymentMethodsInput),
      async (c) => {
        const { ids } = c.req.valid('json');
        const ordered = await applyChange(db, actorOf(c), (change) => orderPaymentMethods(change, ids));
        const items = await listMethods(db, looking(c));
        return answerChange(c, 200, ordered, () => ({ items, nextCursor: null }));
      },
    )
    .get(
      '/payment-methods/:id',
      route({
        tag,
        permission: 'payment-methods.read',
        summary: 'One way to pay',
        answers: { 200: paymentMethodShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await showMethod(db, id, looking(c));
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .patch(
      '/payment-methods/:id',
      route({
        tag,
        permission: 'payment-methods.change',
        summary: 'Change a way to pay',
        description:
          'Settings that are not sent stay, and a secret that is sent empty stays too; but all secrets are needed again where an address leads to another host. While payments by it are open, what is no secret changes only if confirmed (`payments-open`).',
        answers: changeAnswers(200, paymentMethodShape),
        refusals: [404, 409],
      }),
      body(changePaymentMethodInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          changePaymentMethod(change, parts, id, input),
        );
        return answerChange(c, 200, changed, (method) => method);
      },
    )
    .delete(
      '/payment-methods/:id',
      route({
        tag,
        permission: 'payment-methods.change',
        summary: 'Remove a way to pay; what was begun by it goes on',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => removePaymentMethod(change, parts, id)),
        );
      },
    )
    .post(
      '/payment-methods/:id/test',
      route({
        tag,
        permission: 'payment-methods.change',
        summary: 'Try out what costs nothing, and hear how it went',
        answers: changeAnswers(200, paymentMethodTestedShape),
        refusals: [404, 429],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        if ((await tests.take([[TESTS, 'all']])) !== null)
          return errorResponse(c, { refused: 'too-many-attempts', message: TOO_MANY_TESTS });
        const tested = await testPaymentMethod(parts, actorOf(c), id);
        return answerChange(c, 200, tested, (outcome) => outcome);
      },
    );
}
