import type { NasHealth } from '../../api/types.ts';
import type { Meaning } from '../../parts/StateMark.tsx';

type Code = NasHealth['verdicts'][number]['code'];

/** A verdict in two or three words, for a list; the server says the rest. */
const LABELS: Readonly<Record<Code, string>> = {
  'nothing-heard': 'Nothing heard',
  silent: 'Silent for a day',
  'probably-wrong-secret': 'Probably a wrong secret',
  'accepts-without-accounting': 'Accepts without accounting',
  'no-message-authenticator': 'No Message-Authenticator',
};

export type RouterVerdict = {
  readonly meaning: Meaning;
  readonly label: string;
  /** What was seen, and the way out. */
  readonly message: string;
  readonly remedy: string | null;
};

/** What is wrong with a router, the worst first; one entry that says so when nothing is. */
export function routerVerdicts({ verdicts, lastRequestAt }: NasHealth): readonly RouterVerdict[] {
  if (verdicts.length > 0) {
    return verdicts.map(({ code, level, message, remedy }) => ({
      meaning: level === 'broken' ? 'red' : 'amber',
      label: LABELS[code],
      message,
      remedy,
    }));
  }
  return [lastRequestAt === null ? WAITING : WELL];
}

const WELL: RouterVerdict = {
  meaning: 'green',
  label: 'Well',
  message: 'Its requests are verified and answered.',
  remedy: null,
};

const WAITING: RouterVerdict = {
  meaning: 'quiet',
  label: 'Waiting for its first request',
  message:
    'Nothing has been heard yet. “Set up this router” has the script for it, and says what is missing.',
  remedy: null,
};
