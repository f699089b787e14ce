import { type Said, type SaidValue, said } from '../said/said.ts';
import { sayInEnglish } from '../said/say-in-english.ts';
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
  readonly sentenceSaid: Said;
  /** What helps; `null` where nothing needs to be done. */
  readonly wayOut: string | null;
  readonly wayOutSaid: Said | null;
};

/** What became of a request, for a person. */
export function explainRequest(request: RequestRecord): Explanation {
  const [sentenceSaid, wayOutSaid] = explain(request);
  return {
    sentence: sayInEnglish(sentenceSaid),
    sentenceSaid,
    wayOut: wayOutSaid === null ? null : sayInEnglish(wayOutSaid),
    wayOutSaid,
  };
}

type Told = readonly [sentence: Said, wayOut: Said | null];

function explain(request: RequestRecord): Told {
  const router = request.nasName ?? said('theRouterFirst');
  switch (request.state) {
    case 'waiting':
      return [said('waitsToBeSent', { router: inside(request) }), null];
    case 'sending':
      return [said('askingRouter', { router: inside(request) }), null];
    case 'acknowledged':
      return [explainObedience(request, router), null];
    case 'already-gone':
      return [request.tries === 0 ? said('sessionHadEnded') : said('noSuchSession', { router }), null];
    case 'refused': {
      const { cause, wayOut } = describeErrorCause(request.errorCause);
      return [said('routerRefused', { router, cause }), wayOut];
    }
    case 'no-answer':
      return explainSilence(request, router);
    case 'not-sent':
      return explainNotSent(request);
  }
}

function explainObedience({ kind, newSpeedOf }: RequestRecord, router: SaidValue): Said {
  if (kind === 'disconnect') return said('hasEndedSession', { router });
  return newSpeedOf === null
    ? said('hasNewEnd', { router })
    : said('givesSpeed', { router, servicePackage: newSpeedOf });
}

const PACKET_OF_KIND: Readonly<Record<RequestKind, string>> = {
  disconnect: 'Disconnect-Request',
  coa: 'CoA-Request',
};

/** Within a sentence. */
function inside({ nasName }: RequestRecord): SaidValue {
  return nasName ?? said('theRouter');
}

function explainSilence(request: RequestRecord, router: SaidValue): Told {
  const { kind, unverified, unexpectedAnswer: answer, tries: times } = request;
  if (answer !== null)
    return [said('answeredBy', { router, answer, asked: PACKET_OF_KIND[kind] }), said('helpSoftware')];
  if (unverified > 0) return [said('answerUnsigned', { router }), said('helpSecret')];
  const silent = times === 1 ? said('noAnswerOnce', { router }) : said('noAnswerTimes', { router, times });
  return [silent, said('helpListening')];
}

function explainNotSent(request: RequestRecord): Told {
  const router = inside(request);
  switch (request.notSentReason) {
    case 'router-removed':
      return [said('notSentRemoved'), said('helpAddAgain')];
    case 'too-late':
      return [said('notSentLate', { router }), said('helpSystem')];
    case 'time-cannot-be-changed':
      return [said('notSentTime', { router }), said('helpNextLogin')];
    case 'speed-cannot-be-changed':
      return [said('notSentSpeed', { router }), said('helpOnlineAgain')];
    case 'does-not-fit':
    case null:
      return [said('notSentUnfit', { asked: PACKET_OF_KIND[request.kind] }), said('helpEndThere')];
  }
}
