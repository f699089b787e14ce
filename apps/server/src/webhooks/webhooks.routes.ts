import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import type { Change } from '../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import { openTries } from '../tries/count-tries.ts';
import {
  addWebhook,
  beginAgain,
  beginTest,
  changeWebhook,
  removeWebhook,
  renewSecret,
} from './change-webhooks.ts';
import { deliver, type TakenDelivery } from './deliver.ts';
import { findWebhook, listDeliveries, listWebhooks, presentDelivery } from './webhooks.queries.ts';
import {
  addWebhookInput,
  changeWebhookInput,
  webhookDeliveriesShape,
  webhookDeliveryFilters,
  webhookDeliveryShape,
  webhookShape,
  webhooksShape,
  webhookWithSecretShape,
} from './webhooks.schemas.ts';

const tag = 'Webhooks';
const SENT_BY_HAND = { name: 'deliveries by hand', max: 60, seconds: 10 * 60 };
const TOO_MANY = 'Sixty in ten minutes are enough. Wait a few minutes and try again.';

export function webhooksRoutes(parts: ApiParts) {
  const { db, now } = parts;
  const byHand = openTries(parts);

  /** Sent at once, outside the transaction that began it; answered is how it went. */
  async function sendNow(c: ApiContext, begin: (change: Change) => Promise<Outcome<TakenDelivery>>) {
    if ((await byHand.take([[SENT_BY_HAND, 'all']])) !== null)
      return errorResponse(c, { refused: 'too-many-attempts', message: TOO_MANY });
    const begun = await applyChange(db, actorOf(c), begin);
    if (isRefused(begun.value)) return errorResponse(c, begun.value);
    await deliver(parts, begun.value);
    const row = await db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('id', '=', begun.value.id)
      .executeTakeFirst();
    if (row === undefined) return errorResponse(c, { refused: 'not-found' });
    return answerChange(c, 200, { value: presentDelivery(row), pendingNodes: [] }, (delivery) => delivery);
  }

  return new Hono<ApiEnv>()
    .get(
      '/webhooks',
      route({
        tag,
        permission: 'webhooks.read',
        summary: 'The programs that are told what happens',
        answers: { 200: webhooksShape },
      }),
      async (c) => c.json(await listWebhooks(db), 200),
    )
    .post(
      '/webhooks',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Tell a program what happens',
        description:
          'The answer has the secret that deliveries are signed with; it is not told again. What is sent, and how it is signed, stands under `webhooks` in this description.',
        answers: changeAnswers(201, webhookWithSecretShape),
        refusals: [409, 422],
      }),
      body(addWebhookInput),
      async (c) => {
        const input = c.req.valid('json');
        const added = await applyChange(db, actorOf(c), (change) => addWebhook(change, parts, input));
        return answerChange(c, 201, added, (webhook) => webhook);
      },
    )
    .get(
      '/webhooks/:id',
      route({
        tag,
        permission: 'webhooks.read',
        summary: 'One webhook',
        answers: { 200: webhookShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findWebhook(db, id);
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .patch(
      '/webhooks/:id',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Change a webhook; what is not sent stays, its secret too',
        answers: changeAnswers(200, webhookShape),
        refusals: [404, 409],
      }),
      body(changeWebhookInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          changeWebhook(change, parts, id, input),
        );
        return answerChange(c, 200, changed, (webhook) => webhook);
      },
    )
    .delete(
      '/webhooks/:id',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Remove a webhook, with what waits for it and its list of deliveries',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeWebhook(change, id)));
      },
    )
    .post(
      '/webhooks/:id/secret',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Make a new secret; the old one signs nothing from now on',
        answers: changeAnswers(200, webhookWithSecretShape),
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const renewed = await applyChange(db, actorOf(c), (change) => renewSecret(change, parts, id));
        return answerChange(c, 200, renewed, (webhook) => webhook);
      },
    )
    .post(
      '/webhooks/:id/test',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Send a test at once, and hear how it went',
        answers: changeAnswers(200, webhookDeliveryShape),
        refusals: [404, 429],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return sendNow(c, (change) => beginTest(change, id, now()));
      },
    )
    .get(
      '/webhooks/:id/deliveries',
      route({
        tag,
        permission: 'webhooks.read',
        summary: 'What it was told, and how that went; `search` finds any part of what was sent',
        answers: { 200: webhookDeliveriesShape },
        refusals: [404],
      }),
      query(listQuery(['occurredAt'], '-occurredAt', webhookDeliveryFilters)),
      async (c) => {
        const id = idParam(c);
        if (id === null || (await findWebhook(db, id)) === null)
          return errorResponse(c, { refused: 'not-found' });
        const { list, filters } = c.req.valid('query');
        return c.json(await listDeliveries(db, id, list, filters), 200);
      },
    )
    .post(
      '/webhook-deliveries/:id/send-again',
      route({
        tag,
        permission: 'webhooks.change',
        summary: 'Send the same event once more, at once, and hear how it went',
        answers: changeAnswers(200, webhookDeliveryShape),
        refusals: [404, 429],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return sendNow(c, (change) => beginAgain(change, id));
      },
    );
}
