import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { idParam } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { isRefused } from '../../outcome.ts';
import { readChecklist } from '../router-checklist.queries.ts';
import { checklistShape } from '../router-checklist.schemas.ts';
import { routerKitShape } from './router-kit.schemas.ts';
import { showKit, showKitWithSecrets } from './show-kit.ts';

const tag = 'Routers';

/** What a router is set up with, and whether it does what it should. */
export function routerKitRoutes({ db, secretBox, now }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/nas/:id/checklist',
      route({
        tag,
        permission: 'nas.read',
        summary: 'What a router does of all that it should, and what is missing',
        answers: { 200: checklistShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const checks = id === null ? null : await readChecklist(db, id, now());
        if (checks === null) return errorResponse(c, { refused: 'not-found' });
        const items = checks.map((check) => ({
          ...check,
          at: check.at === null ? null : new Date(check.at).toISOString(),
        }));
        return c.json({ items }, 200);
      },
    )
    .get(
      '/nas/:id/kit',
      route({
        tag,
        permission: 'nas.read',
        summary: 'The set-up file of a router, without its secrets',
        answers: { 200: routerKitShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const kit = await showKit(db, secretBox, id);
        return isRefused(kit) ? errorResponse(c, kit) : c.json(kit, 200);
      },
    )
    .get(
      '/nas/:id/kit-with-secrets',
      route({
        tag,
        permission: 'secrets.show',
        stepUp: 'always',
        summary: 'The set-up file of a router with its secrets in clear; who looked is recorded',
        answers: { 200: routerKitShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { value } = await applyChange(db, actorOf(c), (change) =>
          showKitWithSecrets(change, secretBox, id),
        );
        return isRefused(value) ? errorResponse(c, value) : c.json(value, 200);
      },
    );
}
