import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { onceAtATime } from '../http/once-at-a-time.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { readHotspotNow } from './hotspot-now.queries.ts';
import { describeHotspots } from './hotspot-overview.queries.ts';
import { hotspotOverviewQuery, hotspotOverviewShape } from './hotspot-overview.schemas.ts';

/** However many operators look, sessions are counted once in this time. */
const COUNT_KEPT_MS = 3000;

export function hotspotOverviewRoutes({ db, now }: ApiParts) {
  const readNow = onceAtATime(() => readHotspotNow(db), COUNT_KEPT_MS);
  return new Hono<ApiEnv>().get(
    '/hotspot-overview',
    route({
      tag: 'Hotspot zones',
      permission: 'hotspot-zones.read',
      summary: 'Sign-ups, who is online and packages in use in the hotspots: now, today and before',
      answers: { 200: hotspotOverviewShape },
    }),
    query(hotspotOverviewQuery),
    async (c) => c.json(await describeHotspots(db, await readNow(), c.req.valid('query'), now()), 200),
  );
}
