import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import type { Context, TypedResponse } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { z } from 'zod';
import { databaseErrorCode } from '../db/in-transaction.ts';
import { BadCursor } from '../db/keyset.ts';
import type { Said } from '@gatehouse/domain/said/said';
import type { FieldError, Refused } from '../outcome.ts';
import { saidShape } from '../shapes.ts';

/** What every refusal looks like (contract.md). */
export const errorShape = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      messageSaid: saidShape.optional(),
      fields: z
        .record(
          z.string(),
          z.object({ code: z.string(), message: z.string(), messageSaid: saidShape.optional() }),
        )
        .optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorBody = {
  error: { code: ErrorCode; message: string; messageSaid?: Said; fields?: Record<string, FieldError> };
};
export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503;

export type ErrorAnswer = Response & TypedResponse<ErrorBody, ErrorStatus, 'json'>;

/** A refusal in the API's one form, under the status that its code has in the table. */
export function errorResponse(c: Context, { refused, message, messageSaid, fields }: Refused): ErrorAnswer {
  const { status, message: publicSentence } = ERROR_CODES[refused];
  const body: ErrorBody = {
    error: {
      code: refused,
      message: message ?? publicSentence,
      ...(messageSaid && { messageSaid }),
      ...(fields && { fields: { ...fields } }),
    },
  };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.json(body, status) as unknown as ErrorAnswer;
}

/** The last resort: what a handler throws. The caller gets no more than that it was not their fault. */
export function handleError(error: unknown, c: Context, log: Logger): ErrorAnswer {
  if (error instanceof BadCursor) return errorResponse(c, BAD_CURSOR);
  if (error instanceof HTTPException && error.status === 400)
    return errorResponse(c, { refused: 'bad-json' });
  if (databaseErrorCode(error) === CHECK_OPTION) return errorResponse(c, { refused: 'out-of-reach' });
  if (NO_TEXT.has(databaseErrorCode(error) ?? '')) return errorResponse(c, NUL_SENT);
  const away = isDatabaseAway(error);
  log.error(
    { err: error, method: c.req.method, path: c.req.path },
    away ? 'database away' : 'request failed',
  );
  return errorResponse(c, { refused: away ? 'database-away' : 'internal' });
}

/** A row would have got out of the reach of whoever wrote it, or a stranger's come into it. */
const CHECK_OPTION = '44000';

export const BAD_CURSOR: Refused = {
  refused: 'bad-request',
  message: 'The cursor is none of this list. Start again at the first page.',
  fields: { cursor: { code: 'invalid', message: 'is none of this list' } },
};

/** What JSON can say and no text of a database can hold: whoever sent it is told so. */
const NO_TEXT: ReadonlySet<string> = new Set(['22021', '22P05']);
const NUL_SENT: Refused = {
  refused: 'bad-request',
  message: 'A text has the character NUL (U+0000) in it, which no text can hold. Leave it out.',
};

const AWAY_CODES = /^(08|57P|53300|ECONN|ENOENT$|EPIPE|ETIMEDOUT)/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && AWAY_CODES.test(error.code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}
