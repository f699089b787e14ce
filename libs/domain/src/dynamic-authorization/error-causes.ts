import { type Said, said } from '../said/said.ts';

/** RFC 5176 §3.5 in words: what the router says, and what helps. */
type ErrorCause = { readonly cause: Said; readonly wayOut: Said };

export const SESSION_CONTEXT_NOT_FOUND = 503;

const CAUSES = [201, 401, 402, 403, 404, 405, 407, 501, 502, 503, 504, 505, 506, 507, 508] as const;
/** Invalid Request and Unsupported Service come to the same for an operator. */
const LIKE_405 = 406;

export function describeErrorCause(cause: number | null): ErrorCause {
  if (cause === null) return { cause: said('cause_none'), wayOut: said('help_none') };
  const known = CAUSES.find((each) => each === (cause === LIKE_405 ? 405 : cause));
  return known === undefined
    ? { cause: said('causeNumber', { cause: `${cause}` }), wayOut: said('helpManual') }
    : { cause: said(`cause_${known}`), wayOut: said(`help_${known}`) };
}
