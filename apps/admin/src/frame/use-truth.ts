import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson, isSignedOut } from '../api/call-api.ts';
import type { System } from '../api/types.ts';
import { saySaid } from '../parts/said/say-said.ts';
import { LOGINS_MEANWHILE } from './database-away.ts';
import { say } from './texts.ts';

export type Truth = {
  readonly state: 'well' | 'look' | 'broken' | 'unknown';
  /** One or two words for the top bar. */
  readonly word: string;
  readonly sentence: string;
  /** What to do when nothing can be asked. */
  readonly advice?: string;
  readonly system: System | undefined;
};

const POLL_MS = 5_000;
/** A database that hangs must not leave the last good news standing. */
const ANSWER_MS_MAX = 6_000;
const STATES = { green: 'well', amber: 'look', red: 'broken' } as const;

/** Says nothing about Gatehouse, which answered. */
const SIGNED_OUT: Truth = {
  state: 'unknown',
  word: say('signedOut'),
  sentence: say('signInToSee'),
  system: undefined,
};

/** How RADIUS, the database and the routers are. */
export function useTruth(): Truth {
  const { data, isError, error } = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) =>
      getJson<System>('/system', {}, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)])),
    refetchInterval: POLL_MS,
    retry: false,
  });
  if (isSignedOut(error)) return SIGNED_OUT;
  if (isError) return { state: 'broken', ...unheard(error), system: undefined };
  if (!data) return { state: 'unknown', word: say('asking'), sentence: '', system: undefined };
  const word = saySaid(data.wordSaid, data.word);
  return {
    state: STATES[data.level],
    word: word.charAt(0).toUpperCase() + word.slice(1),
    sentence: saySaid(data.sentenceSaid, data.sentence),
    system: data,
  };
}

function unheard(error: Error): Pick<Truth, 'word' | 'sentence' | 'advice'> {
  if (error instanceof ApiError && error.code === 'database-away') {
    return {
      word: say('databaseAwayWord'),
      sentence: say('databaseAwaySentence', { LOGINS_MEANWHILE }),
      advice: say('databaseAdvice'),
    };
  }
  return {
    word: say('noAnswer'),
    sentence: say('webSilent'),
    advice: say('lookWhetherRuns'),
  };
}
