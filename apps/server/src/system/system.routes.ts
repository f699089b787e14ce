import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerRemoval } from '../http/change-response.ts';
import { query } from '../http/read-request.ts';
import { removalAnswers, route } from '../http/require-permission.ts';
import { describeHistory } from './history.queries.ts';
import { historyQuery, historyShape } from './history.schemas.ts';
import { removeRadiusNode } from './remove-radius-node.ts';
import { describeSystem } from './describe-system.ts';
import { systemShape } from './system.schemas.ts';

const tag = 'System';

/** What the frame's dot shows, and the page behind it. */
export function systemRoutes({ db, version, now, portalCertificate, adminCertificate }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/system',
      route({
        tag,
        permission: 'system.read',
        summary: 'How RADIUS, the database and the routers are doing',
        answers: { 200: systemShape },
      }),
      async (c) => {
        const certificates = [portalCertificate?.() ?? null, adminCertificate?.() ?? null] as const;
        return c.json(await describeSystem(db, version, now(), ...certificates), 200);
      },
    )
    .get(
      '/system/history',
      route({
        tag,
        permission: 'system.read',
        summary: 'Logins, refusals, latencies and the database over the last hour, day or week',
        answers: { 200: historyShape },
      }),
      query(historyQuery),
      async (c) => c.json(await describeHistory(db, c.req.valid('query').span, now()), 200),
    )
    .delete(
      '/radius-nodes/:id',
      route({
        tag,
        permission: 'system.change',
        summary: 'Take a RADIUS process that is gone for good off the list; changes no longer wait for it',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = c.req.param('id');
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeRadiusNode(change, id)));
      },
    );
}
