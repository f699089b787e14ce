import type { FieldError } from '../outcome.ts';

export const OPERATOR_PASSWORD_LENGTH_MIN = 10;
export const OPERATOR_PASSWORD_LENGTH_MAX = 200;

/** The heart of passwords that guessers try first, once digits and signs around it are taken away. */
const COMMON_HEARTS = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd pass admin administrator root letmein welcome qwerty qwertyuiop
   qwertz asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou sunshine princess football baseball superman batman dragon
   monkey shadow master michael trustno changeme secret default login guest test user operator gatehouse mikrotik
   radius internet company bangladesh abcdef abcdefgh abcdefghij qazwsx qazwsxedc whatever`.split(/\s+/),
);

/** `null`: good enough. Length is what counts; a few shapes that guessers know are refused. */
export function checkOperatorPassword(password: string, username: string): FieldError | null {
  if ([...password].length < OPERATOR_PASSWORD_LENGTH_MIN) {
    return { code: 'too-short', message: `must have at least ${OPERATOR_PASSWORD_LENGTH_MIN} characters` };
  }
  if (password.length > OPERATOR_PASSWORD_LENGTH_MAX) {
    return { code: 'too-long', message: `may have ${OPERATOR_PASSWORD_LENGTH_MAX} characters at most` };
  }
  const folded = password.normalize('NFKC').toLowerCase();
  if (isCommon(folded) || isRepetition(folded) || isRun(folded)) {
    return { code: 'too-common', message: 'is among the first that anyone would try' };
  }
  const name = username.trim().toLowerCase();
  if (name.length >= 3 && folded.replaceAll(name, '').length < 5) {
    return { code: 'too-common', message: 'is too close to the username' };
  }
  return null;
}

function isCommon(folded: string): boolean {
  const heart = folded.replaceAll(/^[^a-z@]+|[^a-z]+$/g, '');
  const half = heart.slice(0, heart.length / 2);
  return COMMON_HEARTS.has(heart) || (half + half === heart && COMMON_HEARTS.has(half));
}

/** `aaaaaaaaaa`, `abcabcabcabc`: fewer than five different characters. */
function isRepetition(folded: string): boolean {
  return new Set(folded).size < 5;
}

/** `1234567890`, `abcdefghijk`, `9876543210`: every step the same. */
function isRun(folded: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < folded.length; i++)
    steps.add((folded.charCodeAt(i) - folded.charCodeAt(i - 1) + 10) % 10);
  return steps.size === 1;
}
