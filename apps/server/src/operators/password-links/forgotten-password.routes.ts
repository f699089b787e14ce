import { Hono } from 'hono';
import { type ApiEnv, sourceAddressOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { isFromAnotherSite } from '../../http/require-sign-in.ts';
import { isMailSetUp } from '../../mail/mail-server.ts';
import { openTries } from '../../tries/count-tries.ts';
import { countedAddress } from '../../tries/counted-address.ts';
import { tooManyTries } from '../prove-oneself.ts';
import { openForgottenPasswords } from './forgotten-password.ts';
import { forgottenPasswordInput, forgottenPasswordWaysShape } from './password-links.schemas.ts';

const tag = 'Sign-in';
const OF_ADDRESS = { name: 'forgotten passwords', max: 20, seconds: 60 * 60 };

/** "Forgot your password?" */
export function forgottenPasswordRoutes(parts: ApiParts) {
  const { db } = parts;
  const tries = openTries(parts);
  const forgotten = openForgottenPasswords(parts);
  return new Hono<ApiEnv>()
    .get(
      '/forgotten-password',
      route({
        tag,
        permission: 'public',
        summary: 'Whether a link to a new password can be sent by mail',
        answers: { 200: forgottenPasswordWaysShape },
      }),
      async (c) => c.json({ byMail: await isMailSetUp(db) }, 200),
    )
    .post(
      '/forgotten-password',
      route({
        tag,
        permission: 'public',
        summary: 'Have a link to a new password sent; the answer is the same whoever it is about',
        answers: { 204: null },
        refusals: [409, 429],
      }),
      body(forgottenPasswordInput),
      async (c) => {
        if (isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
        if (!(await isMailSetUp(db))) return errorResponse(c, { refused: 'mail-not-set-up' });
        const sourceAddress = sourceAddressOf(c);
        const waitSeconds = await tries.take([[OF_ADDRESS, countedAddress(sourceAddress) ?? '']]);
        if (waitSeconds !== null) {
          c.header('Retry-After', String(waitSeconds));
          return errorResponse(c, tooManyTries(waitSeconds));
        }
        const { name, language = null } = c.req.valid('json');
        forgotten.tell({ name, language, sourceAddress });
        return c.body(null, 204);
      },
    );
}
