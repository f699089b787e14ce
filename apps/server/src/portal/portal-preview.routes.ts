import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { body, idParam } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { previewInput, previewShape } from './portal-preview.schemas.ts';
import { previewPortal } from './preview-portal.ts';

export function portalPreviewRoutes(parts: ApiParts) {
  return new Hono<ApiEnv>().post(
    '/hotspot-zones/:id/portal-preview',
    route({
      tag: 'Hotspot zones',
      permission: 'hotspot-zones.read',
      summary: 'A page of the zone’s portal as it would look, changed or not',
      answers: { 200: previewShape },
      refusals: [404],
      changesNothing: true,
    }),
    body(previewInput),
    async (c) => {
      const id = idParam(c);
      const preview = id === null ? null : await previewPortal(parts, id, c.req.valid('json'));
      return preview === null ? errorResponse(c, { refused: 'not-found' }) : c.json(preview, 200);
    },
  );
}
