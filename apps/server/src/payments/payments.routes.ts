import type { Permission } from '@gatehouse/domain/operators/permissions';
import { Hono } from 'hono';
import type { Changed } from '../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { approvePayment } from './approve-payment.ts';
import { askProvider } from './believe-payment.ts';
import { givePackageAgain } from './give-again.ts';
import { listPayments, readPaymentDetail } from './payments.queries.ts';
import {
  approvePaymentInput,
  type PaymentDetail,
  paymentDetailShape,
  paymentFilters,
  paymentSorts,
  paymentsShape,
  refundPaymentInput,
  refusePaymentInput,
  takeCashInput,
} from './payments.schemas.ts';
import { refundPayment } from './refund-payment.ts';
import { refusePayment } from './refuse-payment.ts';
import { takeCash } from './take-cash.ts';
import { mayDo } from '../operators/reach/may-do.ts';

const tag = 'Payments';

export function paymentsRoutes(parts: ApiParts) {
  const { db } = parts;

  /** What gateways say in their own words is for those who set them up, or pay back. */
  const looking = (c: ApiContext) => {
    const actor = actorOf(c);
    const may = (permission: Permission) => mayDo(actor, permission);
    return { mayLookBehind: may('payment-methods.change') || may('payments.refund') };
  };

  /** How the payment stands after what was done. */
  async function shown(
    c: ApiContext,
    { value, pendingNodes }: Changed<Outcome<number>>,
  ): Promise<Changed<Outcome<PaymentDetail>>> {
    if (isRefused(value)) return { value, pendingNodes };
    return { value: (await readPaymentDetail(db, value, looking(c))) ?? refuse('not-found'), pendingNodes };
  }
  const decide = async (c: ApiContext, verb: (id: number) => Promise<Changed<Outcome<number>>>) => {
    const id = idParam(c);
    if (id === null) return errorResponse(c, { refused: 'not-found' });
    return answerChange(c, 200, await shown(c, await verb(id)), (detail) => detail);
  };

  return new Hono<ApiEnv>()
    .get(
      '/payments',
      route({
        tag,
        permission: 'payments.read',
        summary: 'Payments, the latest first',
        description:
          '`search` finds a payment’s number, a part of a reference, and a part of a name, a username or a telephone number.',
        answers: { 200: paymentsShape },
      }),
      query(listQuery(paymentSorts, '-createdAt', paymentFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listPayments(db, list, filters), 200);
      },
    )
    .get(
      '/payments/:id',
      route({
        tag,
        permission: 'payments.read',
        summary: 'One payment with its story',
        answers: { 200: paymentDetailShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const detail = id === null ? null : await readPaymentDetail(db, id, looking(c));
        return detail === null ? errorResponse(c, { refused: 'not-found' }) : c.json(detail, 200);
      },
    )
    .post(
      '/payments',
      route({
        tag,
        permission: 'payments.decide',
        summary: 'Take money at the counter: the customer has the package at once',
        answers: changeAnswers(201, paymentDetailShape),
        refusals: [404, 409, 422, 429],
      }),
      body(takeCashInput),
      async (c) => {
        const { zoneId = null, reference, ...wish } = c.req.valid('json');
        const taken = await takeCash(parts, actorOf(c), {
          ...wish,
          zoneId,
          reference: reference ?? undefined,
        });
        return answerChange(c, 201, await shown(c, taken), (detail) => detail);
      },
    )
    .post(
      '/payments/:id/approve',
      route({
        tag,
        permission: 'payments.decide',
        summary: 'The money is there: the customer gets the package',
        answers: changeAnswers(200, paymentDetailShape),
        refusals: [404, 409, 422],
      }),
      body(approvePaymentInput),
      (c) => {
        const { reason, reference, ...seen } = c.req.valid('json');
        const input = { ...seen, reason: reason ?? undefined, reference: reference ?? undefined };
        return decide(c, (id) => approvePayment(parts, actorOf(c), id, input));
      },
    )
    .post(
      '/payments/:id/refuse',
      route({
        tag,
        permission: 'payments.decide',
        summary: 'No money came',
        answers: changeAnswers(200, paymentDetailShape),
        refusals: [404, 409],
      }),
      body(refusePaymentInput),
      (c) => decide(c, (id) => refusePayment(db, actorOf(c), id, c.req.valid('json'))),
    )
    .post(
      '/payments/:id/refund',
      route({
        tag,
        permission: 'payments.refund',
        summary: 'Note that money was given back; Gatehouse sends none',
        answers: changeAnswers(200, paymentDetailShape),
        refusals: [404, 409, 422],
      }),
      body(refundPaymentInput),
      (c) => {
        const { reference, ...input } = c.req.valid('json');
        const refund = { ...input, reference: reference ?? undefined };
        return decide(c, (id) => refundPayment(parts, actorOf(c), id, refund));
      },
    )
    .post(
      '/payments/:id/grant',
      route({
        tag,
        permission: 'payments.decide',
        summary: 'Give the package that was paid for and could not be given',
        answers: changeAnswers(200, paymentDetailShape),
        refusals: [404, 409, 422],
      }),
      (c) => decide(c, (id) => givePackageAgain(db, actorOf(c), id)),
    )
    .post(
      '/payments/:id/ask',
      route({
        tag,
        permission: 'payments.decide',
        summary: 'Ask the provider now',
        answers: changeAnswers(200, paymentDetailShape),
        refusals: [404],
      }),
      (c) =>
        decide(c, async (id) => {
          const asked = await askProvider(parts, id, { actor: actorOf(c) });
          return { value: asked?.id ?? refuse('not-found'), pendingNodes: [] };
        }),
    );
}
