import { describeErrorCause } from './error-causes.ts';
import type { NotSentReason, RequestKind, RequestState } from './request-words.ts';

/** What is known of a request to a router when it is shown. */
export type RequestRecord = {
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** `null`: the router was removed since. */
  readonly nasName: string | null;
  /** Datagrams sent; 0: the session had ended before any. */
  readonly tries: number;
  readonly errorCause: number | null;
  /** Answers whose signature was wrong. */
  readonly unverified: number;
  /** The RFC's name of a packet that came instead, rightly signed; `null`: none did. */
  readonly unexpectedAnswer: string | null;
  readonly notSentReason: NotSentReason | null;
  /** Whose speed a running session is told; `null`: it is told an end, or is ended. */
  readonly newSpeedOf: string | null;
};

export type Explanation = {
  /** One plain sentence. */
  readonly sentence: string;
  /** What helps; `null` where nothing needs to be done. */
  readonly wayOut: string | null;
};

/** What became of a request, for a person. */
export function explainRequest(request: RequestRecord): Explanation {
  const router = request.nasName ?? 'The router';
  switch (request.state) {
    case 'waiting':
      return { sentence: `Waits to be sent to ${inside(request)}.`, wayOut: null };
    case 'sending':
      return { sentence: `Asking ${inside(request)}…`, wayOut: null };
    case 'acknowledged':
      return {
        sentence: explainObedience(request, router),
        wayOut: null,
      };
    case 'already-gone':
      return {
        sentence:
          request.tries === 0
            ? 'The session had already ended.'
            : `${router} has no such session: it was already gone.`,
        wayOut: null,
      };
    case 'refused': {
      const { sentence, wayOut } = describeErrorCause(request.errorCause);
      return { sentence: `${router} refused: ${sentence}.`, wayOut };
    }
    case 'no-answer':
      return explainSilence(request, router);
    case 'not-sent':
      return explainNotSent(request);
  }
}

function explainObedience({ kind, newSpeedOf }: RequestRecord, router: string): string {
  if (kind === 'disconnect') return `${router} has ended the session.`;
  return newSpeedOf === null
    ? `${router} has taken over the new end of the session.`
    : `${router} gives the session the speed of ${newSpeedOf} now.`;
}

const PACKET_OF_KIND: Readonly<Record<RequestKind, string>> = {
  disconnect: 'Disconnect-Request',
  coa: 'CoA-Request',
};

/** Within a sentence. */
function inside({ nasName }: RequestRecord): string {
  return nasName ?? 'the router';
}

function explainSilence(request: RequestRecord, router: string): Explanation {
  const { kind, unverified, unexpectedAnswer, tries } = request;
  if (unexpectedAnswer !== null) {
    return {
      sentence: `${router} answered by ${unexpectedAnswer}, which is no answer to a ${PACKET_OF_KIND[kind]}.`,
      wayOut:
        'Its secret is right, its software is not: look for an update, and end the session on the router itself.',
    };
  }
  if (unverified > 0) {
    return {
      sentence: `${router} answered, but its signature is wrong, so the answer counts for nothing.`,
      wayOut: 'The shared secret on the router is probably another one: compare both.',
    };
  }
  return {
    sentence: `${router} did not answer ${tries === 1 ? 'the request' : `any of ${tries} requests`}.`,
    wayOut:
      'Check that it takes such requests from this server (on MikroTik: /radius incoming set accept=yes), on the port set here, and that no firewall is between.',
  };
}

function explainNotSent(request: RequestRecord): Explanation {
  const { notSentReason, kind } = request;
  switch (notSentReason) {
    case 'router-removed':
      return {
        sentence: 'Nothing was sent: the router of this session is not declared here any more.',
        wayOut: 'Add the router again, or end the session on the router itself.',
      };
    case 'too-late':
      return {
        sentence: `Nothing was sent: for ten minutes ${inside(request)} kept silent on other requests, or no RADIUS process was there.`,
        wayOut: 'Look whether the router answers, and at System; then try again.',
      };
    case 'time-cannot-be-changed':
      return {
        sentence: `Nothing was sent: the end of a running session cannot be changed on ${inside(request)}.`,
        wayOut: 'It takes the new package at the next login. Disconnect the session to bring that about now.',
      };
    case 'speed-cannot-be-changed':
      return {
        sentence: `Nothing was sent: the speed of a running session cannot be changed on ${inside(request)}, so the session is ended instead.`,
        wayOut:
          'The customer is online again by itself, with the next login. See the request to end it, right after this one.',
      };
    case 'does-not-fit':
    case null:
      return {
        sentence: `Nothing was sent: what tells the session does not fit a ${PACKET_OF_KIND[kind]}.`,
        wayOut: 'End the session on the router itself.',
      };
  }
}
