import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { makeChange } from '../db/make-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { answerRemoval } from '../http/change-response.ts';
import { body, idParam } from '../http/read-request.ts';
import { removalAnswers, route } from '../http/require-permission.ts';
import { clearSignInCookie } from '../http/require-sign-in.ts';
import { isRefused } from '../outcome.ts';
import { changeOperator } from './change-operator.ts';
import { changePassword } from './change-password.ts';
import { chooseLanguage } from './choose-language.ts';
import { endOneSignIn, signOutEverywhere } from './end-sign-ins.ts';
import { checkOperatorPassword } from './operator-password.ts';
import { listSignIns, usernameOfOperator } from './operators.queries.ts';
import {
  changeMeInput,
  changeMyEmailInput,
  changePasswordInput,
  meShape,
  signInsShape,
} from './operators.schemas.ts';
import { openPasswordHasher } from './password-hash.ts';
import { describeMe, describeToken } from './present-operator.ts';
import { checkCredential, stillHolds } from './sign-in.ts';
import { openSignInLimits } from './sign-in-limits.ts';

const tag = 'My account';

/** What the signed-in operator sees and changes of their own account. */
export function meRoutes(parts: ApiParts) {
  const { db, randomBytes } = parts;
  const hasher = openPasswordHasher(randomBytes);
  const limits = openSignInLimits(parts);

  return new Hono<ApiEnv>()
    .get(
      '/me',
      route({
        tag,
        permission: 'signed-in',
        beforeSecondFactor: true,
        summary: 'Who I am and what I may do',
        answers: { 200: meShape },
      }),
      async (c) => {
        const actor = actorOf(c);
        const { kind, id, name, role } = actor;
        if (kind !== 'operator' || id === null || role === null) return c.json(describeToken(actor), 200);
        const username = (await usernameOfOperator(db, id)) ?? '';
        const limited = (c.var.caller?.reach ?? null) !== null;
        const due = c.var.caller?.isSecondFactorDue ?? false;
        return c.json(await describeMe(db, { id, name, role, username, limited }, due), 200);
      },
    )
    .patch(
      '/me',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Choose the language of the web app',
        answers: { 204: null },
      }),
      body(changeMeInput),
      async (c) => {
        const { language } = c.req.valid('json');
        const actor = actorOf(c);
        const { kind, id } = actor;
        if (kind !== 'operator' || id === null) return errorResponse(c, { refused: 'not-an-operator' });
        await makeChange(db, actor, (change) => chooseLanguage(change, id, language));
        return c.body(null, 204);
      },
    )
    .put(
      '/me/email',
      route({
        tag,
        permission: 'signed-in',
        stepUp: 'by-person',
        summary: 'Say where links to my new password are sent; those on their way end',
        answers: { 204: null },
        refusals: [409],
      }),
      body(changeMyEmailInput),
      async (c) => {
        const actor = actorOf(c);
        const { id } = actor;
        if (id === null) return errorResponse(c, { refused: 'not-an-operator' });
        const input = c.req.valid('json');
        return answerRemoval(c, await applyChange(db, actor, (change) => changeOperator(change, id, input)));
      },
    )
    .post(
      '/me/password',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Change my password; my other sign-ins end',
        answers: { 204: null },
        refusals: [422, 429],
      }),
      body(changePasswordInput),
      async (c) => {
        const { currentPassword, newPassword } = c.req.valid('json');
        const actor = actorOf(c);
        const { id, kind, sourceAddress } = actor;
        const username = kind === 'operator' && id !== null ? await usernameOfOperator(db, id) : null;
        if (username === null || id === null) return errorResponse(c, { refused: 'not-an-operator' });
        if ((await limits.take(username, sourceAddress ?? '')) !== null) {
          return errorResponse(c, { refused: 'too-many-attempts' });
        }
        const { verified, passwordHash } = await checkCredential(db, hasher, username, currentPassword);
        const wrong = { code: 'wrong', message: 'is not your password' };
        const refused = { refused: 'password-wrong', fields: { currentPassword: wrong } } as const;
        if (!verified) return errorResponse(c, refused);
        await limits.giveBack(username, sourceAddress ?? '');
        const weakness = checkOperatorPassword(newPassword, username);
        if (weakness)
          return errorResponse(c, { refused: 'password-weak', fields: { newPassword: weakness } });
        const hash = await hasher.hash(newPassword);
        const keep = c.var.caller?.signInId ?? null;
        const { value } = await makeChange(db, actor, async (change) => {
          if (!(await stillHolds(change.tx, id, { passwordHash, withCode: true }))) return refused;
          return changePassword(change, id, hash, keep);
        });
        return isRefused(value) ? errorResponse(c, value) : c.body(null, 204);
      },
    )
    .get(
      '/me/sign-ins',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Where I am signed in',
        answers: { 200: signInsShape },
      }),
      async (c) => {
        const { kind, id } = actorOf(c);
        const none = { items: [], nextCursor: null };
        if (kind !== 'operator' || id === null) return c.json(none, 200);
        return c.json(await listSignIns(db, id, c.var.caller?.signInId ?? null), 200);
      },
    )
    .delete(
      '/me/sign-ins',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Sign me out everywhere, here too',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const actor = actorOf(c);
        const { id } = actor;
        if ((c.var.caller?.signInId ?? null) === null || id === null)
          return errorResponse(c, { refused: 'not-an-operator' });
        const ended = await applyChange(db, actor, (change) => signOutEverywhere(change, id));
        clearSignInCookie(c);
        return answerRemoval(c, ended);
      },
    )
    .delete(
      '/me/sign-ins/:id',
      route({
        tag,
        permission: 'signed-in',
        summary: 'End one of my sign-ins',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const actor = actorOf(c);
        const [operatorId, id] = [actor.id, idParam(c)];
        if ((c.var.caller?.signInId ?? null) === null || operatorId === null)
          return errorResponse(c, { refused: 'not-an-operator' });
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(
          c,
          await applyChange(db, actor, (change) => endOneSignIn(change, operatorId, id)),
        );
      },
    );
}
