import { Hono } from 'hono';
import { makeChange } from '../db/make-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { openTries } from '../tries/count-tries.ts';
import { putSmsGateway, showSmsGateway } from './sms-gateway.ts';
import { putSmsGatewayInput, smsGatewayShape, smsTestedShape, testSmsGatewayInput } from './sms.schemas.ts';
import { testSmsGateway } from './test-sms-gateway.ts';

const tag = 'Text messages';
const TOO_MANY_TESTS = 'Ten test messages in ten minutes are enough. Wait a few minutes and try again.';

/** Each costs money, and reaches somebody's telephone. */
const TESTS = { name: 'test messages', max: 10, seconds: 10 * 60 };

export function smsRoutes({ db, secretBox, log, ownPorts }: ApiParts) {
  const tests = openTries({ db, secretBox });
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
    )
    .post(
      '/sms-gateway/test',
      route({
        tag,
        permission: 'settings.change',
        summary: 'Send a test message by the provider that is set up, and hear how it went',
        answers: changeAnswers(200, smsTestedShape),
        refusals: [429],
      }),
      body(testSmsGatewayInput),
      async (c) => {
        if ((await tests.take([[TESTS, 'all']])) !== null)
          return errorResponse(c, { refused: 'too-many-attempts', message: TOO_MANY_TESTS });
        const { phone } = c.req.valid('json');
        const tested = await testSmsGateway({ db, secretBox, log, ownPorts }, actorOf(c), phone);
        return answerChange(c, 200, tested, (outcome) => outcome);
      },
    );
}
