/** RFC 5176 §3.5 in words: what the router says, and what helps. */
type ErrorCause = { readonly sentence: string; readonly wayOut: string };

export const SESSION_CONTEXT_NOT_FOUND = 503;

const CHECK_VENDOR = 'Check the router’s vendor in its settings here: each make asks for other attributes.';
const LOG_OUT_THERE = 'End the session on the router itself.';

const CAUSES: Readonly<Record<number, ErrorCause>> = {
  201: { sentence: 'it removed what was left of the session', wayOut: 'There is nothing more to do.' },
  401: { sentence: 'it does not know an attribute of the request', wayOut: CHECK_VENDOR },
  402: { sentence: 'it misses an attribute in the request', wayOut: CHECK_VENDOR },
  403: {
    sentence: 'it is not the router that the request names',
    wayOut: 'The session came through a proxy, or the router’s NAS-Identifier has changed.',
  },
  404: { sentence: 'something in the request is wrong for it', wayOut: CHECK_VENDOR },
  405: { sentence: 'it does not serve this kind of request', wayOut: LOG_OUT_THERE },
  406: { sentence: 'it does not serve this kind of request', wayOut: LOG_OUT_THERE },
  407: { sentence: 'a value in the request does not fit it', wayOut: CHECK_VENDOR },
  501: {
    sentence: 'its configuration forbids it',
    wayOut: 'Allow requests from this server on the router (on MikroTik: /radius incoming set accept=yes).',
  },
  502: {
    sentence: 'it does not know where to send the request on to',
    wayOut: 'Declare the router behind the proxy here by its own address.',
  },
  503: { sentence: 'it has no such session', wayOut: 'There is nothing to disconnect any more.' },
  504: { sentence: 'it cannot end this session', wayOut: LOG_OUT_THERE },
  505: { sentence: 'a proxy on the way could not pass it on', wayOut: 'Look at the proxy’s log.' },
  506: { sentence: 'it is too busy', wayOut: 'Try again in a moment.' },
  507: { sentence: 'it first asks this server again', wayOut: 'Watch the access log for its login.' },
  508: {
    sentence: 'several sessions fit the request, and it takes only one at a time',
    wayOut: LOG_OUT_THERE,
  },
};

const UNKNOWN: ErrorCause = { sentence: 'it gave no reason', wayOut: LOG_OUT_THERE };

export function describeErrorCause(cause: number | null): ErrorCause {
  if (cause === null) return UNKNOWN;
  return (
    CAUSES[cause] ?? { sentence: `it gave the Error-Cause ${cause}`, wayOut: 'Look it up in its manual.' }
  );
}
