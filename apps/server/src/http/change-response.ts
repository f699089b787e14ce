import type { TypedResponse } from 'hono';
import { isRefused, type Outcome } from '../outcome.ts';
import type { ApiContext } from './api-env.ts';
import { type ErrorAnswer, errorResponse } from './error-response.ts';

/** What `makeChange` gives back: the verb's outcome, and the RADIUS nodes where it is not yet in force. */
export type ChangeResult<T> = { readonly value: Outcome<T>; readonly pendingNodes: readonly string[] };

type ChangeAnswer<B, S extends 200 | 201> =
  | (Response & TypedResponse<B, S, 'json'>)
  | (Response & TypedResponse<B & { pendingNodes: string[] }, 202, 'json'>)
  | ErrorAnswer;

/** 200 or 201: in force on every RADIUS process. 202: stored, and `pendingNodes` says where not yet. */
export function answerChange<T, B extends object, S extends 200 | 201>(
  c: ApiContext,
  status: S,
  { value, pendingNodes }: ChangeResult<T>,
  present: (value: T) => B,
): ChangeAnswer<B, S> {
  if (isRefused(value)) return errorResponse(c, value);
  const answer = present(value);
  if (pendingNodes.length === 0) return c.json(answer, status) as unknown as ChangeAnswer<B, S>;
  return c.json({ ...answer, pendingNodes }, 202) as unknown as ChangeAnswer<B, S>;
}

/** 204, or 202 with `pendingNodes`. */
export function answerRemoval(c: ApiContext, { value, pendingNodes }: ChangeResult<unknown>) {
  if (isRefused(value)) return errorResponse(c, value);
  if (pendingNodes.length > 0) return c.json({ pendingNodes: [...pendingNodes] }, 202);
  return c.body(null, 204);
}
