import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import type { Context, TypedResponse } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { z } from 'zod';
import { BadCursor } from '../db/keyset.ts';
import type { FieldError, Refused } from '../outcome.ts';

/** What every refusal looks like (contract.md). */
export const errorShape = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.object({ code: z.string(), message: z.string() })).optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorBody = {
  error: { code: ErrorCode; message: string; fields?: Record<string, { code: string; message: string }> };
};
export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503;

export type ErrorAnswer = Response & TypedResponse<ErrorBody, ErrorStatus, 'json'>;

/** A refusal in the API's one form, under the status that its code has in the table. */
export function errorResponse(c: Context, { refused, message, fields }: Refused): ErrorAnswer {
  const { status, message: publicSentence } = ERROR_CODES[refused];
  const body: ErrorBody = {
    error: { code: refused, message: message ?? publicSentence, ...(fields && { fields: { ...fields } }) },
  };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.json(body, status) as unknown as ErrorAnswer;
}

/** The last resort: what a handler throws. The caller gets no more than that it was not their fault. */
export function handleError(error: unknown, c: Context, log: Logger): ErrorAnswer {
  if (error instanceof BadCursor) return errorResponse(c, BAD_CURSOR);
  if (error instanceof HTTPException && error.status === 400)
    return errorResponse(c, { refused: 'bad-json' });
  const away = isDatabaseAway(error);
  log.error(
    { err: error, method: c.req.method, path: c.req.path },
    away ? 'database away' : 'request failed',
  );
  return errorResponse(c, { refused: away ? 'database-away' : 'internal' });
}

export const BAD_CURSOR: Refused = {
  refused: 'bad-request',
  message: 'The cursor is none of this list. Start again at the first page.',
  fields: { cursor: { code: 'invalid', message: 'is none of this list' } },
};

const AWAY_CODES = /^(08|57P|53300|ECONN|ENOENT$|EPIPE|ETIMEDOUT)/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && AWAY_CODES.test(error.code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}

type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined };

/** zod's issues as field errors in plain words. */
export function fieldErrors(issues: readonly Issue[], sent: unknown): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  for (const issue of issues as readonly z.core.$ZodIssue[]) {
    const path = (issue.path ?? []).map((key) => String(key));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...path, key].join('.')] = UNKNOWN_FIELD;
    } else if (path.length > 0) {
      fields[path.join('.')] ??= describeIssue(issue, valueAt(sent, path));
    }
  }
  return fields;
}

const UNKNOWN_FIELD: FieldError = { code: 'unknown', message: 'is not known here' };

function describeIssue(issue: z.core.$ZodIssue, value: unknown): FieldError {
  if (value === undefined && issue.code !== 'custom') return { code: 'missing', message: 'is required' };
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: `must be ${typeName(issue.expected)}` };
    case 'too_small':
      return { code: 'too-small', message: `must be at least ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too-long', message: `may have ${issue.maximum} characters at most` }
        : { code: 'too-big', message: `must be at most ${issue.maximum}` };
    case 'invalid_value':
      return { code: 'invalid', message: `must be one of: ${issue.values.map(String).join(', ')}` };
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'invalid'), message: issue.message };
    default:
      return {
        code: 'invalid',
        message: issue.code === 'invalid_union' ? 'is not a value known here' : issue.message,
      };
  }
}

function typeName(expected: string): string {
  const names: Record<string, string> = { string: 'text', int: 'a whole number', boolean: 'true or false' };
  return names[expected] ?? `a ${expected}`;
}

function valueAt(sent: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([k]) => k === key)?.[1]
        : undefined,
    sent,
  );
}
