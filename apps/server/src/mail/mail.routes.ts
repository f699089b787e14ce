import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { languageOf } from '../operators/own-choices.ts';
import { openTries } from '../tries/count-tries.ts';
import { putMailServer, removeMailServer, showMailServer } from './mail-server.ts';
import { mailServerStateShape, mailTestedShape, putMailServerInput, testMailInput } from './mail.schemas.ts';
import { testMail } from './test-mail.ts';

const tag = 'Mail';
/** Owners alone: whoever leads mails elsewhere gets the links to everybody's new password. */
const permission = 'operators.change';
const stepUp = 'by-person';
const TESTS = { name: 'test mails', max: 10, seconds: 10 * 60 };
const TOO_MANY_TESTS = 'Ten test mails in ten minutes are enough. Wait a few minutes and try again.';

/** By which server mail leaves. */
export function mailRoutes(parts: ApiParts) {
  const { db, secretBox } = parts;
  const tests = openTries({ db, secretBox });
  return new Hono<ApiEnv>()
    .get(
      '/mail-server',
      route({
        tag,
        permission,
        summary: 'By which server mail leaves',
        answers: { 200: mailServerStateShape },
      }),
      async (c) => c.json(await showMailServer(db), 200),
    )
    .put(
      '/mail-server',
      route({
        tag,
        permission,
        stepUp,
        summary: 'Choose by which server mail leaves, and where its links lead',
        answers: changeAnswers(200, mailServerStateShape),
        refusals: [422],
      }),
      body(putMailServerInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          putMailServer(change, secretBox, input),
        );
        return answerChange(c, 200, changed, (state) => state);
      },
    )
    .delete(
      '/mail-server',
      route({
        tag,
        permission,
        stepUp,
        summary: 'Send no mail any more; its password is forgotten',
        answers: removalAnswers,
        refusals: [409],
      }),
      async (c) => answerRemoval(c, await applyChange(db, actorOf(c), removeMailServer)),
    )
    .post(
      '/mail-server/test',
      route({
        tag,
        permission,
        stepUp,
        summary: 'Send a test mail by the server that is set up, and hear how it went',
        answers: changeAnswers(200, mailTestedShape),
        refusals: [409, 429],
      }),
      body(testMailInput),
      async (c) => {
        if ((await tests.take([[TESTS, 'all']])) !== null)
          return errorResponse(c, { refused: 'too-many-attempts', message: TOO_MANY_TESTS });
        const actor = actorOf(c);
        const language = actor.id === null ? null : await languageOf(db, actor.id);
        const tested = await testMail(parts, actor, c.req.valid('json').to, language);
        return answerChange(c, 200, tested, (outcome) => outcome);
      },
    );
}
