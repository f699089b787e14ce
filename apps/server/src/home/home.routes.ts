import { Hono } from 'hono';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { onceAtATime } from '../http/once-at-a-time.ts';
import { route } from '../http/require-permission.ts';
import { describeHome } from './describe-home.ts';
import { gatherHome } from './gather-home.ts';
import { homeShape } from './home.schemas.ts';

/** However many operators look, everything is counted once in this time. */
const GATHERED_KEPT_MS = 2000;

export function homeRoutes(parts: ApiParts) {
  const gather = onceAtATime(() => gatherHome(parts), GATHERED_KEPT_MS);
  return new Hono<ApiEnv>().get(
    '/home',
    route({
      tag: 'System',
      permission: 'signed-in',
      summary: 'Is everything all right? One sentence, and what it rests on, as far as the role may see it',
      description:
        'Who is online, logins and refusals over time by reason, what needs a person, who is refused most, the parts of the house, and what changed since yesterday. A count above 10,000 is told as 10,001.',
      answers: { 200: homeShape },
    }),
    async (c) => {
      return c.json(describeHome(await gather(), actorOf(c)), 200);
    },
  );
}
