import { Hono } from 'hono';
import { type Change, makeChange } from '../../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body, idParam } from '../../http/read-request.ts';
import { changeAnswers, route } from '../../http/require-permission.ts';
import { refuseUnlessProved } from '../../http/step-up.ts';
import { isRefused, type Outcome } from '../../outcome.ts';
import { openProofs } from '../prove-oneself.ts';
import {
  offerTwoFactor,
  renewRecoveryCodes,
  resetTwoFactor,
  turnOffTwoFactor,
  turnOnTwoFactor,
} from './change-two-factor.ts';
import { changeRequirement, readRequirement } from './requirement.ts';
import { hasSecondFactor } from './second-factor.ts';
import { noteProved } from './step-up.ts';
import {
  offeredShape,
  recoveryCodesShape,
  requirementInput,
  requirementShape,
  resetInput,
  stepUpInput,
  turnOnInput,
  withPasswordInput,
} from './two-factor.schemas.ts';

const tag = 'Sign-in';

/** The second factor, and proving again who one is. */
export function twoFactorRoutes(parts: ApiParts) {
  const { db, secretBox, randomBytes, now } = parts;
  const proofs = openProofs(parts);

  /** The operator and sign-in that asks; an API token is neither. */
  const whoAsks = (c: ApiContext): Outcome<{ id: number; signInId: number }> => {
    const { actor, signInId } = c.var.caller ?? { actor: null, signInId: null };
    if (actor?.kind !== 'operator' || actor.id === null || signInId === null)
      return { refused: 'not-an-operator' };
    return { id: actor.id, signInId };
  };

  async function changeOwn<T>(
    c: ApiContext,
    password: string | null,
    work: (change: Change, who: { id: number; signInId: number }) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const who = whoAsks(c);
    if (isRefused(who)) return who;
    const unproved = password === null ? null : await proofs.byPassword(actorOf(c), password);
    if (unproved) return unproved;
    return (await makeChange(db, actorOf(c), (change) => work(change, who))).value;
  }

  return new Hono<ApiEnv>()
    .post(
      '/me/step-up',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Prove again who I am, for what asks for it',
        answers: { 204: null },
        refusals: [422, 429],
      }),
      body(stepUpInput),
      async (c) => {
        const who = whoAsks(c);
        if (isRefused(who)) return errorResponse(c, who);
        const { password = '', code = '' } = c.req.valid('json');
        const actor = actorOf(c);
        const refused = (await hasSecondFactor(db, who.id))
          ? await proofs.byCode(actor, code)
          : await proofs.byPassword(actor, password);
        if (refused) return errorResponse(c, refused);
        await makeChange(db, actor, (change) => noteProved(change, who.id, who.signInId));
        return c.body(null, 204);
      },
    )
    .post(
      '/me/two-factor/offer',
      route({
        tag,
        permission: 'signed-in',
        beforeSecondFactor: true,
        stepUp: 'by-measure',
        summary: 'A new secret for my authenticator app; its first code turns it on',
        answers: { 200: offeredShape },
        refusals: [422, 429],
      }),
      body(withPasswordInput),
      async (c) => {
        const who = whoAsks(c);
        if (isRefused(who)) return errorResponse(c, who);
        // Who has one may not put another in its place by the password alone.
        const unproved = (await hasSecondFactor(db, who.id)) ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        const { password } = c.req.valid('json');
        const offered = await changeOwn(c, password, (change, { id }) =>
          offerTwoFactor(change, secretBox, id, randomBytes),
        );
        return isRefused(offered) ? errorResponse(c, offered) : c.json(offered, 200);
      },
    )
    .post(
      '/me/two-factor',
      route({
        tag,
        permission: 'signed-in',
        beforeSecondFactor: true,
        summary: 'Turn my second factor on by the first code of the app; my other sign-ins end',
        answers: { 200: recoveryCodesShape },
        refusals: [409, 422],
      }),
      body(turnOnInput),
      async (c) => {
        const { code } = c.req.valid('json');
        const done = await changeOwn(c, null, (change, { id, signInId }) =>
          turnOnTwoFactor(change, secretBox, id, { code, signInId, nowMs: now(), randomBytes }),
        );
        return isRefused(done) ? errorResponse(c, done) : c.json(done, 200);
      },
    )
    .post(
      '/me/two-factor/recovery-codes',
      route({
        tag,
        permission: 'signed-in',
        stepUp: 'by-person',
        summary: 'New recovery codes in place of mine; shown this once',
        answers: { 200: recoveryCodesShape },
        refusals: [409],
      }),
      async (c) => {
        const done = await changeOwn(c, null, (change, { id }) =>
          renewRecoveryCodes(change, id, randomBytes),
        );
        return isRefused(done) ? errorResponse(c, done) : c.json(done, 200);
      },
    )
    .post(
      '/me/two-factor/off',
      route({
        tag,
        permission: 'signed-in',
        stepUp: 'by-person',
        summary: 'Turn my second factor off; my other sign-ins end',
        answers: { 204: null },
        refusals: [409, 422, 429],
      }),
      body(withPasswordInput),
      async (c) => {
        const { password } = c.req.valid('json');
        const done = await changeOwn(c, password, (change, { id, signInId }) =>
          turnOffTwoFactor(change, id, signInId),
        );
        return isRefused(done) ? errorResponse(c, done) : c.body(null, 204);
      },
    )
    .get(
      '/two-factor/requirement',
      route({
        tag,
        permission: 'settings.read',
        summary: 'Of which roles a second factor is required',
        answers: { 200: requirementShape },
      }),
      async (c) => c.json(await readRequirement(db), 200),
    )
    .put(
      '/two-factor/requirement',
      route({
        tag,
        permission: 'operators.change',
        stepUp: 'by-person',
        summary: 'Require a second factor of roles, with some sign-ins to set it up',
        answers: changeAnswers(200, requirementShape),
      }),
      body(requirementInput),
      async (c) => {
        const wanted = c.req.valid('json');
        const changed = await makeChange(db, actorOf(c), (change) => changeRequirement(change, wanted));
        return answerChange(c, 200, changed, (requirement) => requirement);
      },
    )
    .post(
      '/operators/:id/two-factor/reset',
      route({
        tag,
        permission: 'operators.change',
        stepUp: 'by-person',
        summary: 'Take the second factor from an operator who has lost it; their sign-ins end',
        answers: { 204: null },
        refusals: [404, 409],
      }),
      body(resetInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { reason = null } = c.req.valid('json');
        return answerRemoval(
          c,
          await makeChange(db, actorOf(c), (change) => resetTwoFactor(change, id, reason)),
        );
      },
    );
}
