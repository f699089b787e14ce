import { Hono } from 'hono';
import { makeChange } from '../../db/make-change.ts';
import { type ApiContext, type ApiEnv, sourceAddressOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { isFromAnotherSite } from '../../http/require-sign-in.ts';
import { isRefused, refuse } from '../../outcome.ts';
import { openTries, type TryKey } from '../../tries/count-tries.ts';
import { countedAddress } from '../../tries/counted-address.ts';
import { changePassword } from '../change-password.ts';
import { checkOperatorPassword } from '../operator-password.ts';
import { openPasswordHasher } from '../password-hash.ts';
import { findPasswordLink, takePasswordLink } from './password-links.ts';
import {
  checkPasswordLinkInput,
  passwordLinkStateShape,
  usePasswordLinkInput,
} from './password-links.schemas.ts';

const tag = 'Sign-in';
const GUESSES = { name: 'password links', max: 20, seconds: 15 * 60 };
const LINK_OVER =
  'This link has been used, has been replaced or is too old. Ask for another one on the sign-in page, or ask an owner.';

/** How an operator who holds a link sets a password. It signs nobody in: what else is asked at sign-in is asked there. */
export function passwordLinkRoutes({ db, secretBox, randomBytes }: ApiParts) {
  const hasher = openPasswordHasher(randomBytes);
  const tries = openTries({ db, secretBox });
  const keys = (c: ApiContext): TryKey[] => [[GUESSES, countedAddress(sourceAddressOf(c) ?? '') ?? '']];
  const refuseGuess = async (c: ApiContext) => {
    if (isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
    return (await tries.take(keys(c))) === null ? null : errorResponse(c, { refused: 'too-many-attempts' });
  };
  const wasGood = (c: ApiContext) => tries.giveBack(keys(c));

  return new Hono<ApiEnv>()
    .post(
      '/password-link/check',
      route({
        tag,
        permission: 'public',
        summary: 'Whose link to set a password this is; it is not used up by asking',
        answers: { 200: passwordLinkStateShape },
        refusals: [429],
        changesNothing: true,
      }),
      body(checkPasswordLinkInput),
      async (c) => {
        const refused = await refuseGuess(c);
        if (refused !== null) return refused;
        const holder = await findPasswordLink(db, c.req.valid('json').token);
        if (holder === null) return c.json({ good: false, name: null, username: null, first: false }, 200);
        await wasGood(c);
        const { name, username, hasPassword } = holder;
        return c.json({ good: true, name, username, first: !hasPassword }, 200);
      },
    )
    .post(
      '/password-link/use',
      route({
        tag,
        permission: 'public',
        summary: 'Set a password with a link; every sign-in of the operator ends, and none is begun',
        answers: { 204: null },
        refusals: [422, 429],
      }),
      body(usePasswordLinkInput),
      async (c) => {
        const refused = await refuseGuess(c);
        if (refused !== null) return refused;
        const { token, password } = c.req.valid('json');
        const over = { refused: 'password-link-over', message: LINK_OVER } as const;
        const holder = await findPasswordLink(db, token);
        if (holder === null) return errorResponse(c, over);
        await wasGood(c);
        const weakness = checkOperatorPassword(password, holder.username);
        if (weakness) return errorResponse(c, { refused: 'password-weak', fields: { password: weakness } });
        const hash = await hasher.hash(password);
        const { id, name } = holder;
        const actor = { kind: 'operator', id, name, role: null, sourceAddress: sourceAddressOf(c) } as const;
        const { value } = await makeChange(db, actor, async (change) => {
          if (!(await takePasswordLink(change.tx, token))) return refuse('password-link-over');
          return changePassword(change, id, hash, null);
        });
        return isRefused(value) ? errorResponse(c, over) : c.body(null, 204);
      },
    );
}
