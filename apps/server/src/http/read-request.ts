import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { fieldErrors } from '../field-errors.ts';
import type { FieldError, Refused } from '../outcome.ts';
import { type ApiContext } from './api-env.ts';
import { errorResponse } from './error-response.ts';

/** What else is wrong with a body that does not fit already, so that all of it is said at once. */
export type MoreFaults = (
  sent: Readonly<Record<string, unknown>>,
  id: number | null,
) => Promise<Refused | null>;
type Fields = Readonly<Record<string, FieldError>>;

/** Reads and checks the JSON body: `c.req.valid('json')`. A fault is 400 with one error per field. */
export function body<S extends z.ZodType>(shape: S, moreFaults?: MoreFaults) {
  return validator('json', shape, async (result, c) => {
    if (result.success) return undefined;
    const sent: unknown = result.data;
    const more =
      moreFaults !== undefined && isRecord(sent) ? await moreFaults(sent, readId(c.req.param('id'))) : null;
    return errorResponse(c, badRequest(result.error, sent, more?.fields));
  });
}

function isRecord(sent: unknown): sent is Record<string, unknown> {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent);
}

/** Reads and checks the query: `c.req.valid('query')`. Parameters that a route does not know are ignored. */
export function query<S extends z.ZodType>(shape: S) {
  return validator('query', shape, (result, c) => {
    const withNul = Object.entries(c.req.query()).find(([, value]) => value.includes('\0'))?.[0];
    if (withNul !== undefined) return errorResponse(c, nulIn(withNul));
    if (result.success) return undefined;
    return errorResponse(c, badRequest(result.error, result.data));
  });
}

/** PostgreSQL takes none in a text, so nothing that is stored has one. */
function nulIn(field: string): Refused {
  const message = 'must not contain control characters';
  return {
    refused: 'bad-request',
    message: `${field} ${message}.`,
    fields: { [field]: { code: 'invalid', message } },
  };
}

function badRequest(issues: Parameters<typeof fieldErrors>[0], sent: unknown, more: Fields = {}): Refused {
  const fields = { ...more, ...fieldErrors(issues, sent) };
  const named = Object.entries(fields);
  if (named.length === 0) return { refused: 'bad-request', message: 'The body must be a JSON object.' };
  const sentence = named.map(([field, { message }]) => `${field} ${message}`).join('; ');
  return { refused: 'bad-request', message: `${sentence}.`, fields };
}

/** The id in the path, or `null` for what can be none: the caller answers that with 404. */
export function idParam(c: ApiContext, name = 'id'): number | null {
  return readId(c.req.param(name));
}

function readId(text = ''): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
