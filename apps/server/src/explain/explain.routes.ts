import { Hono } from 'hono';
import { customerUsername } from '../customers/customer-exists.ts';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { type Explanation, explainQuery, explanationShape } from './explain.schemas.ts';
import { waysOut } from './ways-out.ts';

export function explainRoutes({ db, now, explainLogin }: Pick<ApiParts, 'db' | 'now' | 'explainLogin'>) {
  const waysOf = async (explained: Omit<Explanation, 'ways'>, nasId: number, at: number) => {
    const { outcome, customerId, reason, nasName: name } = explained;
    if (outcome === 'accept' || customerId === null || reason === null) return [];
    const router = { id: String(nasId), name };
    const { kind, mac, sentenceSaid: sentence } = explained;
    return waysOut(db, { customerId, reason, kind, mac, sentence, router }, at);
  };
  return new Hono<ApiEnv>().get(
    '/explain',
    route({
      tag: 'Access log',
      permission: 'access-log.read',
      summary: 'What would be decided of a login now, and why: the facts, each rule, and what helps',
      description:
        'For any customer, device and router, by the same query and the same judge as a login. The password is taken as right. Nothing is stored.',
      answers: { 200: explanationShape },
      refusals: [404],
    }),
    query(explainQuery),
    async (c) => {
      const { nasId, customerId, mac = '', service = null, ...asked } = c.req.valid('query');
      const username =
        customerId === undefined ? (asked.username ?? '') : await customerUsername(db, customerId);
      if (username === null)
        return errorResponse(c, { refused: 'not-found', message: 'There is no such customer.' });
      const at = now();
      const explained = await explainLogin({ nasId, username, mac, service, now: at });
      if (explained === 'nas-unknown')
        return errorResponse(c, { refused: 'not-found', message: 'There is no such router.' });
      return c.json({ ...explained, ways: await waysOf(explained, nasId, at) }, 200);
    },
  );
}
