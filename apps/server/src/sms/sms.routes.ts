import { Hono } from 'hono';
import { makeChange } from '../db/make-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { putSmsGateway, showSmsGateway } from './sms-gateway.ts';
import { putSmsGatewayInput, smsGatewayShape } from './sms.schemas.ts';

const tag = 'Text messages';

export function smsRoutes({ db, secretBox }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/sms-gateway',
      route({
        tag,
        permission: 'settings.read',
        summary: 'By whom text messages are sent',
        answers: { 200: smsGatewayShape },
      }),
      async (c) => c.json(await showSmsGateway(db), 200),
    )
    .put(
      '/sms-gateway',
      route({
        tag,
        permission: 'settings.change',
        summary: 'Choose by whom text messages are sent',
        answers: changeAnswers(200, smsGatewayShape),
      }),
      body(putSmsGatewayInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await makeChange(db, actorOf(c), (change) => putSmsGateway(change, secretBox, input));
        return answerChange(c, 200, changed, (gateway) => gateway);
      },
    );
}
