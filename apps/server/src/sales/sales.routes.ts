import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { readSales } from './sales.queries.ts';
import { salesQuery, salesShape } from './sales.schemas.ts';

export function salesRoutes({ db, now }: ApiParts) {
  return new Hono<ApiEnv>().get(
    '/sales',
    route({
      tag: 'Payments',
      permission: 'payments.read',
      summary: 'What was sold, by day, package and hotspot zone; each currency for itself',
      answers: { 200: salesShape },
    }),
    query(salesQuery),
    async (c) => c.json(await readSales(db, c.req.valid('query'), now()), 200),
  );
}
