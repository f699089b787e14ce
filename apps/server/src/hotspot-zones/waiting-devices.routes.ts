import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { waitingInZonesShape, waitingQuery } from './hotspot-zones.schemas.ts';
import { findWaiting } from './waiting-devices.queries.ts';

export function waitingDevicesRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>().get(
    '/waiting-devices',
    route({
      tag: 'Hotspot zones',
      permission: 'hotspot-zones.read',
      summary: 'Unknown devices just heard in hotspot zones, the newcomer first (500 at most)',
      answers: { 200: waitingInZonesShape },
    }),
    query(waitingQuery),
    async (c) => {
      const { zoneId = null, search = '' } = c.req.valid('query');
      return c.json({ ...(await findWaiting(db, { zoneId, search })), nextCursor: null }, 200);
    },
  );
}
