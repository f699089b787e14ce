import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
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

/** `null`: good enough. Length is what counts, and that nobody has it already; kinds of signs are not asked for. */
export function checkOperatorPassword(password: string, username: string): FieldError | null {
  if ([...password].length < OPERATOR_PASSWORD_LENGTH_MIN)
    return fault('too-short', said('passwordTooShort', { least: OPERATOR_PASSWORD_LENGTH_MIN }));
  if (password.length > OPERATOR_PASSWORD_LENGTH_MAX)
    return fault('too-long', said('passwordTooLong', { most: OPERATOR_PASSWORD_LENGTH_MAX }));
  const folded = password.normalize('NFKC').toLowerCase();
  const name = username.trim().toLowerCase();
  if (name.length >= 3 && folded.replaceAll(name, '').length < 5)
    return fault('too-common', said('passwordLikeUsername'));
  const judged = judge.check(folded.slice(0, JUDGED_LENGTH_MAX), [name, ...OUR_WORDS]);
  return judged.guessesLog10 >= GUESSES_LOG10_MIN ? null : fault('too-common', weaknessOf(judged));
}

function fault(code: string, messageSaid: Said): FieldError {
  return { code, message: sayInEnglish(messageSaid), messageSaid };
}

/** What a guesser would make use of, by the longest part that follows a pattern. */
function weaknessOf({ sequence }: ZxcvbnResult): Said {
  const known = sequence.filter(({ pattern }) => pattern !== 'bruteforce');
  const [longest] = known.sort((a, b) => b.token.length - a.token.length);
  switch (longest?.pattern) {
    case 'dictionary':
      return said('passwordCommon');
    case 'spatial':
      return said('passwordKeyboard');
    case 'repeat':
      return said('passwordRepeats');
    case 'sequence':
      return said('passwordCounts');
    case 'date':
    case 'regex':
      return said('passwordDate');
    default:
      return said('passwordGuessed');
  }
}
