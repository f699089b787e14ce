/** User-Password holds 128 octets at most (RFC 2865 §5.2). */
export const NETWORK_PASSWORD_BYTES_MAX = 128;

export type UnusablePassword = 'password-empty' | 'password-too-long';

/** Why a customer cannot have this network password; `null` when one can. Weak ones can. */
export function checkNetworkPassword(password: string): UnusablePassword | null {
  if (password === '') return 'password-empty';
  return new TextEncoder().encode(password).length > NETWORK_PASSWORD_BYTES_MAX ? 'password-too-long' : null;
}

export const PROPOSAL_RANDOM_BYTES = 12;

/** 32 letters and digits, so that five bits choose one; no two look alike in print or in handwriting. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * A strong password that can be read over the telephone: `k7mw-h3xq-9tfp`. Takes 12 random octets
 * and is worth 60 bits. Throws a RangeError when handed fewer.
 */
export function proposePassword(randomBytes: Uint8Array): string {
  if (randomBytes.length < PROPOSAL_RANDOM_BYTES) throw new RangeError('A proposal takes 12 random octets.');
  const octets = Array.from(randomBytes.subarray(0, PROPOSAL_RANDOM_BYTES));
  const letters = octets.map((octet) => ALPHABET.charAt(octet % ALPHABET.length)).join('');
  return letters.replace(/....(?!$)/g, '$&-');
}

/** Why a password is weak; screens say it in words. */
export type WeakBecause = 'short' | 'like-username' | 'common' | 'one-kind' | 'row' | 'few-kinds';

export type PasswordStrength =
  | { readonly level: 'weak'; readonly because: WeakBecause }
  | { readonly level: 'fair' | 'strong' };

const WEAK_BITS_MAX = 36;
const FAIR_BITS_MAX = 54;

/** A rough judgement to warn by (rule 18): a weak network password is not refused. */
export function passwordStrength(password: string, username = ''): PasswordStrength {
  const weak = (because: WeakBecause): PasswordStrength => ({ level: 'weak', because });
  if (password.length < 8) return weak('short');
  if (isTooCloseTo(password, username)) return weak('like-username');
  if (startsCommonly(password)) return weak('common');
  const bits = guessedBits(password);
  if (bits < WEAK_BITS_MAX) return weak(whyGuessed(password));
  return { level: bits < FAIR_BITS_MAX ? 'fair' : 'strong' };
}

function isTooCloseTo(password: string, username: string): boolean {
  const name = username.toLowerCase();
  return name.length >= 3 && password.toLowerCase().includes(name);
}

const COMMON_STARTS = [
  'password',
  'passw0rd',
  'qwerty',
  'admin',
  'welcome',
  'internet',
  'iloveyou',
  '123456',
  'abc123',
  '111111',
];

function startsCommonly(password: string): boolean {
  const lower = password.toLowerCase();
  return COMMON_STARTS.some((start) => lower.startsWith(start));
}

function whyGuessed(password: string): WeakBecause {
  if (kindsIn(password).length === 1) return 'one-kind';
  return hasRow(password) ? 'row' : 'few-kinds';
}

/** Three characters or more that repeat, or follow one another. */
function hasRow(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  return codes.some((code, at) => {
    const [before = Number.NaN, beforeThat = Number.NaN] = [codes[at - 1], codes[at - 2]];
    return code - before === before - beforeThat && Math.abs(code - before) <= 1;
  });
}

/** The sizes of the alphabets that it draws from. */
function kindsIn(password: string): number[] {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9]/, 20],
  ];
  return kinds.flatMap(([kind, letters]) => (kind.test(password) ? [letters] : []));
}

/** Bits by the kinds of characters in use, where a character that repeats or continues the last one adds little. */
function guessedBits(password: string): number {
  const alphabet = kindsIn(password).reduce((size, letters) => size + letters, 0);
  let characters = 0;
  let last = Number.NaN;
  for (const character of password) {
    const code = character.codePointAt(0) ?? 0;
    characters += Math.abs(code - last) <= 1 ? 0.25 : 1;
    last = code;
  }
  return characters * Math.log2(alphabet);
}
