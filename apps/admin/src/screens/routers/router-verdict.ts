import type { NasHealth } from '../../api/types.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import type { Meaning } from '../../parts/StateMark.tsx';
import { say } from './texts.ts';

export type RouterVerdict = {
  readonly meaning: Meaning;
  /** Two or three words, for a list. */
  readonly label: string;
  /** What was seen, and the way out. */
  readonly message: string;
  readonly remedy: string | null;
};

/** What is wrong with a router, the worst first; one entry that says so when nothing is. */
export function routerVerdicts({ verdicts, lastRequestAt }: NasHealth): readonly RouterVerdict[] {
  if (verdicts.length > 0) {
    return verdicts.map(({ code, level, message, messageSaid, remedy, remedySaid }) => ({
      meaning: level === 'broken' ? 'red' : 'amber',
      label: say(`verdict_${code}`),
      message: saySaid(messageSaid, message),
      remedy: saySaid(remedySaid, remedy),
    }));
  }
  return [lastRequestAt === null ? WAITING : WELL];
}

const WELL: RouterVerdict = {
  meaning: 'green',
  label: say('well'),
  message: say('wellWhy'),
  remedy: null,
};

const WAITING: RouterVerdict = {
  meaning: 'quiet',
  label: say('waitingFirst'),
  message: say('waitingFirstWhy'),
  remedy: null,
};
