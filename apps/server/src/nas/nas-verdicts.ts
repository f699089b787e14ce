import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';

/** What was heard from a router by all radius processes together. Times are milliseconds since the epoch. */
export type NasHeard = {
  readonly createdAt: number;
  readonly lastRequestAt: number | null;
  readonly lastAcceptAt: number | null;
  readonly lastAccountingAt: number | null;
  /** Something proved the shared secret, or disproved it: a signature that is wrong. */
  readonly lastVerifiedAt: number | null;
  readonly lastUnverifiedAt: number | null;
  readonly unverifiedSinceVerified: number;
  /** PAP passwords of known customers that came out wrong, none right between them. */
  readonly wrongPasswordsSinceVerified: number;
  readonly acceptsSinceAccounting: number;
  readonly lastWithoutMessageAuthAt: number | null;
  readonly messageAuthenticator: 'required' | 'learn' | 'off';
};

export const nasVerdictCodes = [
  'nothing-heard',
  'silent',
  'probably-wrong-secret',
  'accepts-without-accounting',
  'no-message-authenticator',
] as const;
export type NasVerdictCode = (typeof nasVerdictCodes)[number];

/** What is wrong with a router: what was seen, and the way out. */
export type NasVerdict = {
  readonly code: NasVerdictCode;
  /** `broken`: logins or accounting do not work. `look`: they do, and something should be mended. */
  readonly level: 'broken' | 'look';
  readonly message: string;
  readonly messageSaid: Said;
  readonly remedy: string;
  readonly remedySaid: Said;
};

const MINUTE = 60_000;
/** A router just added is given this long before anything is said of it. */
const NEW_MS = 10 * MINUTE;
const SILENT_MS = 24 * 60 * MINUTE;
const RECENT_MS = 60 * MINUTE;
/** One packet can be forged by anyone who knows two addresses. */
const WRONG_SIGNATURES_MIN = 2;
/** Wrong passwords in a row that customers' typing does not explain. */
const WRONG_PASSWORDS_MIN = 10;
/** Accounting of a session begins within seconds of its Accept; some routers restart it in between. */
const ACCEPTS_MIN = 10;
const ACCOUNTING_DUE_MS = 10 * MINUTE;

/** The verdicts that apply, the worst first; none when all is well. */
export function judgeNas(heard: NasHeard, now: number): NasVerdict[] {
  const silence = judgeSilence(heard, now);
  if (silence !== null) return [silence];
  const verdicts = [
    judgeSecret(heard, now),
    judgeAccounting(heard, now),
    judgeMessageAuthenticator(heard, now),
  ];
  return verdicts.filter((verdict) => verdict !== null);
}

function judgeSilence(
  { lastRequestAt, lastAccountingAt, lastUnverifiedAt, createdAt }: NasHeard,
  now: number,
) {
  const lastAt = Math.max(lastRequestAt ?? 0, lastAccountingAt ?? 0, lastUnverifiedAt ?? 0);
  if (lastAt === 0) return now - createdAt < NEW_MS ? null : NOTHING_HEARD;
  return now - lastAt < SILENT_MS ? null : SILENT;
}

/**
 * Wrong signatures, and no right one among them, are a proof; a single one may be anybody's. Without signatures,
 * passwords that never come out right are as good as one.
 */
function judgeSecret(heard: NasHeard, now: number): NasVerdict | null {
  const { lastVerifiedAt, lastUnverifiedAt, unverifiedSinceVerified, wrongPasswordsSinceVerified } = heard;
  const disproved =
    unverifiedSinceVerified >= WRONG_SIGNATURES_MIN &&
    lastUnverifiedAt !== null &&
    now - lastUnverifiedAt < RECENT_MS &&
    lastUnverifiedAt - (lastVerifiedAt ?? 0) >= MINUTE;
  if (disproved) return WRONG_SIGNATURES;
  return wrongPasswordsSinceVerified >= WRONG_PASSWORDS_MIN ? WRONG_PASSWORDS : null;
}

function judgeAccounting({ acceptsSinceAccounting, lastAcceptAt, lastAccountingAt }: NasHeard, now: number) {
  if (acceptsSinceAccounting < ACCEPTS_MIN || lastAcceptAt === null) return null;
  if (now - (lastAccountingAt ?? 0) < ACCOUNTING_DUE_MS) return null;
  return lastAccountingAt === null ? NEVER_ACCOUNTING : NO_LONGER_ACCOUNTING;
}

function judgeMessageAuthenticator(heard: NasHeard, now: number): NasVerdict | null {
  const { lastWithoutMessageAuthAt, messageAuthenticator } = heard;
  if (lastWithoutMessageAuthAt === null || now - lastWithoutMessageAuthAt > RECENT_MS) return null;
  return messageAuthenticator === 'off' ? UNSIGNED_ALLOWED : UNSIGNED;
}

function verdict(
  code: NasVerdictCode,
  level: NasVerdict['level'],
  messageSaid: Said,
  remedySaid: Said,
): NasVerdict {
  return {
    code,
    level,
    message: sayInEnglish(messageSaid),
    messageSaid,
    remedy: sayInEnglish(remedySaid),
    remedySaid,
  };
}

const NOTHING_HEARD = verdict(
  'nothing-heard',
  'look',
  said('verdict_nothing-heard'),
  said('remedy_nothing-heard'),
);
const SILENT = verdict('silent', 'look', said('verdict_silent'), said('remedy_silent'));

const wrongSecret = (message: Said) =>
  verdict('probably-wrong-secret', 'broken', message, said('sameSecret'));
const WRONG_SIGNATURES = wrongSecret(said('wrongSignatures'));
const WRONG_PASSWORDS = wrongSecret(said('wrongPasswords'));

const withoutAccounting = (message: Said) =>
  verdict('accepts-without-accounting', 'broken', message, said('turnAccountingOn'));
const NEVER_ACCOUNTING = withoutAccounting(said('neverAccounting'));
const NO_LONGER_ACCOUNTING = withoutAccounting(said('noLongerAccounting'));

const SIGN = said('switchSigningOn', { setting: 'require-message-auth' });
const unsigned = (remedy: Said) => verdict('no-message-authenticator', 'look', said('sendsUnsigned'), remedy);
const UNSIGNED = unsigned(SIGN);
const UNSIGNED_ALLOWED = unsigned([SIGN, said('thenRequireIt')]);
