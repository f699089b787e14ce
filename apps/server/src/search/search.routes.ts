import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { foundShape, searchQuery } from './search.schemas.ts';
import { searchEverything } from './search-everything.ts';

export function searchRoutes({ db }: Pick<ApiParts, 'db'>) {
  return new Hono<ApiEnv>().get(
    '/search',
    route({
      tag: 'Search',
      permission: 'customers.read',
      summary: 'One box for everything: people, devices, who is online, who tried',
      description:
        '`q` may be a MAC in any format or a part of one, a part of a name, a username or a telephone number, the IP address of somebody who is online, or a username as it was tried. Six of each kind at most.',
      answers: { 200: foundShape },
    }),
    query(searchQuery),
    async (c) => c.json(await searchEverything(db, c.req.valid('query').q), 200),
  );
}
