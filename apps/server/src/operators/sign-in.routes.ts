import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf, sourceAddressOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { body } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { clearSignInCookie, isFromAnotherSite, setSignInCookie } from '../http/require-sign-in.ts';
import { isRefused, refuse } from '../outcome.ts';
import { checkOperatorPassword } from './operator-password.ts';
import {
  checkSetUpInput,
  meShape,
  setUpInput,
  setUpStateShape,
  setUpTokenShape,
  signInInput,
} from './operators.schemas.ts';
import { openPasswordHasher } from './password-hash.ts';
import { openProofs, tooManyTries as refuseTries } from './prove-oneself.ts';
import { hasSecondFactor } from './two-factor/second-factor.ts';
import { describeMe } from './present-operator.ts';
import { isSetUpNeeded, isSetUpTokenGood, setUp } from './set-up.ts';
import {
  checkCredential,
  closeSignIn,
  type KnownOperator,
  openSignIn,
  operatorActor,
  recordRefusedSignIn,
  stillHolds,
} from './sign-in.ts';
import { openSignInLimits } from './sign-in-limits.ts';

const tag = 'Sign-in';
/** Of somebody's username more is looked up and put on the record than of nobody's: neither is told sooner. */
const REFUSED_AFTER_MS = 300;

/** How an operator comes in: set-up with the one-time token, sign-in, sign-out. */
export function signInRoutes(parts: ApiParts) {
  const { db, randomBytes } = parts;
  const hasher = openPasswordHasher(randomBytes);
  const limits = openSignInLimits(parts);
  const proofs = openProofs(parts);
  const origin = (c: ApiContext) => ({
    sourceAddress: sourceAddressOf(c),
    userAgent: c.req.header('User-Agent') ?? null,
  });

  const refuseOnRecord = (c: ApiContext, operator: KnownOperator) =>
    makeChange(db, operatorActor(operator, sourceAddressOf(c)), (change) =>
      recordRefusedSignIn(change, operator.id),
    );

  return new Hono<ApiEnv>()
    .get(
      '/set-up',
      route({
        tag,
        permission: 'public',
        summary: 'Whether the first operator is still to be made',
        answers: { 200: setUpStateShape },
      }),
      async (c) => c.json({ needed: await isSetUpNeeded(db) }),
    )
    .post(
      '/set-up',
      route({
        tag,
        permission: 'public',
        summary: 'Make the first operator, an owner, with the one-time token, and sign in',
        answers: { 201: meShape },
        refusals: [409, 422, 429],
      }),
      body(setUpInput, weakPassword),
      async (c) => {
        const { password, ...input } = c.req.valid('json');
        if (isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
        const waitSeconds = await limits.take('set-up token', sourceAddressOf(c) ?? '');
        if (waitSeconds !== null) return tooManyTries(c, waitSeconds);
        const weakness = checkOperatorPassword(password, input.username);
        if (weakness) return errorResponse(c, { refused: 'password-weak', fields: { password: weakness } });
        const passwordHash = await hasher.hash(password);
        const actor: Actor = {
          kind: 'set-up',
          id: null,
          name: input.name,
          role: null,
          sourceAddress: sourceAddressOf(c),
        };
        const { value } = await makeChange(db, actor, async (change) => {
          const operator = await setUp(change, { ...input, passwordHash });
          if (isRefused(operator)) return operator;
          return { ...operator, ...(await openSignIn(change, operator.id, origin(c), randomBytes)) };
        });
        if (isRefused(value)) return errorResponse(c, value);
        setSignInCookie(c, value.token);
        const { name, username } = input;
        const made = { id: value.id, name, username, role: 'owner', limited: false } as const;
        return c.json(await describeMe(db, made, value.secondFactorDue), 201);
      },
    )
    .post(
      '/set-up/check',
      route({
        tag,
        permission: 'public',
        summary: 'Whether a set-up token is still good; it is not used up by asking',
        answers: { 200: setUpTokenShape },
        refusals: [429],
      }),
      body(checkSetUpInput),
      async (c) => {
        if (isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
        const address = sourceAddressOf(c) ?? '';
        const waitSeconds = await limits.take('set-up check', address);
        if (waitSeconds !== null) return tooManyTries(c, waitSeconds);
        const good = await isSetUpTokenGood(db, c.req.valid('json').token);
        if (good) await limits.giveBack('set-up check', address);
        return c.json({ good }, 200);
      },
    )
    .post(
      '/sign-in',
      route({
        tag,
        permission: 'public',
        summary: 'Sign in with username and password; the answer sets the cookie',
        description:
          'Where a second factor is set up, the right password alone is answered `second-factor-needed`: nothing is opened by it. Send all three then.',
        answers: { 200: meShape },
        refusals: [429],
      }),
      body(signInInput),
      async (c) => {
        if (isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
        const beganAt = performance.now();
        const { username, password, code } = c.req.valid('json');
        const address = sourceAddressOf(c) ?? '';
        const waitSeconds = await limits.take(username, address);
        if (waitSeconds !== null) return tooManyTries(c, waitSeconds);
        const { operator, verified, passwordHash } = await checkCredential(db, hasher, username, password);
        if (operator === null || !verified) {
          if (operator !== null) await refuseOnRecord(c, operator);
          await sleep(Math.max(0, beganAt + REFUSED_AFTER_MS - performance.now()));
          return errorResponse(c, { refused: 'sign-in-refused' });
        }
        const actor = operatorActor(operator, sourceAddressOf(c));
        await limits.giveBack(username, address);
        const withCode = await hasSecondFactor(db, operator.id);
        if (withCode) {
          if (code === undefined) return errorResponse(c, { refused: 'second-factor-needed' });
          const wrong = await proofs.byCode(actor, code);
          if (wrong) return errorResponse(c, wrong);
        }
        const before = c.var.caller;
        const { value } = await makeChange(db, actor, async (change) => {
          if (!(await stillHolds(change.tx, operator.id, { passwordHash, withCode }))) {
            await recordRefusedSignIn(change, operator.id);
            return refuse('sign-in-refused');
          }
          // The browser forgets the one that it had: nobody else shall find it.
          if (before?.signInId && before.actor.id !== null)
            await closeSignIn(change, before.signInId, before.actor.id);
          return openSignIn(change, operator.id, origin(c), randomBytes);
        });
        if (isRefused(value)) return errorResponse(c, value);
        setSignInCookie(c, value.token);
        return c.json(await describeMe(db, operator, value.secondFactorDue), 200);
      },
    )
    .post(
      '/sign-out',
      route({
        tag,
        permission: 'signed-in',
        beforeSecondFactor: true,
        summary: 'End this sign-in',
        answers: { 204: null },
      }),
      async (c) => {
        const signInId = c.var.caller?.signInId ?? null;
        const actor = actorOf(c);
        if (signInId !== null && actor.id !== null) {
          const operatorId = actor.id;
          await makeChange(db, actor, (change) => closeSignIn(change, signInId, operatorId));
        }
        clearSignInCookie(c);
        return c.body(null, 204);
      },
    );
}

/** Said together with what else is wrong. */
async function weakPassword({ username, password }: Readonly<Record<string, unknown>>) {
  if (typeof password !== 'string' || typeof username !== 'string') return null;
  const weakness = checkOperatorPassword(password, username);
  return weakness === null ? null : refuse('password-weak', { fields: { password: weakness } });
}

function tooManyTries(c: ApiContext, waitSeconds: number) {
  c.header('Retry-After', String(waitSeconds));
  return errorResponse(c, refuseTries(waitSeconds));
}
