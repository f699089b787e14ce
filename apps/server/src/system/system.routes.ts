import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { route } from '../http/require-permission.ts';
import { describeSystem } from './system.queries.ts';
import { systemShape } from './system.schemas.ts';

/** What the frame's dot shows, and the page behind it. */
export function systemRoutes({ db, version, now }: ApiParts) {
  return new Hono<ApiEnv>().get(
    '/system',
    route({
      tag: 'System',
      permission: 'system.read',
      summary: 'How RADIUS, the database and the routers are doing',
      answers: { 200: systemShape },
    }),
    async (c) => c.json(await describeSystem(db, version, now()), 200),
  );
}
