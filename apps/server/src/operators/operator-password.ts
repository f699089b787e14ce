import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { FieldError } from '../outcome.ts';

export const OPERATOR_PASSWORD_LENGTH_MIN = 10;
export const OPERATOR_PASSWORD_LENGTH_MAX = 200;

/** A tenth of a billion tries: what a guesser who has stolen the hashes still does, and one at the door never. */
const GUESSES_LOG10_MIN = 8;
/** What stands behind makes it no weaker, and judging takes longer with each letter. */
const JUDGED_LENGTH_MAX = 64;
/** What every guesser tries here, beside the lists. */
const OUR_WORDS = ['gatehouse', 'mikrotik', 'radius', 'pppoe', 'hotspot', 'admin', 'operator', 'internet'];

const judge = new ZxcvbnFactory({
  dictionary: { 'passwords-common': dictionary['passwords-common'] },
  graphs: adjacencyGraphs,
});

const BETTER = 'three or four words that do not belong together do well';

/** `null`: good enough. Length is what counts, and that nobody has it already; kinds of signs are not asked for. */
export function checkOperatorPassword(password: string, username: string): FieldError | null {
  if ([...password].length < OPERATOR_PASSWORD_LENGTH_MIN) {
    return {
      code: 'too-short',
      message: `must have at least ${OPERATOR_PASSWORD_LENGTH_MIN} characters: ${BETTER}`,
    };
  }
  if (password.length > OPERATOR_PASSWORD_LENGTH_MAX) {
    return { code: 'too-long', message: `may have ${OPERATOR_PASSWORD_LENGTH_MAX} characters at most` };
  }
  const folded = password.normalize('NFKC').toLowerCase();
  const name = username.trim().toLowerCase();
  if (name.length >= 3 && folded.replaceAll(name, '').length < 5) {
    return { code: 'too-common', message: `is too close to the username: ${BETTER}` };
  }
  const judged = judge.check(folded.slice(0, JUDGED_LENGTH_MAX), [name, ...OUR_WORDS]);
  if (judged.guessesLog10 >= GUESSES_LOG10_MIN) return null;
  return { code: 'too-common', message: `${weaknessOf(judged)}: ${BETTER}` };
}

/** What a guesser would make use of, by the longest part that follows a pattern. */
function weaknessOf({ sequence }: ZxcvbnResult): string {
  const known = sequence.filter(({ pattern }) => pattern !== 'bruteforce');
  const [longest] = known.sort((a, b) => b.token.length - a.token.length);
  switch (longest?.pattern) {
    case 'dictionary':
      return 'is among the first that anyone would try';
    case 'spatial':
      return 'follows the keys of a keyboard';
    case 'repeat':
      return 'repeats itself';
    case 'sequence':
      return 'counts up or down';
    case 'date':
    case 'regex':
      return 'is little more than a date';
    default:
      return 'is too easy to guess';
  }
}
