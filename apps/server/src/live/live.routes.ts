import { Hono } from 'hono';
import { type ApiEnv, sourceAddressOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { route } from '../http/require-permission.ts';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // nginx would keep the signals until there is a page full of them.
  'X-Accel-Buffering': 'no',
} as const;

export function liveRoutes({ live }: ApiParts) {
  return new Hono<ApiEnv>().get(
    '/live',
    route({
      tag: 'System',
      permission: 'signed-in',
      summary: 'Signals of what changed, as they come (server-sent events), for an operator’s browser',
      description: [
        'Signals, not data: `changed` carries `{"topics": ["sessions", "attempts", "payments", "review", "changes"]}`, those of them that the role may read, each once a second at most;',
        'who hears one asks for the list itself. Who is limited to zones and routers hears of all of them every five seconds, whatever happened. `hello` comes first: from then on nothing is missed. `beat` comes every 15 s; who hears nothing for 40 s asks for the lists as if there were no stream.',
        '`end` comes within seconds after the sign-in has ended or its role has changed. API tokens have no streams.',
      ].join(' '),
      answers: { 200: null },
      refusals: [429],
    }),
    (c) => {
      const { caller } = c.var;
      if (caller === null) return errorResponse(c, { refused: 'not-signed-in' });
      const { actor, signInId } = caller;
      if (signInId === null || actor.id === null || actor.role === null)
        return errorResponse(c, { refused: 'not-an-operator' });
      const stream = live.follow({
        signInId,
        operatorId: actor.id,
        role: actor.role,
        limited: caller.reach !== null,
        address: sourceAddressOf(c),
      });
      if (stream === 'too-many') return errorResponse(c, { refused: 'too-many-streams' });
      if (stream === 'away') return errorResponse(c, { refused: 'database-away' });
      return c.body(stream, 200, HEADERS);
    },
  );
}
