import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { ApiEnv } from './api-env.ts';
import { describeEvents } from '../webhooks/describe-events.ts';
import { route } from './require-permission.ts';
import { z } from 'zod';

export type OpenApiDocument = Awaited<ReturnType<typeof generateSpecs>>;

const DESCRIPTION = `Everything the operators' web app does goes through this API; so can your scripts.

Send an API token (\`gatehouse token create --name N --role R\`) as \`Authorization: Bearer TOKEN\`.
Ids are strings, times ISO 8601 in UTC, MACs are taken in any format and answered as \`AA:BB:CC:DD:EE:FF\`.
Lists take \`limit\`, \`cursor\`, \`search\`, \`sort\` and \`count\`; \`nextCursor\` leads to the next page.
A change answered 200, 201 or 204 is in force on every RADIUS process; 202 with \`pendingNodes\` means that it is
stored, and not yet in force on those named. In a PATCH \`null\` means: inherit.`;

/** OpenAPI 3.1, from what the routes themselves declare. */
export async function describeApi(api: Hono<ApiEnv>, version: string): Promise<OpenApiDocument> {
  const document = await generateSpecs(api, {
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
    documentation: {
      info: { title: 'Gatehouse', version, description: DESCRIPTION },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token' },
          cookie: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-gatehouse',
            description: "An operator's sign-in",
          },
        },
      },
    },
  });
  return Object.assign(document, { webhooks: describeEvents() });
}

/** `GET /openapi.json`; the document is made when first asked for, as by then all routes are known. */
export function openApiRoutes(describe: () => Promise<OpenApiDocument>) {
  return new Hono<ApiEnv>().get(
    '/openapi.json',
    route({
      tag: 'System',
      permission: 'public',
      summary: 'This description, as OpenAPI 3.1',
      answers: { 200: z.object({ openapi: z.string() }).loose() },
    }),
    async (c) => {
      const document = await describe();
      return c.json({ ...document } as { openapi: string }, 200);
    },
  );
}
